package dev.webrtclab.mediapeer.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineLogTest {
    private static final String NASTY = "a\nb\r\u0000\u001b[31m\u0085\u2028\"}\\ end";

    @Test
    void text_isOneLineWhateverTheMessage() {
        String line = new LineLog(false).format(event(NASTY));
        assertThat(line).endsWith("end\n").contains(" WARNING [Sessions] ");
        assertThat(line.substring(0, line.length() - 1).chars())
                .noneMatch(c -> c < 0x20 || c == 0x85 || c == 0x2028);
    }

    @Test
    void json_isOneObjectPerLineWhateverTheMessage() throws Exception {
        String line = new LineLog(true).format(event(NASTY));
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("level").asText()).isEqualTo("WARNING");
        assertThat(json.path("message").asText()).startsWith("a b").endsWith("\"}\\ end");
    }

    @Test
    void failure_isKindAndPlaceWithoutItsWords() {
        LogRecord event = event("failed");
        event.setThrown(new IllegalStateException("v=0 secret", new Error("192.0.2.1")));
        assertThat(new LineLog(false).format(event))
                .contains("java.lang.IllegalStateException at ")
                .contains("caused by java.lang.Error at ")
                .doesNotContain("secret", "192.0.2.1");
    }

    @Test
    void message_isCutWhenItIsHuge() {
        assertThat(new LineLog(false).format(event("x".repeat(100_000)))).hasSizeLessThan(3000);
    }

    private static LogRecord event(String message) {
        LogRecord event = new LogRecord(Level.WARNING, message);
        event.setLoggerName("dev.webrtclab.mediapeer.worker.peer.Sessions");
        return event;
    }
}
