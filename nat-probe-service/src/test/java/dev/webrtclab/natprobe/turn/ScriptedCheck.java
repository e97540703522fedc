package dev.webrtclab.natprobe.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.Event.ConnectFailure;
import dev.webrtclab.natprobe.turn.TargetGuard.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A check of a server that answers by a script. */
abstract class ScriptedCheck {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:37Z");
    static final Endpoint SERVER = at("198.51.100.10", 3478);
    static final Endpoint RELAYED = at("198.51.100.10", 49170);
    static final Endpoint ECHO = at("198.51.100.131", 40000);
    static final Endpoint MAPPED = at("198.51.100.131", 50000);
    static final Endpoint OTHER = at("198.51.100.140", 9);
    static final Event OK = new Event.Granted(null, null, null);
    static final Event ALLOCATED = new Event.Granted(MAPPED, RELAYED, 600);
    static final Event CHALLENGE = rejected(401, "lab", "n1");
    static final Event SILENT = new Event.Silent(4, Duration.ofMillis(2500));

    static Endpoint at(String address, int port) {
        return new Endpoint(InetAddress.ofLiteral(address), port);
    }

    static Event.Rejected rejected(int code, @Nullable String realm, @Nullable String nonce) {
        return new Event.Rejected(code, "Reason", realm, nonce, null);
    }

    static Event echo(boolean hello, int sent, int back) {
        return new Event.EchoEnded(
                EchoFigures.of(
                        hello,
                        sent,
                        back,
                        back / 1000,
                        back == 0 ? new long[0] : new long[] {400_000, 1_100_000},
                        Duration.ofMillis(back == 0 ? 0 : 10)));
    }

    /** Answers of a server where all is well; each test replaces some of them. */
    static final class Script {
        private final Map<Class<? extends Ask>, List<Event>> answers = new HashMap<>();

        Script() {
            on(Ask.Connect.class, new Event.Connected(null));
            on(Ask.Bind.class, new Event.Granted(MAPPED, null, null));
            on(Ask.Allocate.class, CHALLENGE, ALLOCATED);
            on(Ask.LocatePeer.class, new Event.PeerLocated(ECHO, ECHO));
            on(Ask.Permit.class, OK, OK);
            on(Ask.Echo.class, echo(true, 100_000, 100_000));
            on(Ask.Release.class, OK);
        }

        final Script on(Class<? extends Ask> ask, Event... events) {
            answers.put(ask, new ArrayList<>(Arrays.asList(events)));
            return this;
        }

        Event answer(Ask ask) {
            List<Event> left = answers.get(ask.getClass());
            return left.size() > 1 ? left.removeFirst() : left.getFirst();
        }
    }

    record Ran(CheckReport report, ScriptedTurn turn) {
        String results() {
            return String.join(
                    " ", report.stages().stream().map(stage -> stage.result().word()).toList());
        }

        List<TurnFindingCode> codes() {
            return report.findings().stream().map(TurnFinding::code).toList();
        }
    }

    static CheckSpec spec(String url, String username, @Nullable Endpoint peer)
            throws UnusableUrlException {
        return new CheckSpec(
                TurnUrl.parse(url),
                username.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Credentials(username, "password")),
                Optional.ofNullable(peer),
                100_000);
    }

    static Ran run(Script script, CheckSpec spec, boolean ours) throws Exception {
        ScriptedTurn turn = new ScriptedTurn(script::answer);
        CheckRun run = new CheckRun(turn, InstantSource.fixed(NOW), _ -> {});
        List<StageReport> heard = new ArrayList<>();
        CheckReport report = run.run(spec, new Verdict.Admitted(SERVER, ours), heard::add);
        assertThat(heard).isEqualTo(report.stages());
        assertThat(turn.closed.get()).isEqualTo(turn.opened.size());
        return new Ran(report, turn);
    }

    static Ran run(Script script) throws Exception {
        return run(script, spec("turn:198.51.100.10", "u", null), true);
    }

    static Event not(ConnectFailure failure) {
        return new Event.NotConnected(failure);
    }
}
