package dev.webrtclab.mediapeer.worker.enginelog;

import dev.webrtclab.mediapeer.worker.enginelog.LogLine.Pair;
import dev.webrtclab.mediapeer.worker.enginelog.StunFact.Toward;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of the whole process, line by line in order, into facts of single connections. Most
 * lines name no connection, only a socket or a pair by its memory address; {@link Owners} knows
 * whose that is. Lines of a socket whose owner is not certain yet wait for it. Not thread-safe.
 *
 * @param <T> when a line was written
 */
public final class LogBook<T> {
    private static final int MOST_TRANSACTIONS = 4096;
    private static final int MOST_PORTS = 1024;
    private static final int MOST_PAIRS = 4096;
    private static final int MOST_WAITING = 256;

    /**
     * A fact and whose it is.
     *
     * @param ufrag user fragment of the connection's own end
     */
    public record Entry<T>(String ufrag, T at, StunFact fact) {}

    private record Waiting<T>(String port, T at, StunFact fact) {}

    private record Success<T>(T at, LogLine.TurnReceived line) {}

    private final ToLongFunction<T> nanos;
    private final Owners owners = new Owners();
    private final Map<String, Integer> sent = new Bounded<>(MOST_TRANSACTIONS);
    private final Map<String, Integer> answered = new Bounded<>(MOST_TRANSACTIONS);
    private final Map<String, String> servers = new Bounded<>(MOST_PORTS);
    private final Map<String, String> relays = new Bounded<>(MOST_PORTS);
    private final Map<String, List<String>> newTargets = new Bounded<>(MOST_PORTS);
    private final Map<String, T> fromUnknown = new Bounded<>(MOST_PAIRS);
    private final List<Waiting<T>> waiting = new ArrayList<>();
    private final List<Entry<T>> out = new ArrayList<>();
    private @Nullable Success<T> allocated;
    private int lost;

    /**
     * An empty book.
     *
     * @param nanos monotonic time of a line
     */
    public LogBook(ToLongFunction<T> nanos) {
        this.nanos = nanos;
    }

    /** Whether a text may be a line of ours; cheap enough for each line of a busy log. */
    public static boolean mayMatter(String text) {
        return LogParser.mayMatter(text);
    }

    /** Takes one line; answers what has become known by it. Never throws for any text. */
    public List<Entry<T>> read(String text, T at) {
        out.clear();
        LogParser.parse(text).ifPresent(line -> take(line, at));
        return List.copyOf(out);
    }

    /** A connection has ended: nothing more is told of it. */
    public void forget(String ufrag) {
        owners.forget(ufrag);
    }

    /** Facts whose connection was never found out, since the last call. */
    public int takeLost() {
        int taken = lost;
        lost = 0;
        return taken;
    }

    private void take(LogLine line, T at) {
        completeAllocation(line);
        switch (line) {
            case LogLine.Phase phase -> owners.phase(phase, nanos.applyAsLong(at));
            case LogLine.PortMade(var port) -> made(port);
            case LogLine.Gathered gathered -> gathered(gathered);
            case LogLine.ServerChosen(var port, var server) -> servers.put(port, server);
            case LogLine.TurnSent(var port, var method, var id) -> turnSent(port, method, id, at);
            case LogLine.TurnReceived received -> turnReceived(received, at);
            case LogLine.TurnTimedOut(var port, var method, var id) ->
                    tell(
                            port,
                            at,
                            new StunFact.TimedOut(
                                    method, Toward.TURN, id, null, servers.get(port)));
            case LogLine.OtherOfPort _ -> {
                // it only ends what waits for the next line of its port
            }
            case LogLine.PairMade(var pair) -> paired(pair);
            case LogLine.CheckSent(var pair, var id, var useCandidate) ->
                    tell(
                            pair,
                            at,
                            new StunFact.Sent(
                                    StunMethod.BINDING,
                                    Toward.PEER,
                                    id,
                                    pair.local(),
                                    pair.remote(),
                                    null,
                                    useCandidate,
                                    again(id)));
            case LogLine.CheckAnswered(var pair, var id, var code, var rttMs) ->
                    tell(
                            pair,
                            at,
                            new StunFact.Received(
                                    StunMethod.BINDING,
                                    Toward.PEER,
                                    id,
                                    code,
                                    rttMs,
                                    pair.local(),
                                    pair.remote(),
                                    null,
                                    null));
            case LogLine.CheckTimedOut(var pair, var id) ->
                    tell(
                            pair,
                            at,
                            new StunFact.TimedOut(
                                    StunMethod.BINDING,
                                    Toward.PEER,
                                    id,
                                    pair.local(),
                                    pair.remote()));
            case LogLine.CheckCame(var pair, var id) -> checkCame(pair, id, at);
            case LogLine.AnswerLeft(var pair, var id) -> {
                T came = fromUnknown.remove(id);
                if (came != null) {
                    checkCame(pair, id, came);
                }
            }
            case LogLine.CheckFromUnknown(var id, _) -> fromUnknown.put(id, at);
            case LogLine.StunTimedOut(var local) -> stunTimedOut(local, at);
        }
    }

    private void made(String port) {
        servers.remove(port);
        relays.remove(port);
        newTargets.remove(port);
        waiting.removeIf(
                fact -> {
                    boolean ofFormer = fact.port().equals(port);
                    lost += ofFormer ? 1 : 0;
                    return ofFormer;
                });
        owners.made(port);
    }

    private void gathered(LogLine.Gathered gathered) {
        owners.gathered(gathered);
        if (gathered.type().equals("relay")) {
            relays.put(gathered.port(), gathered.address());
        }
        waiting.removeIf(
                fact -> {
                    boolean found = fact.port().equals(gathered.port());
                    if (found) {
                        out.add(new Entry<>(gathered.ufrag(), fact.at(), fact.fact()));
                    }
                    return found;
                });
    }

    /** A success comes right before the candidate that it leads to. */
    private void completeAllocation(LogLine line) {
        Success<T> success = allocated;
        if (success == null) {
            return;
        }
        allocated = null;
        String port = success.line().port();
        boolean itsCandidate =
                line instanceof LogLine.Gathered gathered
                        && gathered.port().equals(port)
                        && gathered.type().equals("relay");
        LogLine.Gathered candidate = itsCandidate ? (LogLine.Gathered) line : null;
        tell(
                port,
                success.at(),
                received(
                        success.line(),
                        candidate == null ? null : candidate.related(),
                        candidate == null ? null : candidate.address()));
    }

    private void turnSent(String port, StunMethod method, String id, T at) {
        tell(
                port,
                at,
                new StunFact.Sent(
                        method,
                        Toward.TURN,
                        id,
                        null,
                        servers.get(port),
                        method == StunMethod.CREATE_PERMISSION ? newTarget(port) : null,
                        false,
                        again(id)));
    }

    /** A permission is asked for when a pair is made; with several at a time it is uncertain. */
    private @Nullable String newTarget(String port) {
        List<String> targets = newTargets.remove(port);
        return targets != null && targets.size() == 1 ? targets.getFirst() : null;
    }

    private void turnReceived(LogLine.TurnReceived received, T at) {
        // an unusual refusal is written twice
        if (answered.put(received.id(), received.code()) != null) {
            return;
        }
        if (received.method() == StunMethod.ALLOCATE && received.code() == 0) {
            allocated = new Success<>(at, received);
        } else {
            tell(received.port(), at, received(received, null, null));
        }
    }

    private StunFact received(
            LogLine.TurnReceived line, @Nullable String mapped, @Nullable String relayed) {
        return new StunFact.Received(
                line.method(),
                Toward.TURN,
                line.id(),
                line.code(),
                line.rttMs(),
                null,
                servers.get(line.port()),
                mapped,
                relayed);
    }

    private void paired(Pair pair) {
        owners.paired(pair);
        if (pair.localType().equals("relay")) {
            relays.forEach(
                    (port, relayed) -> {
                        if (relayed.equals(pair.local())) {
                            newTargets
                                    .computeIfAbsent(port, _ -> new ArrayList<>())
                                    .add(pair.remote());
                        }
                    });
        }
    }

    private void checkCame(Pair pair, String id, T at) {
        tell(pair, at, new StunFact.CheckReceived(id, pair.local(), pair.remote()));
    }

    private void stunTimedOut(String local, T at) {
        var fact = new StunFact.TimedOut(StunMethod.BINDING, Toward.STUN, null, local, null);
        owners.ofAddress(local)
                .ifPresentOrElse(ufrag -> out.add(new Entry<>(ufrag, at, fact)), () -> lost++);
    }

    private int again(String id) {
        return sent.merge(id, 0, (before, _) -> before + 1);
    }

    private void tell(String port, T at, StunFact fact) {
        Optional<String> owner = owners.ofPort(port);
        if (owner.isPresent()) {
            out.add(new Entry<>(owner.get(), at, fact));
        } else {
            if (waiting.size() == MOST_WAITING) {
                waiting.removeFirst();
                lost++;
            }
            waiting.add(new Waiting<>(port, at, fact));
        }
    }

    private void tell(Pair pair, T at, StunFact fact) {
        owners.ofPair(pair)
                .ifPresentOrElse(ufrag -> out.add(new Entry<>(ufrag, at, fact)), () -> lost++);
    }
}
