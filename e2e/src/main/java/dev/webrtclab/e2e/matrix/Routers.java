package dev.webrtclab.e2e.matrix;

import dev.webrtclab.e2e.Lab;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The routers of the NAT lab's networks and the rules on them, as the routers themselves tell. A
 * network has one router, or one at home and an outer one of the carrier.
 */
public final class Routers {
    /** A router that forwards and neither translates nor filters. */
    static final String PLAIN = "none";

    private static final String HOME = "home";
    private static final String OUTER = "outer";

    /** What is on the way out of a network, home first; {@link #PLAIN} where there is no router. */
    record Rules(String home, String outer) {}

    private Routers() {}

    /** The rules of a network; a network without routers has plain ones. */
    static Rules of(String network) {
        Map<String, String> behaviours = new LinkedHashMap<>(Map.of(HOME, PLAIN, OUTER, PLAIN));
        for (String place : List.of(HOME, OUTER)) {
            for (String router : containers(network, place)) {
                behaviours.put(place, Lab.docker("exec", router, "cat", "/run/nat-lab/behaviour"));
            }
        }
        return new Rules(behaviours.get(HOME), behaviours.get(OUTER));
    }

    /** Puts rules on the routers of a network; one that is not there can only be {@link #PLAIN}. */
    static void put(String network, Rules rules) {
        change(network, HOME, rules.home());
        change(network, OUTER, rules.outer());
    }

    private static void change(String network, String place, String behaviour) {
        List<String> routers = containers(network, place);
        if (routers.isEmpty() && !behaviour.equals(PLAIN)) {
            throw new IllegalStateException(
                    "the network "
                            + network
                            + " has no router for the rules "
                            + behaviour
                            + ": "
                            + place);
        }
        routers.forEach(router -> Lab.docker("exec", router, "/opt/nat-lab/rules.sh", behaviour));
    }

    private static List<String> containers(String network, String place) {
        String found =
                Lab.docker(
                        "ps",
                        "--quiet",
                        "--filter",
                        "label=com.docker.compose.project=" + project(),
                        "--filter",
                        "label=dev.webrtclab.part=router",
                        "--filter",
                        "label=dev.webrtclab.network=" + network,
                        "--filter",
                        "label=dev.webrtclab.place=" + place);
        return new ArrayList<>(found.lines().filter(line -> !line.isBlank()).toList());
    }

    /** Name of this checkout's Compose project. */
    public static String project() {
        String named = System.getenv("COMPOSE_PROJECT_NAME");
        return named == null || named.isBlank() ? "webrtc-lab" : named;
    }
}
