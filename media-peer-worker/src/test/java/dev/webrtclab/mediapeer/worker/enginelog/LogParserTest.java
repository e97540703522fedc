package dev.webrtclab.mediapeer.worker.enginelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogParserTest {
    private static final List<String> RECORDINGS =
            List.of(
                    "direct",
                    "relayed-udp",
                    "relayed-tcp",
                    "restart",
                    "refresh",
                    "wrong-credentials",
                    "permission-refused",
                    "silence");
    private static final String NET = "Net[br-51b2f98d6690:198.51.100.x/24:Unknown:id=1]";
    private static final String PORT = "Port[940ac470:0:1:0:relay:" + NET + "]: ";
    private static final String ID = "437a36464d454f5449365a43";

    private static LogLine line(String text) {
        return LogParser.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "allocate, ALLOCATE",
        "refresh, REFRESH",
        "create permission, CREATE_PERMISSION",
        "channel bind, CHANNEL_BIND"
    })
    void turnRequest_isSent(String words, StunMethod method) {
        assertThat(
                        line(
                                "(turn_port.cc:1336): "
                                        + PORT
                                        + "TURN "
                                        + words
                                        + " request sent, id="
                                        + ID))
                .isEqualTo(new LogLine.TurnSent("940ac470", method, ID));
    }

    @ParameterizedTest
    @CsvSource({
        "allocate, ALLOCATE",
        "refresh, REFRESH",
        "permission, CREATE_PERMISSION",
        "channel bind, CHANNEL_BIND"
    })
    void turnRequest_succeeds(String words, StunMethod method) {
        assertThat(
                        line(
                                "(turn_port.cc:1342): %sTURN %s requested successfully, id=%s, code=0, rtt=163"
                                        .formatted(PORT, words, ID)))
                .isEqualTo(new LogLine.TurnReceived("940ac470", method, ID, 0, 163));
    }

    @Test
    void turnRequest_isRefused() {
        assertThat(
                        line(
                                "(turn_port.cc:1643): %sReceived TURN create permission error response, id=%s, code=403, rtt=10"
                                        .formatted(PORT, ID)))
                .isEqualTo(
                        new LogLine.TurnReceived(
                                "940ac470", StunMethod.CREATE_PERMISSION, ID, 403, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TURN allocate request " + ID + " timeout", "TURN refresh timeout " + ID})
    void turnRequest_timesOut(String text) {
        assertThat(line("(turn_port.cc:1418): " + PORT + text))
                .isInstanceOfSatisfying(
                        LogLine.TurnTimedOut.class,
                        timeout -> assertThat(timeout.id()).isEqualTo(ID));
    }

    @Test
    void gatheredRelay_tellsItsAddressesAndFragment() {
        assertThat(
                        line(
                                "(basic_port_allocator.cc:959): %sGathered candidate: Cand[:2264057140:1:udp:41885695:192.0.2.x:52385:relay:198.51.100.x:46764:kTnH:secret/+:1:50:0]"
                                        .formatted(PORT)))
                .isEqualTo(
                        new LogLine.Gathered(
                                "940ac470",
                                "192.0.2.x:52385",
                                "relay",
                                "198.51.100.x:46764",
                                "kTnH"));
    }

    @Test
    void gatheredHost_ofIpv6HasNoRelatedAddress() {
        assertThat(
                        line(
                                "(basic_port_allocator.cc:959): Port[10029d10:0:1:0:host:Net[eth0:fd00:0:0:x:x:x:x:x/64:Ethernet:id=5]]: Gathered candidate: Cand[:2902591635:1:udp:2122068735:[fd00:0:0:x:x:x:x:x]:56472:host::0:cReF:secret:5:0:0]"))
                .isEqualTo(
                        new LogLine.Gathered(
                                "10029d10", "[fd00:0:0:x:x:x:x:x]:56472", "host", null, "cReF"));
    }

    @Test
    void check_tellsItsPair() {
        assertThat(
                        line(
                                "(connection.cc:1607): Conn[940d50e0:0:%s:RPqpQkX/:1:0:relay:udp:192.0.2.x:52385->FbrRIFr+:1:41885695:relay:udp:192.0.2.x:56012|C--W|-|0|0|179897690279002110|-]: Sent STUN BINDING request, id=%s, use_candidate=1, nomination=0"
                                        .formatted(NET, ID)))
                .isEqualTo(
                        new LogLine.CheckSent(
                                new LogLine.Pair(
                                        "940d50e0", "192.0.2.x:52385", "relay", "192.0.2.x:56012"),
                                ID,
                                true));
    }

    @Test
    void checkFromUnknownAddress_isSeen() {
        assertThat(
                        line(
                                "(port.cc:349): Received STUN BINDING request id="
                                        + ID
                                        + " from unknown address 192.0.2.x:33816"))
                .isEqualTo(new LogLine.CheckFromUnknown(ID, "192.0.2.x:33816"));
    }

    @Test
    void everyStunLineOfTheRecordings_isUnderstood() {
        assertThat(
                        RECORDINGS.stream()
                                .flatMap(name -> Recorded.lines(name).stream())
                                .map(Recorded.Line::text)
                                .filter(text -> text.matches(".*(STUN|TURN|Binding).*"))
                                .filter(text -> LogParser.parse(text).isEmpty())
                                .map(text -> text.replaceAll(".*: ", "")))
                .containsOnly(
                        "Received TURN CreatePermission error response, code=403; pruned connection.");
    }

    @Test
    void password_isInNothingThatWasRead() {
        for (String recording : RECORDINGS) {
            assertThat(Recorded.lines(recording))
                    .allSatisfy(
                            line ->
                                    assertThat(LogParser.parse(line.text()).toString())
                                            .doesNotContain("REDACTED"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(",
                "(turn_port.cc:1): ",
                "(turn_port.cc:x): Port[1:0:1:0:relay:Net[a]]: TURN allocate request sent, id=1",
                "(turn_port.cc:1336): Port[]: TURN allocate request sent, id=437a36464d454f5449365a43",
                "(connection.cc:1607): Conn[1:2]: Connection created",
                "(connection.cc:260): Sent STUN BINDING request, id=437a36464d454f5449365a43",
                "(port.cc:349): Received STUN BINDING request id=zz from unknown address a:1",
                "(basic_port_allocator.cc:1408): Net[]: Allocation Phase=Udp",
                "TURN allocate request sent, id=437a36464d454f5449365a43",
                "(webrtc_video_engine.cc:1): Gathered candidate: Cand[]"
            })
    void otherText_isNoLine(String text) {
        assertThat(LogParser.parse(text)).isEmpty();
    }

    @Test
    void mangledText_neverThrows() {
        Random random = new Random(4);
        List<String> texts = new ArrayList<>();
        RECORDINGS.forEach(name -> Recorded.lines(name).forEach(line -> texts.add(line.text())));
        LogBook<Integer> book = new LogBook<>(Integer::longValue);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
            for (int j = random.nextInt(4); j >= 0; j--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(0x2030));
                    case 1 -> text.setLength(Math.max(1, at));
                    default -> text.insert(at, text.substring(at));
                }
            }
            book.read(text.toString(), i);
        }
        assertThat(book.read(texts.getFirst(), 0)).isNotNull();
    }
}
