package dev.webrtclab.natprobe.nat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Mappings that live by script, on a clock that passes when they are waited for. */
final class ScriptedMappings implements LifetimeTransport {
    /** How much longer than planned a real step takes. */
    static final Duration LATE = Duration.ofMillis(350);

    /** The idle times of each round. */
    final List<List<Duration>> rounds = new ArrayList<>();

    private final Function<Duration, LifetimeStep> script;

    ScriptedMappings(Function<Duration, LifetimeStep> script) {
        this.script = script;
    }

    /** Behind a NAT that ends mappings after this time. */
    static ScriptedMappings living(Duration lifetime) {
        return new ScriptedMappings(
                planned ->
                        planned.compareTo(lifetime) < 0
                                ? new LifetimeStep.Alive(planned, planned)
                                : new LifetimeStep.Expired(planned, planned.plus(LATE)));
    }

    static ScriptedMappings undecided(LifetimeStep.Why why) {
        return new ScriptedMappings(planned -> new LifetimeStep.Undecided(planned, why));
    }

    @Override
    public Round begin(Endpoint server, List<Duration> idleTimes, Consumer<LifetimeStep> observer) {
        rounds.add(idleTimes);
        idleTimes.stream().map(script).forEach(observer);
        return () -> {};
    }
}
