package dev.webrtclab.mediapeer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.testing.ChildWorker;
import dev.webrtclab.mediapeer.worker.testing.Offers;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.guard.CandidateGuard;
import dev.webrtclab.protocol.guard.SdpGuard;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Text that the guards let through must not end a worker, whatever the library thinks of it. Offers
 * and candidates are changed at random until a guard accepts the result; property {@code
 * canary.rounds} asks for more than the default (10 000 is the figure of docs/adr/0003), {@code
 * canary.seed} repeats a run.
 */
@Timeout(900)
class CrashCanaryTest {
    private static final int ROUNDS = Integer.getInteger("canary.rounds", 300);
    private static final long SEED = Long.getLong("canary.seed", 20_261_121);
    private static final int CANDIDATES_PER_OFFER = 3;
    private static final String CANDIDATE =
            "candidate:842163049 1 udp 1677729535 198.51.100.7 46154 typ srflx raddr 10.0.0.17 rport"
                    + " 46154 generation 0 ufrag Warm network-cost 999";

    private final Random random = new Random(SEED);

    @Test
    void mutatedTextThatTheGuardsAccept_leavesTheWorkerAlive() {
        int answered = 0;
        try (ChildWorker worker = new ChildWorker()) {
            for (int round = 0; round < ROUNDS; round++) {
                String session = "canary-" + round;
                worker.send(new WorkerCommand.Offer(session, offer(), "pattern", true, List.of()));
                answered += awaitOutcome(worker, session) instanceof WorkerEvent.Answer ? 1 : 0;
                for (int i = 0; i < CANDIDATES_PER_OFFER; i++) {
                    worker.send(
                            new WorkerCommand.Candidate(
                                    session, candidate(), "0", random.nextInt(16)));
                }
                worker.send(new WorkerCommand.Close(session));
                String nobody = "nobody-" + round;
                worker.send(new WorkerCommand.Close(nobody));
                assertThat(awaitOutcome(worker, nobody)).isInstanceOf(WorkerEvent.Refused.class);
                assertThat(worker.isAlive()).isTrue();
            }
            worker.send(new WorkerCommand.Shutdown());
            assertThat(worker.awaitExit()).isZero();
        }
        assertThat(answered).as("offers that the library got to work on").isPositive();
    }

    private static WorkerEvent.OfSession awaitOutcome(ChildWorker worker, String session) {
        return worker.await(
                WorkerEvent.OfSession.class,
                e ->
                        e.session().equals(session)
                                && (e instanceof WorkerEvent.Answer
                                        || e instanceof WorkerEvent.Refused));
    }

    private String offer() {
        while (true) {
            List<String> lines = new ArrayList<>(Offers.ofChromium().lines().toList());
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                mutate(lines);
            }
            String text = String.join("\r\n", lines) + "\r\n";
            try {
                if (SdpGuard.accept(text).receivesVideo()) {
                    return text;
                }
            } catch (RefusedException e) {
                // another try: only what the guard accepts is of interest
            }
        }
    }

    private String candidate() {
        while (true) {
            String text = CANDIDATE;
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                text = mutate(text);
            }
            try {
                return CandidateGuard.accept(text).text();
            } catch (RefusedException e) {
                // another try
            }
        }
    }

    private void mutate(List<String> lines) {
        int at = random.nextInt(lines.size());
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
            case 2 -> {
                String line = lines.remove(at);
                lines.add(random.nextInt(lines.size()), line);
            }
            default -> lines.set(at, mutate(lines.get(at)));
        }
    }

    private String mutate(String line) {
        if (line.isEmpty()) {
            return line;
        }
        int at = random.nextInt(line.length());
        return switch (random.nextInt(4)) {
            case 0 -> line.substring(0, at) + random.nextInt() + line.substring(at);
            case 1 -> line.substring(0, at) + line.substring(Math.min(line.length(), at + 3));
            case 2 ->
                    line.substring(0, at)
                            + (char) (0x20 + random.nextInt(0x5F))
                            + line.substring(at + 1);
            default -> line.replaceFirst("\\d+", String.valueOf(random.nextLong(1L << 34)));
        };
    }
}
