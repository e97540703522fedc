package dev.webrtclab.mediapeer;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.Security;

/** Starts the service. */
@QuarkusMain
public final class Main {
    /**
     * Names are looked up again after a second: a restarted signaling service may come back with
     * another address, and the JVM would remember the old one for half a minute.
     */
    public static void main(String... args) {
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        Quarkus.run(args);
    }
}
