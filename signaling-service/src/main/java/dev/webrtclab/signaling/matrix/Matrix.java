package dev.webrtclab.signaling.matrix;

import dev.webrtclab.diagnosis.nat.ConnectivityForecast;
import dev.webrtclab.diagnosis.nat.Forecast;
import dev.webrtclab.diagnosis.nat.NetworkFacts;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.SessionRecord;
import dev.webrtclab.signaling.matrix.Cell.Caller;
import dev.webrtclab.signaling.matrix.MatrixState.Phase;
import dev.webrtclab.signaling.networks.NatReport;
import dev.webrtclab.signaling.networks.NatReports;
import dev.webrtclab.signaling.networks.Networks;
import dev.webrtclab.signaling.networks.Networks.Network;
import dev.webrtclab.signaling.records.SessionRecords;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs the matrix: measures every network, forecasts every cell from the two reports, then calls.
 * Cells of the diagonal need a second network of the same kind: the extra one, when it was measured
 * to behave the same. Safe for any number of threads; {@link #start} returns at once.
 */
public final class Matrix {
    private static final String NO_SECOND =
            "A call within one network would not leave it. ./lab matrix puts these rules on the"
                    + " extra network first.";

    private final MatrixBoard board;
    private final Networks networks;
    private final NatReports reports;
    private final SessionRecords records;
    private final LabCall labCall;
    private final Clock clock;
    private final int atOnce;
    private volatile @Nullable Future<?> running;

    /**
     * A matrix that shows itself on a board.
     *
     * @param atOnce calls that are made at the same time
     */
    public Matrix(
            MatrixBoard board,
            Networks networks,
            NatReports reports,
            SessionRecords records,
            LabCall labCall,
            Clock clock,
            int atOnce) {
        this.board = board;
        this.networks = networks;
        this.reports = reports;
        this.records = records;
        this.labCall = labCall;
        this.clock = clock;
        this.atOnce = atOnce;
    }

    /** Begins a run on {@code executor}. */
    public MatrixState start(ExecutorService executor) throws RefusedException {
        List<Network> all = networks.all();
        List<Network> places = all.stream().filter(network -> !network.second()).toList();
        if (places.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.NO_MEDIA_PEER, "no media peer says in which network it is");
        }
        List<String> labels = places.stream().map(Network::name).toList();
        List<Cell> waiting = new ArrayList<>();
        for (String from : labels) {
            for (String to : labels) {
                waiting.add(Cell.waiting(new Cell.Key(from, to, Caller.MEDIA_PEER), null, null));
            }
        }
        if (!board.begin(labels, waiting, clock.instant())) {
            throw new RefusedException(
                    ErrorCode.MATRIX_RUNNING, "stop it first, or wait for its end");
        }
        running = executor.submit(() -> run(places));
        return board.state();
    }

    /** Ends the run that is going on; calls that are being made end. */
    public void stop() {
        Future<?> run = running;
        if (run != null) {
            run.cancel(true);
        }
        board.end(Phase.STOPPED, clock.instant());
    }

    private void run(List<Network> places) {
        try {
            Map<String, NatReport> measured = measureAll(places);
            List<Runnable> jobs = new ArrayList<>();
            for (Network from : places) {
                for (Network to : places) {
                    job(from, to, measured).ifPresent(jobs::add);
                }
            }
            carryOut(jobs);
            board.end(Phase.FINISHED, clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            board.end(Phase.STOPPED, clock.instant());
        }
    }

    private Map<String, NatReport> measureAll(List<Network> places) throws InterruptedException {
        Map<String, CompletionStage<NatReport>> asked = new LinkedHashMap<>();
        places.forEach(network -> asked.put(network.name(), reports.measure(network.name())));
        networks.second()
                .ifPresent(extra -> asked.put(extra.name(), reports.measure(extra.name())));
        Map<String, NatReport> measured = new LinkedHashMap<>();
        for (Map.Entry<String, CompletionStage<NatReport>> entry : asked.entrySet()) {
            measured.put(entry.getKey(), await(entry.getValue()));
        }
        return measured;
    }

    /** What is to be done for a cell; empty when it can not be tried, which the board then says. */
    private Optional<Runnable> job(Network from, Network to, Map<String, NatReport> measured) {
        Cell.Key key = new Cell.Key(from.name(), to.name(), Caller.MEDIA_PEER);
        Network caller = from;
        if (from.name().equals(to.name())
                && from.mediaPeers().size() < 2
                && !isOpen(from, measured)) {
            Optional<Network> extra =
                    networks.second().filter(other -> behaveAlike(other, from, measured));
            if (extra.isEmpty()) {
                board.put(Cell.waiting(key, null, NO_SECOND));
                return Optional.empty();
            }
            caller = extra.get();
        }
        Forecast forecast =
                forecast(facts(measured.get(caller.name())), facts(measured.get(to.name())));
        board.put(Cell.waiting(key, forecast, null));
        String viewer = caller.mediaPeers().getFirst().id();
        String target = to.mediaPeers().getLast().id();
        return Optional.of(() -> call(key, forecast, viewer, target));
    }

    private boolean isOpen(Network network, Map<String, NatReport> measured) {
        return facts(measured.get(network.name())).natted().filter(is -> !is).isPresent();
    }

    private boolean behaveAlike(Network one, Network other, Map<String, NatReport> measured) {
        NetworkFacts a = facts(measured.get(one.name()));
        NetworkFacts b = facts(measured.get(other.name()));
        return a.udp().isPresent()
                && a.natted().equals(b.natted())
                && a.mapping().equals(b.mapping())
                && a.filtering().equals(b.filtering())
                && a.udp().equals(b.udp())
                && a.tcp().equals(b.tcp())
                && a.tls().equals(b.tls());
    }

    private void carryOut(List<Runnable> jobs) throws InterruptedException {
        try (ExecutorService callers = Executors.newFixedThreadPool(atOnce, virtual())) {
            List<Future<?>> calls = new ArrayList<>();
            jobs.forEach(job -> calls.add(callers.submit(job)));
            try {
                for (Future<?> call : calls) {
                    call.get();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("a cell failed for a reason of ours", e.getCause());
            } finally {
                callers.shutdownNow();
            }
        }
    }

    private static java.util.concurrent.ThreadFactory virtual() {
        return Thread.ofVirtual().name("matrix-", 0).factory();
    }

    private void call(Cell.Key key, Forecast forecast, String fromPeer, String toPeer) {
        Cell cell = Cell.waiting(key, forecast, null).running();
        board.put(cell);
        try {
            LabCall.Result result = labCall.make(fromPeer, toPeer);
            board.put(cell.done(result.outcome(), result.session()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            board.put(Cell.waiting(key, forecast, "Stopped."));
        }
    }

    /**
     * Makes one call between media peers and puts it on the board.
     *
     * @param from label of the row
     * @param to label of the column
     * @param fromNetwork where the caller really is, for cells of the diagonal
     */
    public Cell callOne(String from, String to, String fromNetwork)
            throws RefusedException, InterruptedException {
        Network caller = require(fromNetwork);
        Network callee = require(to);
        CompletionStage<NatReport> there = reports.measure(fromNetwork);
        CompletionStage<NatReport> here = reports.measure(to);
        Forecast forecast = forecast(facts(await(there)), facts(await(here)));
        Cell.Key key = new Cell.Key(from, to, Caller.MEDIA_PEER);
        call(
                key,
                forecast,
                caller.mediaPeers().getFirst().id(),
                callee.mediaPeers().getLast().id());
        return board.find(key).orElseThrow();
    }

    /**
     * Puts a call on the board that a browser in a lab network made and that is recorded.
     *
     * @param fromNetwork where the browser really is, for cells of the diagonal
     */
    public Cell recorded(String from, String to, String fromNetwork, String session)
            throws RefusedException {
        require(fromNetwork);
        require(to);
        SessionRecord record =
                records.find(session)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                ErrorCode.SESSION_UNKNOWN,
                                                "it never existed here, or is forgotten"));
        CallProgress progress = new CallProgress();
        record.events().forEach(progress::take);
        Forecast forecast = forecast(known(fromNetwork), known(to));
        Cell cell =
                Cell.waiting(new Cell.Key(from, to, Caller.BROWSER), forecast, null)
                        .done(progress.outcome(), session);
        board.put(cell);
        return cell;
    }

    private NetworkFacts known(String network) {
        return reports.known(network).map(NatReport.Measured::facts).orElse(NetworkFacts.UNKNOWN);
    }

    private Network require(String name) throws RefusedException {
        return networks.find(name)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.NETWORK_UNKNOWN,
                                        "no media peer is in a network of that name"));
    }

    private static Forecast forecast(NetworkFacts from, NetworkFacts to) {
        return ConnectivityForecast.between(from, to);
    }

    private static NetworkFacts facts(@Nullable NatReport report) {
        return report instanceof NatReport.Measured measured
                ? measured.facts()
                : NetworkFacts.UNKNOWN;
    }

    private static <T> T await(CompletionStage<T> stage) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a report stage never fails", e.getCause());
        }
    }
}
