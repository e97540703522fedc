package dev.webrtclab.natprobe.testing;

import dev.webrtclab.natprobe.nat.ChangeRequest;
import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.Observation;
import dev.webrtclab.natprobe.nat.Observation.Answer;
import dev.webrtclab.natprobe.nat.Observation.Failure;
import dev.webrtclab.natprobe.nat.Observation.Refusal;
import dev.webrtclab.natprobe.nat.Observation.Silence;
import dev.webrtclab.natprobe.nat.Question;
import dev.webrtclab.natprobe.nat.StunTransport;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A network in memory: a client behind a NAT and a STUN server with some manner; no sockets, no
 * time.
 */
public final class SimulatedNet implements StunTransport {
    public static final Endpoint SERVER = at("198.51.100.10", 3478);
    public static final Endpoint OTHER = at("198.51.100.11", 3479);
    public static final Endpoint OUTSIDE = at("198.51.100.77", 0);
    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.168.1.2");
    private static final Duration ROUND_TRIP = Duration.ofMillis(3);

    private final NatPolicy nat;
    private final ServerManner manner;
    private final List<Question> asked = new ArrayList<>();

    public SimulatedNet(NatPolicy nat, ServerManner manner) {
        this.nat = nat;
        this.manner = manner;
    }

    public static Endpoint at(String address, int port) {
        return new Endpoint(InetAddress.ofLiteral(address), port);
    }

    /** All questions asked so far, in order. */
    public List<Question> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Exchange open(Endpoint server) {
        return new Exchange() {
            @Override
            public Optional<InetAddress> localAddress() {
                return Optional.of(CLIENT);
            }

            @Override
            public void ask(Question question, Consumer<Observation> observer) {
                asked.add(question);
                observer.accept(question.test().overTcp() ? tcp(question) : udp(question));
            }

            @Override
            public void close() {}
        };
    }

    private Observation tcp(Question question) {
        Endpoint local = new Endpoint(CLIENT, 50_000);
        return switch (manner) {
            case DOWN, TCP_DROPPED -> silence(question, null);
            case TCP_REFUSED ->
                    new Failure(question, Failure.Kind.CONNECTION_REFUSED, "Connection refused");
            case TCP_MUTE ->
                    new Failure(question, Failure.Kind.CONNECTED_WITHOUT_ANSWER, "no answer");
            default ->
                    new Answer(
                            question,
                            local,
                            SERVER,
                            OUTSIDE.withPort(50_000),
                            SERVER,
                            OTHER,
                            ROUND_TRIP,
                            1);
        };
    }

    private Observation udp(Question question) {
        Endpoint local = new Endpoint(CLIENT, 40_000 + question.test().socket().ordinal());
        Endpoint asked = question.server();
        Endpoint mapped = nat.outward(local, asked);
        ChangeRequest change = question.test().change();
        boolean changes = change != ChangeRequest.NONE;
        boolean otherAddress =
                asked.address().equals(OTHER.address()) || change == ChangeRequest.ADDRESS_AND_PORT;
        boolean silent =
                switch (manner) {
                    case DOWN, UDP_DROPPED, WRONG_TRANSACTION_ID -> true;
                    case OTHER_ADDRESS_DEAD -> otherAddress;
                    case SILENT_ON_CHANGE_REQUEST -> changes;
                    default -> false;
                };
        if (silent) {
            return silence(question, local);
        }
        if (changes && manner == ServerManner.REFUSES_CHANGE_REQUEST) {
            return new Refusal(question, local, asked, 420, "Unknown Attribute");
        }
        return switch (manner) {
            case WANTS_CREDENTIALS -> new Refusal(question, local, asked, 401, "Unauthorized");
            case BROKEN_ATTRIBUTES ->
                    new Failure(question, Failure.Kind.OTHER, "an answer that can not be read");
            default -> answer(question, local, mapped);
        };
    }

    private Observation answer(Question question, Endpoint local, Endpoint mapped) {
        Endpoint from = source(question);
        if (!nat.letsIn(from, mapped)) {
            return silence(question, local);
        }
        Endpoint shown = manner == ServerManner.NO_MAPPED_ADDRESS ? null : mapped;
        return new Answer(question, local, from, shown, from, otherAddress(), ROUND_TRIP, 1);
    }

    private Endpoint source(Question question) {
        Endpoint asked = question.server();
        boolean obeys =
                switch (manner) {
                    case WITHOUT_RFC5780, NAMES_ITSELF, IGNORES_CHANGE_REQUEST -> false;
                    default -> true;
                };
        if (manner == ServerManner.ANSWERS_FROM_ELSEWHERE) {
            return asked.withPort(9999);
        }
        if (!obeys || question.test().change() == ChangeRequest.NONE) {
            return asked;
        }
        boolean portOnly =
                question.test().change() == ChangeRequest.PORT
                        || manner == ServerManner.CHANGES_PORT_ONLY;
        return portOnly ? asked.withPort(OTHER.port()) : OTHER;
    }

    private @Nullable Endpoint otherAddress() {
        return switch (manner) {
            case WITHOUT_RFC5780 -> null;
            case NAMES_ITSELF -> SERVER;
            case NAMES_OWN_OTHER_PORT -> SERVER.withPort(OTHER.port());
            default -> OTHER;
        };
    }

    private static Silence silence(Question question, @Nullable Endpoint local) {
        return new Silence(
                question, local, question.patience().sends(), question.patience().total());
    }
}
