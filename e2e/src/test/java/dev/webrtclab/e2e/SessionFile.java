package dev.webrtclab.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The record of a session, as the service has it. */
public final class SessionFile {
    private SessionFile() {}

    /**
     * With its real addresses, once two looks at it found the same number of events: the last ones
     * may come late.
     */
    public static JsonNode grownNoMore(String session) {
        AtomicReference<JsonNode> last = new AtomicReference<>(now(session));
        await("the record grows no more")
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            JsonNode now = now(session);
                            return events(now) == events(last.getAndSet(now));
                        });
        return last.get();
    }

    private static JsonNode now(String session) {
        return Http.json(Lab.PAGE + "api/sessions/" + session + "?addresses=real");
    }

    private static int events(JsonNode record) {
        return record.path("events").size();
    }
}
