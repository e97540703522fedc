package dev.webrtclab.signaling.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webrtclab.signaling.testing.RawSocket;
import dev.webrtclab.signaling.testing.ScriptedLink;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A connection that the network ends is everyday life: nobody has to act, so no error is logged.
 */
@QuarkusTest
class BrokenSocketTest {
    private static final Logger ROOT = Logger.getLogger("");

    private static final PatternFormatter FORMAT = new PatternFormatter("%p %c %s %e");

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Handler keep =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    log.add(FORMAT.format(ExtLogRecord.wrap(line)));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @TestHTTPResource URI base;

    @BeforeEach
    void listen() {
        ROOT.addHandler(keep);
    }

    @AfterEach
    void stopListening() {
        ROOT.removeHandler(keep);
    }

    @Test
    void resetOfAClient_isNoError() throws Exception {
        try (RawSocket anna = RawSocket.open(base, "/ws")) {
            await().until(() -> said("socket opened"));
            anna.reset();

            await().until(() -> said("socket broken"));
        }
        assertThat(errors()).isEmpty();
    }

    @Test
    void resetOfALink_isNoError() throws Exception {
        String token = "Authorization: Bearer " + ScriptedLink.TOKEN + "\r\n";
        try (RawSocket link = RawSocket.open(base, "/internal/media-peers", token)) {
            link.sendText(ScriptedLink.registration("mp-reset", 4, "").replace('\'', '"'));
            await().until(() -> said("media peer mp-reset registered"));
            link.reset();

            await().until(() -> said("the link of media peer mp-reset is down"));
        }
        assertThat(errors()).isEmpty();
    }

    private boolean said(String text) {
        return log.stream().anyMatch(line -> line.contains(text));
    }

    private List<String> errors() {
        return log.stream().filter(line -> line.startsWith("ERROR")).toList();
    }
}
