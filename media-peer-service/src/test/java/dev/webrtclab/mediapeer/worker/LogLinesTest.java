package dev.webrtclab.mediapeer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLinesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00.1Z INFO [Sessions] opened, INFO, [Sessions] opened",
        "2026-01-01T00:00:00Z WARNING slow, WARN, slow",
        "2026-01-01T00:00:00Z SEVERE broken, ERROR, broken",
        "terminate called, INFO, terminate called"
    })
    void relayedLine_keepsItsLevel(String line, Logger.Level level, String text) {
        assertThat(RelayedLine.of(line)).isEqualTo(new RelayedLine(level, text));
    }

    @Test
    void bannerOfANativeCrash_countsMoreThanTheLog() {
        var words = new LastWords();
        words.add("session opened");
        for (String line :
                new String[] {
                    "#",
                    "# A fatal error has been detected by the Java Runtime Environment:",
                    "#  SIGSEGV (0xb) at pc=0x00007f, pid=7, tid=8",
                    "# Problematic frame:",
                    "# C  [libwebrtc-java.so+0x1234]  createPeerConnection+0x1",
                    "# If you would like to submit a bug report, please visit:"
                }) {
            words.add(line);
        }
        assertThat(words.text())
                .isEqualTo(
                        "SIGSEGV (0xb) at pc=0x00007f, pid=7, tid=8"
                                + " | C  [libwebrtc-java.so+0x1234]  createPeerConnection+0x1");
    }

    @Test
    void lastWords_areBounded() {
        var words = new LastWords();
        for (int i = 0; i < 100; i++) {
            words.add("x".repeat(300));
        }
        assertThat(words.text()).hasSizeLessThanOrEqualTo(601);
    }
}
