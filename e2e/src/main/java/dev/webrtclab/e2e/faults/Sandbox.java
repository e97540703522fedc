package dev.webrtclab.e2e.faults;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.matrix.Routers;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done with containers: by Docker's own commands, and by short-lived containers beside them
 * that may configure their network. Nothing outside the lab is touched.
 */
final class Sandbox {
    private static final String TABLE = "lab_fault";

    private Sandbox() {}

    /** The containers of a service of Compose. */
    static String service(String name) {
        return labelled("com.docker.compose.service=" + name).getFirst();
    }

    /** The media peer with this network label, or else with this container name. */
    static String peer(String name) {
        List<String> found =
                labelled("dev.webrtclab.part=media-peer-service", "dev.webrtclab.network=" + name);
        return found.isEmpty() ? name : found.getFirst();
    }

    /** All media peers of the lab. */
    static List<String> allPeers() {
        return labelled("dev.webrtclab.part=media-peer-service");
    }

    private static List<String> labelled(String... labels) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "ps",
                                "--all",
                                "--quiet",
                                "--filter",
                                "label=com.docker.compose.project=" + Routers.project()));
        for (String label : labels) {
            command.add("--filter");
            command.add("label=" + label);
        }
        return Lab.docker(command.toArray(String[]::new))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Drops packets in a container's network namespace; packets that no rule names pass. */
    static void drop(String container, Cause.Rules rules) {
        Lab.beside(container, "nft", table(rules));
    }

    /** Ends {@link #drop}. */
    static void dropNothing(String container) {
        Lab.beside(
                container,
                "nft",
                "table inet %s { }; delete table inet %s".formatted(TABLE, TABLE));
    }

    /** Commands in a container's network namespace. */
    static void configure(String container, String commands) {
        Lab.beside(container, "sh", "-euc", commands);
    }

    /** The rules as one table, before connection tracking. */
    static String table(Cause.Rules rules) {
        return """
               table inet %s {
                   chain in {
                       type filter hook input priority raw;
                       %s
                   }
                   chain out {
                       type filter hook output priority raw;
                       %s
                   }
               }
               """
                .formatted(TABLE, String.join("\n", rules.in()), String.join("\n", rules.out()));
    }

    /** Sends a signal to the worker processes of a media peer's container. */
    static void signalWorkers(String container, String signal) {
        Lab.docker(
                "exec",
                container,
                "sh",
                "-c",
                "for p in /proc/[0-9]*; do"
                        + " if tr '\\0' ' ' <$p/cmdline 2>/dev/null | grep -q 'mediapeer[.]worker[.]Main';"
                        + " then kill -"
                        + signal
                        + " ${p#/proc/}; fi; done");
    }

    /**
     * Sends a signal to every process of a container but its first, the init process. {@code docker
     * pause} would do for STOP, but a health check that begins at that moment is frozen half way,
     * and with it the engine's lock of the container.
     */
    static void signalAll(String container, String signal) {
        Lab.docker("exec", container, "sh", "-c", "kill -s " + signal + " -- -1");
    }

    /** Starts a media peer with settings of its own, without NAT. */
    static void startPeer(String name, List<String> settings) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--detach",
                                "--init",
                                "--name=" + name,
                                "--label=dev.webrtclab.part=fault",
                                "--network=" + Routers.project() + "_internet",
                                "--read-only",
                                "--tmpfs=/tmp:exec,size=128m,mode=1777",
                                "--cap-drop=ALL",
                                "--security-opt=no-new-privileges",
                                "--memory=500m",
                                "--no-healthcheck",
                                "--volume="
                                        + Routers.project()
                                        + "_link-token:/run/secrets-lab/link:ro",
                                "--env=MEDIA_PEER_NAME=" + name,
                                "--env=MEDIA_PEER_SIGNALING_URL=ws://signaling-service:8081/internal/media-peers",
                                "--env=MEDIA_PEER_TOKEN_FILE=/run/secrets-lab/link/link-token",
                                "--env=MEDIA_PEER_WORKER_STANDBY=0",
                                "--env=MEDIA_PEER_WORKER_JVM_OPTIONS=-XX:TieredStopAtLevel=1",
                                "--env=JDK_JAVA_OPTIONS=-Xmx64m -XX:TieredStopAtLevel=1"));
        settings.forEach(setting -> command.add("--env=" + setting));
        command.add("webrtc-lab/media-peer-service");
        Lab.docker(command.toArray(String[]::new));
    }

    /** Removes a container. */
    static void remove(String container) {
        Lab.docker("rm", "--force", container);
    }

    /** Removes the containers of an earlier run that ended before it could. */
    static void removeLeftovers() {
        Lab.docker("ps", "--all", "--quiet", "--filter", "label=dev.webrtclab.part=fault")
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(Sandbox::remove);
    }

    /**
     * The password of a TURN user name. The shared secret stays inside the container that has it.
     */
    static String turnPassword(String username) {
        return Lab.docker(
                "exec",
                service("coturn"),
                "sh",
                "-c",
                "printf %s "
                        + username
                        + " | openssl dgst -sha1 -hmac \"$(cat /run/secrets-lab/turn/turn-secret)\" -binary"
                        + " | openssl base64");
    }
}
