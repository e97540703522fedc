package dev.webrtclab.e2e.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.e2e.Http;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A diagram that says other than the wire is found out. */
class DrawnStunTest {
    private static final Packet.End PEER = new Packet.End("10.81.4.129", 48247);
    private static final Packet.End OUTSIDE = new Packet.End("198.51.100.24", 48247);
    private static final Packet.End SERVER = new Packet.End("198.51.100.10", 3478);
    private static final ClockOffset CLOCK = new ClockOffset(100, 0.5);
    private static final double ZERO = 1000;
    private static final DrawnRow GAP =
            row("gap", "stun", "m", "@stun", 8, null, List.of(3), "Binding requests: gap");

    private static DrawnRow row(
            String style,
            String kind,
            String from,
            String to,
            double at,
            @Nullable Double since,
            List<Integer> events,
            String words) {
        return new DrawnRow(kind, style, from, to, at, 0.5, since, events, "", words);
    }

    private static DrawnRow exchange(double since, double at, Packet.End mapped) {
        return row(
                "derived", "stun", "m", "@stun", at, since, List.of(4), "mapped address " + mapped);
    }

    /** A transaction whose answer passes at a moment after the zero. */
    private static List<Packet> transaction(double answered, Packet.End mapped) {
        double at = ZERO + answered - CLOCK.ms();
        String id = "id" + answered;
        return List.of(
                new Packet.Stun(at - 1, PEER, SERVER, Packet.Kind.REQUEST, "binding", id, null),
                new Packet.Stun(at, SERVER, PEER, Packet.Kind.SUCCESS, "binding", id, mapped));
    }

    private static void compare(List<DrawnRow> rows, List<Packet> packets) {
        new DrawnStun(rows, "m", ZERO)
                .assertBindings(
                        Binding.of(packets, CLOCK, PEER.address(), List.of(SERVER.address())),
                        CLOCK);
    }

    @Test
    void exchangeThatWasOnTheWireThen_isRight() {
        compare(List.of(exchange(8, 14, OUTSIDE)), transaction(13, OUTSIDE));
        compare(
                List.of(GAP, exchange(8, 14, OUTSIDE)),
                Stream.concat(transaction(13, OUTSIDE).stream(), transaction(13.5, PEER).stream())
                        .toList());
    }

    @Test
    void exchangeBeforeItsBoundsOrAfter_isWrong() {
        for (double answered : List.of(8.4, 15.1)) {
            assertThatThrownBy(
                            () ->
                                    compare(
                                            List.of(exchange(8, 14, OUTSIDE)),
                                            transaction(answered, OUTSIDE)))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void addressThatIsNotDrawn_orNotOnTheWire_isWrong() {
        assertThatThrownBy(() -> compare(List.of(GAP), transaction(13, OUTSIDE)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(
                        () ->
                                compare(
                                        List.of(GAP, exchange(8, 14, OUTSIDE)),
                                        transaction(13, PEER)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void transactionThatLeftNoCandidate_isAGap() {
        compare(List.of(GAP), transaction(13, PEER));
        assertThatThrownBy(() -> compare(List.of(), transaction(13, PEER)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void turnArrow_hasTheTimeOfTheRecord() {
        JsonNode record =
                Http.parse(
                        """
                        {"events":[{"n":1,"type":"signal","at":1000},
                        {"n":5,"type":"stun_sent","toward":"turn","at":1010.25,"uncertaintyMs":0.5,"source":{"by":"m"}},
                        {"n":6,"type":"stun_sent","toward":"peer","at":1011,"uncertaintyMs":0.5,"source":{"by":"m"}}]}
                        """);
        DrawnRow right = row("measured", "turn", "m", "@turn", 10.25, null, List.of(5, 9), "");
        DrawnRow late = row("measured", "turn", "m", "@turn", 10.75, null, List.of(5), "");
        DrawnStun.of(List.of(right), "m", record).assertTurn(record);
        assertThatThrownBy(() -> DrawnStun.of(List.of(late), "m", record).assertTurn(record))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> DrawnStun.of(List.of(), "m", record).assertTurn(record))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void bindings_areRequestsWithTheirAnswers() {
        assertThat(
                        Binding.of(
                                transaction(13, OUTSIDE).subList(0, 1),
                                CLOCK,
                                PEER.address(),
                                List.of(SERVER.address())))
                .singleElement()
                .satisfies(binding -> assertThat(binding.mapped()).isNull());
    }
}
