package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.signaling.EvidenceEvent;
import org.jspecify.annotations.Nullable;

/** What the exit status of a process tells. */
final class Crash {
    private Crash() {}

    /** A shell's convention, which the JVM follows: 128 and the number of the signal. */
    static EvidenceEvent seen(@Nullable Integer exitCode) {
        String signal =
                exitCode == null
                        ? null
                        : switch (exitCode - 128) {
                            case 4 -> "SIGILL";
                            case 6 -> "SIGABRT";
                            case 7 -> "SIGBUS";
                            case 8 -> "SIGFPE";
                            case 9 -> "SIGKILL";
                            case 11 -> "SIGSEGV";
                            case 15 -> "SIGTERM";
                            default -> null;
                        };
        return new EvidenceEvent.PeerCrashed(exitCode, signal);
    }
}
