package dev.webrtclab.diagnosis.internals;

import dev.webrtclab.diagnosis.internals.Series.Thing;
import dev.webrtclab.diagnosis.verdict.evidence.Address;
import dev.webrtclab.protocol.signaling.EvidenceEvent.FirstFrameDecoded;
import dev.webrtclab.protocol.signaling.EvidenceEvent.FirstRtp;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Media;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Pair;
import dev.webrtclab.protocol.signaling.EvidenceEvent.SelectedPair;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Transport;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statistics of a peer connection as events of a record. */
final class Statistics {
    private static final double KILO = 1000;

    private final Half half;
    private final Series series;

    Statistics(Half half, Series series) {
        this.half = half;
        this.series = series;
    }

    void take() {
        series.all("candidate-pair").forEach(this::pair);
        series.all("transport").forEach(this::transport);
        series.all("inbound-rtp").forEach(this::inbound);
    }

    /** What the statistics say of the server of a local candidate. */
    UpdateLog.@Nullable Server server(String type, int port) {
        for (Thing local : series.all("local-candidate", "localcandidate")) {
            int last = local.samples() - 1;
            Long its = local.count("port", last);
            if (type.equals(local.text("candidateType", last)) && its != null && its == port) {
                return new UpdateLog.Server(
                        local.text("url", last), local.text("relayProtocol", last));
            }
        }
        return null;
    }

    /** One end of a pair, from the statistics of its candidate. */
    private record End(@Nullable String address, @Nullable String type, @Nullable Thing thing) {
        @Nullable String text(String property) {
            return thing == null ? null : thing.text(property, thing.samples() - 1);
        }

        @Nullable String networkType() {
            return thing != null && thing.isTrue("vpn", thing.samples() - 1)
                    ? "vpn"
                    : text("networkType");
        }
    }

    private End end(@Nullable String candidate) {
        Thing thing = series.find(candidate).filter(found -> found.samples() > 0).orElse(null);
        if (thing == null) {
            return new End(null, null, null);
        }
        int last = thing.samples() - 1;
        String host = thing.text("address", last);
        String address = host == null ? thing.text("ip", last) : host;
        Long port = thing.count("port", last);
        boolean isShown =
                address != null && port != null && Address.kind(address) != Address.Kind.HIDDEN;
        return new End(
                isShown
                        ? (Objects.requireNonNull(address).indexOf(':') < 0
                                        ? address
                                        : "[" + address + "]")
                                + ":"
                                + port
                        : null,
                thing.text("candidateType", last),
                thing);
    }

    /** Each change of its state, its counters until the first answer, and the last report. */
    private void pair(Thing thing) {
        String told = "";
        for (int i = 0; i < thing.samples(); i++) {
            Pair pair = pair(thing, i);
            Long answered = pair.responsesReceived();
            String key =
                    pair.state()
                            + pair.nominated()
                            + (answered == null || answered == 0
                                    ? pair.requestsSent() + " " + pair.requestsReceived()
                                    : "");
            if (!key.equals(told) || i == thing.samples() - 1) {
                half.observed(thing.at(i), Half.SAMPLED_MS, pair);
                told = key;
            }
        }
    }

    private Pair pair(Thing thing, int i) {
        End local = end(thing.text("localCandidateId", i));
        End remote = end(thing.text("remoteCandidateId", i));
        Double rtt = thing.number("currentRoundTripTime", i);
        String state = thing.text("state", i);
        return new Pair(
                Text.printable(thing.id()),
                local.address(),
                remote.address(),
                local.type(),
                remote.type(),
                local.text("protocol"),
                local.text("relayProtocol"),
                state == null ? "waiting" : state,
                thing.isTrue("nominated", i),
                thing.count("requestsSent", i),
                thing.count("responsesReceived", i),
                thing.count("requestsReceived", i),
                thing.count("responsesSent", i),
                thing.count("consentRequestsSent", i),
                rtt == null ? null : (Double) (rtt * KILO),
                thing.count("bytesSent", i),
                thing.count("bytesReceived", i),
                local.networkType());
    }

    private void transport(Thing thing) {
        Set<String> ufrags = new LinkedHashSet<>();
        String selected = null;
        Transport told = null;
        for (int i = 0; i < thing.samples(); i++) {
            String ufrag = thing.text("iceLocalUsernameFragment", i);
            if (ufrag != null) {
                ufrags.add(ufrag);
            }
            Transport transport =
                    new Transport(
                            thing.text("dtlsState", i),
                            thing.text("dtlsRole", i),
                            thing.text("tlsVersion", i),
                            thing.text("srtpCipher", i),
                            thing.text("iceRole", i),
                            ufrag,
                            Math.max(1, ufrags.size()));
            if (!transport.equals(told)) {
                half.observed(thing.at(i), Half.SAMPLED_MS, transport);
                told = transport;
            }
            String now = thing.text("selectedCandidatePairId", i);
            if (now != null && !now.equals(selected)) {
                selected = now;
                select(thing.at(i), now);
            }
        }
    }

    private void select(double at, String id) {
        Thing thing = series.find(id).filter(found -> found.samples() > 0).orElse(null);
        if (thing != null) {
            Pair pair = pair(thing, thing.samples() - 1);
            half.observed(
                    at,
                    Half.SAMPLED_MS,
                    new SelectedPair(
                            pair.local(),
                            pair.remote(),
                            pair.localType(),
                            pair.remoteType(),
                            pair.protocol(),
                            pair.relayProtocol()));
        }
    }

    private void inbound(Thing thing) {
        int last = thing.samples() - 1;
        String kind = thing.text("kind", last);
        String medium = kind == null ? thing.text("mediaType", last) : kind;
        if (!"video".equals(medium) && !"audio".equals(medium)) {
            return;
        }
        boolean hasRtp = false;
        boolean hasFrame = false;
        for (int i = 0; i < thing.samples(); i++) {
            Long packets = thing.count("packetsReceived", i);
            Long frames = thing.count("framesDecoded", i);
            if (!hasRtp && packets != null && packets > 0) {
                hasRtp = true;
                half.observed(thing.at(i), Half.SAMPLED_MS, new FirstRtp(medium));
            }
            if (!hasFrame && frames != null && frames > 0) {
                hasFrame = true;
                half.observed(thing.at(i), Half.SAMPLED_MS, new FirstFrameDecoded());
            }
            if (medium.equals("video")) {
                Double jitter = thing.number("jitter", i);
                half.observed(
                        thing.at(i),
                        Half.SAMPLED_MS,
                        new Media(
                                null,
                                null,
                                null,
                                packets,
                                thing.count("packetsLost", i),
                                frames,
                                jitter == null ? null : (Double) (jitter * KILO),
                                null));
            }
        }
    }
}
