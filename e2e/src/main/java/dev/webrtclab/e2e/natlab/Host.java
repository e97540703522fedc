package dev.webrtclab.e2e.natlab;

import dev.webrtclab.e2e.Lab;
import java.util.ArrayList;
import java.util.List;

/**
 * A computer behind a router, without any privilege.
 *
 * @param container its container
 * @param address its address behind the router
 */
public record Host(String container, String address) {
    /** A host with coturn's client tools. */
    public static Host start(Router router, String name) {
        return start(router, name, Internet.COTURN);
    }

    /** A host with the programs of an image. */
    public static Host start(Router router, String name, String image) {
        return start(router.inside(), name, image);
    }

    /** A host in any network. */
    public static Host start(String network, String name, String image) {
        String container =
                Containers.run(name)
                        .with("--network", network, "--init", "--cap-drop=ALL")
                        .with("--security-opt=no-new-privileges", "--user=65534")
                        .with("--entrypoint=sleep", "--no-healthcheck")
                        .of(image, "infinity");
        String addresses = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";
        return new Host(container, Lab.docker("inspect", "-f", addresses, container));
    }

    /** Runs the referee with its own options. */
    public Discovery discover(String... options) {
        List<String> command = new ArrayList<>(List.of("turnutils_natdiscovery"));
        command.addAll(List.of(options));
        command.add(Internet.STUN);
        return Discovery.parse(
                Containers.tryIn(container, command.toArray(String[]::new)).output());
    }

    /** Whether a connection to this port of the server comes about. */
    public boolean connectsByTcp(int port) {
        String open = "exec 3<>/dev/tcp/" + Internet.STUN + "/" + port;
        return Containers.tryIn(container, "timeout", "3", "bash", "-c", open).exit() == 0;
    }

    /** Sends one datagram to each of the ports of the server, in their order. */
    public void sendDatagrams(int firstPort, int count) {
        String send = "for ((p = %d; p < %d; p++)); do echo x >/dev/udp/%s/$p; done";
        exec("bash", "-c", send.formatted(firstPort, firstPort + count, Internet.STUN));
    }

    /** A command there. */
    public String exec(String... command) {
        return Containers.in(container, command);
    }
}
