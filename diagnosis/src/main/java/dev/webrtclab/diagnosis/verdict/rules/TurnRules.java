package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.evidence.Address;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.protocol.record.RelayEvent;
import dev.webrtclab.protocol.record.RelayEvent.Type;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunMethod;
import dev.webrtclab.protocol.signaling.EvidenceEvent.StunReceived;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Toward;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a TURN server refused. The first 401 of an allocation is the challenge and no refusal (RFC
 * 8489 §9.2); engines report only the second one, and coturn's log only a real one.
 */
final class TurnRules {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int WRONG_CREDENTIALS = 441;
    private static final int QUOTA = 486;
    private static final int NO_CAPACITY = 508;
    private static final Set<StunMethod> TOWARDS_A_PEER =
            Set.of(StunMethod.CREATE_PERMISSION, StunMethod.CHANNEL_BIND);
    private static final Pattern EXPIRY = Pattern.compile("(?<!\\d)(\\d{9,11}):");

    private TurnRules() {}

    /**
     * One refusal.
     *
     * @param text in the words of the server
     * @param server its URL or address, where known
     */
    record Refusal(int n, double at, int code, @Nullable String text, @Nullable String server) {
        Point point(Code verdict, End end) {
            return Point.of(verdict)
                    .with("end", end.word())
                    .with("code", code)
                    .with("server", server == null ? "TURN" : server)
                    .seen(n);
        }
    }

    /** Refusals that an end reported, or coturn about it, with one of these codes. */
    static List<Refusal> refusals(End end, Set<Type> types, Set<Integer> codes) {
        List<Refusal> found = new ArrayList<>();
        end.relayed(types)
                .forEach(
                        seen ->
                                found.add(
                                        new Refusal(
                                                seen.n(),
                                                seen.at(),
                                                code(seen.what(), codes),
                                                seen.what().text(),
                                                null)));
        end.relayed(Set.of(Type.REFUSED)).stream()
                .filter(seen -> codes.contains(code(seen.what(), Set.of(0))))
                .forEach(
                        seen ->
                                found.add(
                                        new Refusal(
                                                seen.n(),
                                                seen.at(),
                                                code(seen.what(), codes),
                                                seen.what().text(),
                                                null)));
        end.gathering().errors().stream()
                .filter(seen -> codes.contains(seen.what().code()))
                .forEach(
                        seen ->
                                found.add(
                                        new Refusal(
                                                seen.n(),
                                                seen.at(),
                                                seen.what().code(),
                                                seen.what().text(),
                                                seen.what().url())));
        end.all(StunReceived.class).stream()
                .filter(seen -> seen.what().toward() == Toward.TURN)
                .filter(seen -> seen.what().method() == StunMethod.ALLOCATE)
                .filter(seen -> seen.what().code() != UNAUTHORIZED)
                .filter(seen -> codes.contains(seen.what().code()))
                .forEach(
                        seen ->
                                found.add(
                                        new Refusal(
                                                seen.n(),
                                                seen.at(),
                                                seen.what().code(),
                                                seen.what().text(),
                                                seen.what().remote())));
        return found;
    }

    private static int code(RelayEvent event, Set<Integer> otherwise) {
        Integer code = event.code();
        return code != null ? code : otherwise.stream().min(Integer::compare).orElse(0);
    }

    /**
     * Needs: credentials were refused and the end has no relayed address. They have expired when
     * coturn says so, or when the time in the user name that it quotes lies before the refusal.
     */
    static final class Credentials implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (End end : call.evidence().ends()) {
                List<Refusal> refusals =
                        refusals(
                                end,
                                Set.of(Type.CREDENTIALS_REFUSED),
                                Set.of(UNAUTHORIZED, WRONG_CREDENTIALS));
                if (refusals.isEmpty() || end.gathering().hasRelay()) {
                    continue;
                }
                Optional<Refusal> expired =
                        refusals.stream().filter(Credentials::isExpired).findFirst();
                if (expired.isPresent()) {
                    return Optional.of(
                            Finding.of(Code.TURN_CREDENTIALS_EXPIRED)
                                    .because(
                                            expired.get().point(Code.TURN_CREDENTIALS_EXPIRED, end))
                                    .because(said(expired.get()))
                                    .next(Point.of("fresh-credentials"))
                                    .next(
                                            Point.of("credential-lifetime")
                                                    .doing("SIGNALING_TURN_TTL=10m")));
                }
                Refusal first = refusals.getFirst();
                Finding finding =
                        Finding.of(Code.TURN_CREDENTIALS_WRONG)
                                .because(first.point(Code.TURN_CREDENTIALS_WRONG, end));
                Optional<Refusal> told =
                        refusals.stream().filter(one -> one.server() == null).findFirst();
                finding =
                        told.isPresent()
                                ? finding.because(said(told.get()))
                                : finding.missing(Point.of("coturn-line"));
                return Optional.of(
                        finding.next(Point.of("same-secret").doing("SIGNALING_TURN_SECRET_FILE")));
            }
            return Optional.empty();
        }

        private static boolean isExpired(Refusal refusal) {
            String text = refusal.text();
            if (text == null) {
                return false;
            }
            Matcher expiry = EXPIRY.matcher(text);
            return text.contains("expired")
                    || (expiry.find() && Long.parseLong(expiry.group(1)) * 1000.0 < refusal.at());
        }
    }

    private static Point said(Refusal refusal) {
        return Point.of("server-said")
                .with("text", refusal.text() == null ? "-" : refusal.text())
                .seen(refusal.n());
    }

    /**
     * Needs: coturn, or the engine's own log, says that a permission for the other end's address
     * was refused, and none was granted to this end. Browsers report no such refusal. Where the
     * other end has neither UDP nor a relayed address, only its private addresses are left to be
     * refused, and the refusal is not the cause.
     */
    static final class PermissionDenied implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (End end : call.evidence().ends()) {
                End other = call.evidence().other(end);
                if (!other.gathering().hasRelay()
                        && UdpRules.UdpBlocked.proof(call, other).isPresent()) {
                    continue;
                }
                List<Seen<RelayEvent>> refused = end.relayed(Set.of(Type.PERMISSION_REFUSED));
                List<Seen<StunReceived>> answers =
                        end.all(StunReceived.class).stream()
                                .filter(seen -> TOWARDS_A_PEER.contains(seen.what().method()))
                                .toList();
                List<Seen<StunReceived>> forbidden =
                        answers.stream().filter(seen -> seen.what().code() == FORBIDDEN).toList();
                boolean isGranted =
                        !end.relayed(Set.of(Type.PERMISSION, Type.CHANNEL_BOUND)).isEmpty()
                                || answers.stream().anyMatch(seen -> seen.what().code() == 0);
                if (isGranted || (refused.isEmpty() && forbidden.isEmpty())) {
                    continue;
                }
                List<Integer> events = new ArrayList<>();
                refused.stream().limit(3).forEach(seen -> events.add(seen.n()));
                forbidden.stream().limit(3).forEach(seen -> events.add(seen.n()));
                String peer =
                        refused.stream()
                                .map(seen -> seen.what().peer())
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse("-");
                return Optional.of(
                        Finding.of(Code.TURN_PERMISSION_DENIED)
                                .because(
                                        Point.of(Code.TURN_PERMISSION_DENIED)
                                                .with("end", end.word())
                                                .with("other", other.word())
                                                .with("peer", peer)
                                                .seen(events))
                                .next(
                                        Point.of("allow-peer")
                                                .doing(
                                                        "allowed-peer-ip="
                                                                + (peer.equals("-")
                                                                        ? "<address>"
                                                                        : Address.host(peer)))));
            }
            return Optional.empty();
        }
    }

    /** Needs: code 486, and the end has no relayed address. */
    static final class Quota implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            return refusedWith(
                    call,
                    Code.TURN_QUOTA,
                    Set.of(Type.QUOTA_REFUSED),
                    QUOTA,
                    Point.of("raise-quota").doing("user-quota=12, total-quota=500"));
        }
    }

    /** Needs: code 508, and the end has no relayed address. */
    static final class NoCapacity implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            return refusedWith(
                    call,
                    Code.TURN_NO_CAPACITY,
                    Set.of(),
                    NO_CAPACITY,
                    Point.of("raise-capacity").doing("min-port=49160, max-port=49659"));
        }
    }

    private static Optional<Finding> refusedWith(
            Call call, Code verdict, Set<Type> types, int code, Point next) {
        for (End end : call.evidence().ends()) {
            List<Refusal> refusals = refusals(end, types, Set.of(code));
            if (!refusals.isEmpty() && !end.gathering().hasRelay()) {
                return Optional.of(
                        Finding.of(verdict)
                                .because(refusals.getFirst().point(verdict, end))
                                .next(next));
            }
        }
        return Optional.empty();
    }
}
