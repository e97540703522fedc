package dev.webrtclab.mediapeer.worker.enginelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.webrtclab.mediapeer.worker.enginelog.StunFact.CheckReceived;
import dev.webrtclab.mediapeer.worker.enginelog.StunFact.Received;
import dev.webrtclab.mediapeer.worker.enginelog.StunFact.Sent;
import dev.webrtclab.mediapeer.worker.enginelog.StunFact.TimedOut;
import dev.webrtclab.mediapeer.worker.enginelog.StunFact.Toward;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts out of recorded logs: two connections of one process in each. */
class LogBookTest {
    private static final String CALLER = "kTnH";
    private static final String ANSWERER = "o/CJ";

    private static <F extends StunFact> Stream<F> facts(
            List<LogBook.Entry<Double>> entries, Class<F> kind) {
        return entries.stream().map(LogBook.Entry::fact).filter(kind::isInstance).map(kind::cast);
    }

    private static List<LogBook.Entry<Double>> of(
            List<LogBook.Entry<Double>> entries, String ufrag) {
        return entries.stream().filter(entry -> entry.ufrag().equals(ufrag)).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"relayed-udp", "relayed-tcp", "restart", "refresh", "permission-refused"})
    void turnTransactions_belongToTheConnectionWhoseCandidatesTheyGave(String recording) {
        Map<String, String> owners = Recorded.ownersOfTurn(recording);

        assertThat(Recorded.read(recording))
                .filteredOn(entry -> owners.containsKey(entry.fact().id()))
                .isNotEmpty()
                .allSatisfy(
                        entry ->
                                assertThat(owners.get(entry.fact().id())).isEqualTo(entry.ufrag()));
    }

    @Test
    void allocation_isChallengedThenGiven() {
        List<LogBook.Entry<Double>> caller = of(Recorded.read("relayed-udp"), CALLER);

        List<StunFact> allocation =
                caller.stream()
                        .map(LogBook.Entry::fact)
                        .filter(
                                fact ->
                                        fact instanceof Sent sent
                                                        && sent.method() == StunMethod.ALLOCATE
                                                || fact instanceof Received received
                                                        && received.method() == StunMethod.ALLOCATE)
                        .toList();
        assertThat(allocation).hasSize(4);
        assertThat(allocation.get(0))
                .isEqualTo(
                        new Sent(
                                StunMethod.ALLOCATE,
                                Toward.TURN,
                                "736e75674a4172636b6f434b",
                                null,
                                "192.0.2.x:13478",
                                null,
                                false,
                                0));
        assertThat(((Received) allocation.get(1)).code()).isEqualTo(401);
        assertThat(allocation.get(2)).isInstanceOf(Sent.class);
        Received given = (Received) allocation.get(3);
        assertThat(given.code()).isZero();
        assertThat(given.id()).isEqualTo(allocation.get(2).id());
        assertThat(given.relayed()).startsWith("192.0.2.x:");
        assertThat(given.mapped()).startsWith("192.0.2.x:");
    }

    @Test
    void factsOfOneConnection_keepTheOrderOfTheLog() {
        assertThat(of(Recorded.read("relayed-udp"), ANSWERER))
                .extracting(LogBook.Entry::at)
                .isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"relayed-udp", "relayed-tcp", "restart", "refresh"})
    void permissionTarget_whenTold_isTheOneThatTheEngineNamesAtTheEnd(String recording) {
        Map<String, String> named = new HashMap<>();
        Pattern success = Pattern.compile(".*TURN permission requested successfully, id=(\\w+),.*");
        Pattern target = Pattern.compile(".*Create permission for (\\S+) succeeded");
        String id = "";
        for (Recorded.Line line : Recorded.lines(recording)) {
            Matcher succeeded = success.matcher(line.text());
            Matcher names = target.matcher(line.text());
            if (succeeded.matches()) {
                id = succeeded.group(1);
            } else if (names.matches()) {
                named.put(id, names.group(1));
            }
        }

        assertThat(facts(Recorded.read(recording), Sent.class))
                .filteredOn(sent -> sent.target() != null && named.containsKey(sent.id()))
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent.target()).isEqualTo(named.get(sent.id())));
    }

    @Test
    void refusedPermissionAndQuota_areToldOnceEach() {
        assertThat(facts(Recorded.read("permission-refused"), Received.class))
                .filteredOn(received -> received.code() != 0 && received.code() != 401)
                .extracting(Received::method, Received::code)
                .containsOnly(
                        tuple(StunMethod.CREATE_PERMISSION, 403), tuple(StunMethod.ALLOCATE, 486));
        assertThat(facts(Recorded.read("permission-refused"), Received.class))
                .extracting(Received::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void wrongCredentials_areRefusedTwice() {
        assertThat(facts(Recorded.read("wrong-credentials"), Received.class))
                .extracting(Received::code)
                .containsOnly(401)
                .hasSize(4);
    }

    @Test
    void silentServer_isAskedAgainAndGivenUp() {
        List<LogBook.Entry<Double>> entries = Recorded.read("silence");

        assertThat(facts(entries, Sent.class).map(Sent::retransmission).distinct())
                .contains(0, 1, 2, 3, 4, 5, 6);
        assertThat(facts(entries, TimedOut.class))
                .extracting(TimedOut::toward)
                .contains(Toward.TURN, Toward.STUN);
    }

    @Test
    void refresh_isAskedForAndAnswered() {
        assertThat(facts(Recorded.read("refresh"), Received.class))
                .filteredOn(received -> received.method() == StunMethod.REFRESH)
                .isNotEmpty()
                .allSatisfy(received -> assertThat(received.code()).isZero());
    }

    @Test
    void checks_areSeenAtBothEndsWithTheSameTransaction() {
        List<LogBook.Entry<Double>> entries = Recorded.read("direct");
        List<String> sent = facts(of(entries, "cReF"), Sent.class).map(Sent::id).toList();

        assertThat(facts(of(entries, "stYk"), CheckReceived.class).map(CheckReceived::id))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(sent).contains(id));
        assertThat(facts(entries, Received.class))
                .isNotEmpty()
                .allSatisfy(received -> assertThat(received.toward()).isEqualTo(Toward.PEER));
    }

    @Test
    void restart_hasFactsOfBothGenerations() {
        List<LogBook.Entry<Double>> entries = Recorded.read("restart");

        assertThat(of(entries, "97Nz")).isNotEmpty();
        assertThat(of(entries, "gOWm")).isNotEmpty();
    }

    /** As of a connection that was closed before it came to its relays. */
    @Test
    void beginningThatNeverCameBack_isNotTakenForTheNextOne() {
        LogBook<Double> book = new LogBook<>(at -> (long) (at * 1e6));
        Recorded.lines("relayed-udp").stream()
                .filter(line -> line.text().contains(":959)") || line.text().contains("Phase=Udp"))
                .map(line -> line.text().replace(CALLER, "gone").replace(ANSWERER, "gone"))
                .forEach(text -> book.read(text, -10_000.0));
        List<LogBook.Entry<Double>> entries = new ArrayList<>();
        Recorded.lines("relayed-udp")
                .forEach(line -> entries.addAll(book.read(line.text(), line.at())));

        assertThat(entries).isEqualTo(Recorded.read("relayed-udp"));
    }

    @Test
    void forgottenConnection_isToldOfNoMore() {
        LogBook<Double> book = new LogBook<>(at -> (long) (at * 1e6));
        List<LogBook.Entry<Double>> later = new ArrayList<>();
        for (Recorded.Line line : Recorded.lines("relayed-udp")) {
            boolean known =
                    book.read(line.text(), line.at()).stream()
                            .anyMatch(entry -> entry.ufrag().equals(CALLER));
            if (known) {
                book.forget(CALLER);
                break;
            }
        }
        Recorded.lines("relayed-udp").stream()
                .filter(line -> line.text().contains("TURN"))
                .forEach(line -> later.addAll(book.read(line.text(), line.at())));

        assertThat(later).noneMatch(entry -> entry.ufrag().equals(CALLER));
    }
}
