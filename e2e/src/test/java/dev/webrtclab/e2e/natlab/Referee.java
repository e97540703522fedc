package dev.webrtclab.e2e.natlab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * coturn's discovery tool behind each kind of router. It mostly waits for what does not come, so
 * the routers are asked about side by side; each has a place, networks and hosts of its own, and
 * shares the server alone. They stay until the {@link Internet} is closed.
 */
final class Referee implements AutoCloseable {
    static final String DOUBLE = "double";

    private static final int AT_ONCE = 4;
    private static final String UNEXPECTED = "unexpected datagrams";
    private static final String PORT_RESTRICTED = "NAT_BEHAVIOUR=port-restricted";

    /** What takes longest first. */
    private static final List<String> BEHAVIOURS =
            List.of(
                    "tcp-443-only",
                    "udp-blocked",
                    DOUBLE,
                    "symmetric",
                    "port-restricted",
                    "restricted",
                    "full-cone");

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<String, Future<Findings>> found = new LinkedHashMap<>();

    /**
     * What the tool found out on a host.
     *
     * @param router the outermost one
     * @param host where it ran
     * @param all in no order, one per run
     */
    record Findings(Router router, Host host, List<Discovery> all) {}

    /**
     * Begins to ask, on an {@link Internet} that runs.
     *
     * @param runs of the tool behind each router
     */
    Referee(int runs) {
        for (String behaviour : BEHAVIOURS) {
            int number = BEHAVIOURS.indexOf(behaviour);
            found.put(behaviour, threads.submit(() -> ask(behaviour, number, runs)));
        }
        found.put(UNEXPECTED, threads.submit(Referee::askAboutUnexpectedDatagrams));
    }

    private static Findings ask(String behaviour, int number, int runs) {
        boolean twoRouters = behaviour.equals(DOUBLE);
        Router outer =
                twoRouters
                        ? Router.start(Internet.place("100.64.98", "10.98.0.40"), PORT_RESTRICTED)
                        : Router.start(place(number), "NAT_BEHAVIOUR=" + behaviour);
        Router inner = twoRouters ? home(outer) : outer;
        Host host = Host.start(inner, "host-" + behaviour);
        return new Findings(outer, host, everyRun(runs, () -> host.discover("-m", "-f")));
    }

    private static Router home(Router carrier) {
        return Router.start(
                new Router.Place(carrier.inside(), "100.64.98.0/24", "100.64.98.8", "10.99.2"),
                PORT_RESTRICTED,
                "OUTSIDE_GATEWAY=100.64.98.1");
    }

    private static Findings askAboutUnexpectedDatagrams() {
        Router router = Router.start(place(BEHAVIOURS.size()), PORT_RESTRICTED);
        Host host = Host.start(router, "host-unexpected");
        String address = host.address();
        // The server sends to the mapping from addresses that port 5000 has not spoken to ...
        Discovery before = host.discover("-f", "-p", "3479", "-L", address, "-l", "5000");
        // ... until now.
        Discovery after = host.discover("-m", "-p", "3478", "-L", address, "-l", "5000");
        return new Findings(router, host, List.of(before, after));
    }

    private static Router.Place place(int number) {
        return Internet.place("10.99." + (10 + number), "10.98.0." + (30 + number));
    }

    /** Behind a router of this kind, once it is known. */
    Findings behind(String behaviour) {
        return resultOf(found.get(behaviour));
    }

    /** Behind a port-restricted router: before and after port 5000 spoke to those that sent. */
    Findings ofUnexpectedDatagrams() {
        return resultOf(found.get(UNEXPECTED));
    }

    /** Waits until nobody asks any more: server and machine are then the caller's own. */
    void awaitEnd() {
        for (Future<Findings> each : found.values()) {
            try {
                each.get();
            } catch (ExecutionException e) {
                // the test that wants it tells
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Does something a number of times, up to ten at once. */
    static <T> List<T> everyRun(int runs, Callable<T> once) {
        try (ExecutorService ten = Executors.newFixedThreadPool(10)) {
            List<Future<T>> all = Stream.generate(() -> ten.submit(once)).limit(runs).toList();
            return all.stream().map(Referee::resultOf).toList();
        }
    }

    private static <T> T resultOf(Future<T> run) {
        try {
            return run.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
