package dev.webrtclab.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrownSessionTest {
    private final GrownSession session = new GrownSession(recorded());

    @Test
    void events_areAsManyAsWanted_andNumberedFromOne() {
        List<ObjectNode> events = session.events(2000, 1);
        assertThat(events).hasSize(2000);
        for (int index = 0; index < events.size(); index++) {
            assertThat(events.get(index).get("n").asInt()).isEqualTo(index + 1);
        }
    }

    @Test
    void events_ofOneSeed_areTheSame_andAShorterSessionIsTheBeginningOfALongerOne() {
        List<ObjectNode> events = session.events(2000, 1);
        assertThat(session.events(2000, 1)).isEqualTo(events);
        assertThat(session.events(300, 1)).isEqualTo(events.subList(0, 300));
        assertThat(session.events(2000, 2)).isNotEqualTo(events);
    }

    @Test
    void transactions_areOfOneRoundOnly() {
        Set<String> sent = new HashSet<>();
        for (ObjectNode event : session.events(2000, 1)) {
            if (event.get("type").asText().equals("stun_sent")) {
                assertThat(sent.add(event.get("id").asText())).isTrue();
            }
        }
        assertThat(sent).hasSizeGreaterThan(100);
    }

    @Test
    void session_neitherEnds_norLeavesAnybody() {
        List<ObjectNode> events = session.events(2000, 1);
        assertThat(session.record(events).has("endedAt")).isFalse();
        assertThat(events).noneMatch(event -> event.get("type").asText().equals("left"));
    }

    @Test
    void sessionFile_inWhichNothingRepeats_isRefused() throws IOException {
        JsonNode empty =
                new ObjectMapper().readTree("{\"events\":[{\"n\":1,\"type\":\"signal\"}]}");
        assertThatThrownBy(() -> new GrownSession(empty))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonNode recorded() {
        try (InputStream in = GrownSession.class.getResourceAsStream("/bench/session.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
