package dev.webrtclab.natprobe.nat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.natprobe.nat.LifetimeStep.Alive;
import dev.webrtclab.natprobe.nat.LifetimeStep.Expired;
import dev.webrtclab.natprobe.nat.LifetimeStep.Undecided;
import dev.webrtclab.natprobe.nat.LifetimeStep.Why;
import dev.webrtclab.natprobe.testing.SimulatedNet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plan and run against mappings that live by script. */
class LifetimeRunTest {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @ParameterizedTest
    @ValueSource(longs = {300, 1_500, 5_000, 29_999, 30_000, 120_000, 300_000, 599_000})
    void bounds_encloseTheLifetimeWithinASecondOrAFiftieth(long lifetimeMs)
            throws InterruptedException {
        Duration lifetime = Duration.ofMillis(lifetimeMs);
        ScriptedMappings mappings = ScriptedMappings.living(lifetime);

        MappingLifetime found = known(measure(mappings, new ArrayList<>()));

        Duration atMost = Objects.requireNonNull(found.atMost());
        assertThat(found.atLeast()).isLessThanOrEqualTo(lifetime);
        assertThat(atMost).isGreaterThanOrEqualTo(lifetime);
        assertThat(atMost.minus(found.atLeast()))
                .isLessThanOrEqualTo(
                        Duration.ofMillis(Math.max(1000, lifetimeMs / 50))
                                .plus(ScriptedMappings.LATE));
        assertThat(mappings.rounds).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void mappingThatLivesToTheLimit_hasNoUpperBound() throws InterruptedException {
        ScriptedMappings mappings = ScriptedMappings.living(Duration.ofHours(1));

        assertThat(known(measure(mappings, new ArrayList<>())))
                .isEqualTo(new MappingLifetime(LIMIT, null));
        assertThat(mappings.rounds).hasSize(1);
    }

    @Test
    void eachRound_staysBetweenTheBounds() throws InterruptedException {
        ScriptedMappings mappings = ScriptedMappings.living(Duration.ofSeconds(200));

        measure(mappings, new ArrayList<>());

        assertThat(mappings.rounds.getFirst())
                .hasSize(24)
                .isSorted()
                .startsWith(Duration.ofSeconds(1))
                .endsWith(LIMIT);
        List<Duration> first = mappings.rounds.getFirst();
        Duration survived =
                first.stream().filter(idle -> idle.toSeconds() < 200).toList().getLast();
        assertThat(mappings.rounds.get(1))
                .isSorted()
                .allMatch(idle -> idle.compareTo(survived) > 0)
                .allMatch(idle -> idle.compareTo(first.get(first.indexOf(survived) + 1)) < 0);
    }

    @Test
    void progress_onlyEverComesCloser() throws InterruptedException {
        List<MappingLifetime> progress = new ArrayList<>();

        MappingLifetime found =
                known(measure(ScriptedMappings.living(Duration.ofSeconds(40)), progress));

        assertThat(progress).isNotEmpty().doesNotHaveDuplicates().endsWith(found);
        assertThat(progress).extracting(MappingLifetime::atLeast).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_MAPPING, NO_MAPPING",
        "UNANSWERED, MAPPING_UNANSWERED",
        "FAILED, MAPPING_UNANSWERED",
        "UNPROVEN, RESPONSE_PORT_UNPROVEN"
    })
    void stepsThatDecideNothing_giveTheReason(Why why, UnknownReason reason)
            throws InterruptedException {
        ScriptedMappings mappings = ScriptedMappings.undecided(why);

        assertThat(measure(mappings, new ArrayList<>()))
                .isEqualTo(Finding.unknown(reason, "server", SimulatedNet.SERVER));
        assertThat(mappings.rounds).hasSize(1);
    }

    @Test
    void lostSteps_areTriedAgainInTheNextRound() throws InterruptedException {
        ScriptedMappings living = ScriptedMappings.living(Duration.ofSeconds(60));
        boolean[] lossy = {true};
        ScriptedMappings mappings =
                new ScriptedMappings(
                        planned -> {
                            if (planned.equals(LIMIT)) {
                                lossy[0] = false; // the last of the first round
                            }
                            return lossy[0] && planned.toSeconds() > 20
                                    ? new Undecided(planned, Why.UNANSWERED)
                                    : step(living, planned);
                        });

        MappingLifetime found = known(measure(mappings, new ArrayList<>()));

        assertThat(found.atLeast()).isBetween(Duration.ofSeconds(58), Duration.ofSeconds(60));
    }

    @Test
    void expiryBeforeATimeThatWasSurvived_isForgotten() {
        MappingLifetime bounds =
                MappingLifetime.NOTHING_KNOWN
                        .with(new Expired(Duration.ofSeconds(5), Duration.ofSeconds(5)))
                        .with(new Alive(Duration.ofSeconds(9), Duration.ofSeconds(9)));

        assertThat(bounds).isEqualTo(new MappingLifetime(Duration.ofSeconds(9), null));
    }

    @Test
    void limitBelowASecond_isRefused() {
        assertThatThrownBy(() -> new LifetimePlan(Duration.ofMillis(999), 24))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 s");
    }

    private static LifetimeStep step(ScriptedMappings mappings, Duration planned) {
        List<LifetimeStep> seen = new ArrayList<>();
        mappings.begin(SimulatedNet.SERVER, List.of(planned), seen::add);
        return seen.getFirst();
    }

    private static Finding<MappingLifetime> measure(
            ScriptedMappings mappings, List<MappingLifetime> progress) throws InterruptedException {
        return new LifetimeRun(mappings, new LifetimePlan(LIMIT, 24))
                .measure(SimulatedNet.SERVER, progress::add);
    }

    private static MappingLifetime known(Finding<MappingLifetime> found) {
        return found.find().orElseThrow();
    }
}
