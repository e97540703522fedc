package dev.webrtclab.e2e.natlab;

import static org.awaitility.Awaitility.await;

import dev.webrtclab.e2e.Lab;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the lab's routers, with the network behind it.
 *
 * @param container its container
 * @param inside the network behind it
 * @param outsideAddress its address in front
 */
public record Router(String container, String inside, String outsideAddress)
        implements AutoCloseable {
    /**
     * Where a router stands.
     *
     * @param network the network in front of it
     * @param subnet that network's addresses
     * @param address the router's own among them
     * @param inside the first three numbers of the addresses behind it
     */
    public record Place(String network, String subnet, String address, String inside) {}

    /**
     * Starts a router and waits until it says that it works.
     *
     * @param settings of the form NAME=value, or --option=value of docker
     */
    public static Router start(Place place, String... settings) {
        String inside =
                Containers.createNetwork(
                        "inside-" + place.inside(),
                        place.inside() + ".0/24",
                        "--gateway=" + place.inside() + ".1",
                        "--ip-range=" + place.inside() + ".128/25",
                        "-ocom.docker.network.bridge.inhibit_ipv4=true",
                        "-ocom.docker.network.bridge.enable_ip_masquerade=false");
        Containers.Command create =
                Containers.create("router-" + place.inside())
                        .with("--network", place.network(), "--ip", place.address(), "--init")
                        .with("--cap-drop=ALL", "--cap-add=NET_ADMIN", "--read-only")
                        .with("--security-opt=no-new-privileges", "--tmpfs=/run/nat-lab")
                        .with("--memory=32m", "--pids-limit=16", "--sysctl=net.ipv4.ip_forward=1")
                        .with("--sysctl=net.netfilter.nf_conntrack_udp_timeout=300")
                        .with("--sysctl=net.netfilter.nf_conntrack_udp_timeout_stream=300")
                        .with("-eOUTSIDE_SUBNET=" + place.subnet(), "-eWAY_OUT=" + Internet.STUN)
                        .with("-eINSIDE_SUBNET=" + place.inside() + ".0/24")
                        .with("-eINSIDE_GATEWAY=" + place.inside() + ".1");
        for (String setting : settings) {
            create.with(setting.startsWith("--") ? setting : "-e" + setting);
        }
        String container = create.of(Internet.IMAGE);
        Router router = new Router(container, inside, place.address());
        try {
            Lab.docker("network", "connect", "--ip", place.inside() + ".2", inside, container);
            Lab.docker("start", container);
            await("router is healthy")
                    .atMost(Duration.ofSeconds(30))
                    .until(router::health, "healthy"::equals);
            return router;
        } catch (RuntimeException e) {
            String log = Lab.docker("logs", container);
            router.close();
            throw new IllegalStateException("The router said:\n" + log, e);
        }
    }

    private String health() {
        return Lab.docker("inspect", "-f", "{{.State.Health.Status}}", container);
    }

    /** A command in the router. */
    public String exec(String... command) {
        return Containers.in(container, command);
    }

    /** How many packets the rule has lost. */
    public long lostByRule() {
        String chain = exec("nft", "list", "chain", "ip", "nat_lab_loss", "arrive");
        Matcher counter = Pattern.compile("counter packets (\\d+)").matcher(chain);
        if (!counter.find()) {
            throw new IllegalStateException("no counter in " + chain);
        }
        return Long.parseLong(counter.group(1));
    }

    /**
     * How many packets from inside the program passed on or lost: handed to it, and no longer
     * waiting.
     */
    public long decidedByWire() {
        String[] queue =
                exec("grep", "^ *0 ", "/proc/net/netfilter/nfnetlink_queue").strip().split("\\s+");
        long waiting = Long.parseLong(queue[2]);
        long handedOver = Long.parseLong(queue[7]);
        return handedOver - waiting;
    }

    /** Removes it, the network behind it, and who is there. */
    @Override
    public void close() {
        Containers.remove("network=" + inside);
        Lab.docker("network", "rm", inside);
    }
}
