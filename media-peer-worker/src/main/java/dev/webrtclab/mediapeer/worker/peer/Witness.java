package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.peer.PeerInput.Described;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.EngineSaid;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Gathered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateKind;
import dev.webrtclab.mediapeer.worker.stats.StatsSnapshot;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one connection tells about itself, as evidence; it decides nothing. */
final class Witness {
    /** Statistics are read this often while candidate pairs are being checked. */
    static final Duration CHECKING_STEP = Duration.ofMillis(100);

    /** A path counts as settled this long after the last description that began ICE anew. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private static final int MOST_SERVERS = 16;
    private static final Pattern CANDIDATE =
            Pattern.compile(
                    "candidate:\\S+ \\d+ (?<protocol>\\S+) \\d+ (?<address>\\S+) (?<port>\\d{1,5})"
                            + " typ (?<type>\\S+).*");
    private static final Pattern UFRAG = Pattern.compile(" ufrag (?<ufrag>\\S+)");

    private final String session;
    private final KnownAddresses addresses = new KnownAddresses();
    private final StunEvidence stun = new StunEvidence(addresses);
    private final EvidenceBudget budget = new EvidenceBudget();
    private final Generations local = new Generations();
    private final Generations remote = new Generations();
    private final StatsEvidence stats = new StatsEvidence(local);
    private @Nullable Moment begunAt;
    private @Nullable Moment restartedAt;
    private @Nullable Moment nextLookAt;
    private @Nullable Moment lookedAt;
    private boolean introduced;
    private boolean connected;

    Witness(String session) {
        this.session = session;
    }

    /** The connection may use these servers from now on. */
    void servers(List<GuardedIceUrl> servers, Moment now, List<PeerEffect> effects) {
        servers.forEach(server -> addresses.addServer(server.url()));
        if (!introduced) {
            introduced = true;
            tell(
                    new EvidenceEvent.Environment(
                            null,
                            null,
                            null,
                            null,
                            null,
                            "all",
                            servers.stream().map(GuardedIceUrl::url).limit(MOST_SERVERS).toList()),
                    now,
                    effects);
        }
    }

    /** A description was applied or refused; each that begins ICE anew is watched closely. */
    void described(Described described, List<PeerEffect> effects) {
        Generations side = described.local() ? local : remote;
        int before = side.of(null);
        int generation =
                side.of(Descriptions.ufrags(described.text()).stream().findFirst().orElse(null));
        addresses.addDescription(described.text());
        tell(
                DescriptionSummary.of(
                        described.text(),
                        described.local(),
                        described.offer(),
                        described.problem(),
                        generation),
                described.at(),
                effects);
        if (begunAt == null || generation > before) {
            begunAt = described.at();
            restartedAt = connected ? described.at() : null;
            look(described.at(), effects);
        }
    }

    /** The remote has a candidate. */
    void heardOf(RemoteCandidate candidate) {
        addresses.addCandidate(candidate.line().text());
    }

    /** The address that a masked one means. */
    @Nullable String unmasked(@Nullable String address) {
        return addresses.find(address);
    }

    void gathered(Gathered gathered, List<PeerEffect> effects) {
        addresses.addCandidate(gathered.line());
        Matcher m = CANDIDATE.matcher(gathered.line());
        if (!m.matches()) {
            return;
        }
        Matcher ufrag = UFRAG.matcher(gathered.line());
        int generation = local.of(ufrag.find() ? ufrag.group("ufrag") : null);
        tell(
                new EvidenceEvent.Candidate(
                        ufrag.replaceAll(""),
                        m.group("type"),
                        m.group("address"),
                        Integer.valueOf(m.group("port")),
                        m.group("protocol"),
                        RelayProtocol.of(gathered.line(), gathered.url()),
                        gathered.url(),
                        false,
                        generation),
                gathered.at(),
                effects);
    }

    void said(EngineSaid said, List<PeerEffect> effects) {
        if (budget.allows(said.at())) {
            tell(stun.of(said.fact()), said.at().epochMs(), said.latenessMs(), effects);
        }
    }

    /** Lines of the engine's log could not be read. */
    void lost(int count) {
        budget.lost(count);
    }

    void stateChanged(StateKind of, String value, Moment now, List<PeerEffect> effects) {
        if (of == StateKind.CONNECTION) {
            connected = value.equals("connected");
            if (!connected) {
                look(now, effects);
            }
        }
    }

    void measured(StatsSnapshot snapshot, Moment now, List<PeerEffect> effects) {
        tellOfTransport(snapshot, now, effects);
        stats.pairs(snapshot, isSettled(now), now)
                .forEach(event -> tellIfAllowed(event, now, effects));
        if (connected) {
            stats.media(snapshot, now).forEach(event -> tell(event, now, effects));
        }
        if (nextLookAt != null && now.nanos() >= nextLookAt.nanos()) {
            look(now, effects);
        }
    }

    /** It changed at some time since the last look; far looks keep their place in the order. */
    private void tellOfTransport(StatsSnapshot snapshot, Moment now, List<PeerEffect> effects) {
        double gap = lookedAt == null ? 0 : (now.nanos() - lookedAt.nanos()) / 1e6;
        lookedAt = now;
        double half = gap <= 2 * CHECKING_STEP.toMillis() ? gap / 2 : 0;
        stats.transport(snapshot)
                .forEach(event -> tell(event, now.epochMs() - half, gap - half, effects));
    }

    /** A second has passed: what was left out in it. */
    void tick(Moment now, List<PeerEffect> effects) {
        int omitted = budget.takeOmitted();
        if (omitted > 0) {
            tell(new EvidenceEvent.Omitted(omitted), now, effects);
        }
    }

    /** The connection ends: where its pairs stood. */
    void end(Moment now, List<PeerEffect> effects) {
        stats.last().forEach(event -> tellIfAllowed(event, now, effects));
        tick(now, effects);
    }

    /** One look leads to the next while pairs are checked; later others look, less often. */
    private void look(Moment now, List<PeerEffect> effects) {
        boolean pending = nextLookAt != null && now.nanos() < nextLookAt.nanos();
        if (pending) {
            return;
        }
        boolean restarting = restartedAt != null && !now.isAfter(restartedAt, SETTLING);
        if (begunAt == null || connected && !restarting) {
            nextLookAt = null;
            return;
        }
        nextLookAt = now.plus(CHECKING_STEP);
        effects.add(new PeerEffect.Measure(CHECKING_STEP));
    }

    private boolean isSettled(Moment now) {
        return connected && begunAt != null && now.isAfter(begunAt, SETTLING);
    }

    private void tellIfAllowed(EvidenceEvent event, Moment at, List<PeerEffect> effects) {
        if (budget.allows(at)) {
            tell(event, at, effects);
        }
    }

    private void tell(EvidenceEvent event, Moment at, List<PeerEffect> effects) {
        tell(event, at.epochMs(), 0, effects);
    }

    private void tell(
            EvidenceEvent event, double at, double uncertaintyMs, List<PeerEffect> effects) {
        effects.add(
                new PeerEffect.Report(new WorkerEvent.Observed(session, event, at, uncertaintyMs)));
    }
}
