package dev.webrtclab.e2e;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Brings the lab up in the mode a class asks for, takes down first whatever else of the lab runs (a
 * run that was cut off leaves media peers that would take calls of this one), and leaves nothing
 * running at the end. With {@code LAB_KEEP=1} a running Compose stack is used as it is and left
 * running.
 */
public abstract class RunningLab implements BeforeAllCallback {
    private static final boolean KEEP = "1".equals(System.getenv("LAB_KEEP"));

    private enum Mode {
        COMPOSE,
        NAT_LAB,
        BARE
    }

    static final class Compose extends RunningLab {
        Compose() {
            super(Mode.COMPOSE);
        }
    }

    public static final class NatLab extends RunningLab {
        NatLab() {
            super(Mode.NAT_LAB);
        }
    }

    static final class Bare extends RunningLab {
        Bare() {
            super(Mode.BARE);
        }
    }

    /** What a page comes to show at last may take its time on a busy machine. */
    private static final double PATIENCE_MS = 20_000;

    private final Mode wanted;

    private RunningLab(Mode wanted) {
        this.wanted = wanted;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Running.class, key -> new Running(), Running.class)
                .switchTo(wanted);
    }

    /** What runs now; taken down when the last test has ended. */
    private static final class Running implements AutoCloseable {
        private @Nullable Mode mode;

        void switchTo(Mode wanted) {
            if (mode == wanted) {
                return;
            }
            boolean grows = mode == Mode.COMPOSE && wanted == Mode.NAT_LAB;
            if (!grows) {
                close();
                leaveNothing();
            }
            long start = System.nanoTime();
            switch (wanted) {
                case COMPOSE -> Lab.up();
                case NAT_LAB -> {
                    Lab.up("--nat-lab");
                    buildBrowser();
                }
                case BARE -> Lab.up("--bare");
            }
            mode = wanted;
            System.out.printf(
                    "lab is up (%s) after %d s%n",
                    wanted, (System.nanoTime() - start) / 1_000_000_000);
        }

        /** The browsers of the NAT lab's networks are no part of the lab that is brought up. */
        private static void buildBrowser() {
            Shell.run(
                            Lab.root(),
                            Duration.ofMinutes(10),
                            List.of(
                                    "docker",
                                    "compose",
                                    "--profile",
                                    "browser",
                                    "build",
                                    "browser"))
                    .orThrow();
        }

        private static void leaveNothing() {
            if (!KEEP) {
                Lab.down();
            }
        }

        @Override
        public void close() {
            if (mode == null || (KEEP && mode != Mode.BARE)) {
                mode = null;
                return;
            }
            mode = null;
            Lab.down();
        }
    }
}
