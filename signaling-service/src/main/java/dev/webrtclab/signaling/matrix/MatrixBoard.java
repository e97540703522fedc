package dev.webrtclab.signaling.matrix;

import dev.webrtclab.signaling.matrix.MatrixState.Phase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The matrix that everybody looks at. Safe for any number of threads; listeners do not wait. */
public final class MatrixBoard {
    private final Map<Cell.Key, Cell> cells = new LinkedHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private Phase phase = Phase.NEVER;
    private int run;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private List<String> networks = List.of();

    /** Hears of changes, in order. */
    public interface Listener {
        /** The whole changed: a run began or ended. */
        void matrix(MatrixState state);

        /** One cell changed. */
        void cell(Cell cell);
    }

    /** The whole now. */
    public synchronized MatrixState state() {
        return new MatrixState(
                phase, run, startedAt, finishedAt, networks, List.copyOf(cells.values()));
    }

    /** Tells the whole now, and what changes from then on. */
    public synchronized Runnable follow(Listener listener) {
        listener.matrix(state());
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Begins a run, unless one is going on. */
    synchronized boolean begin(List<String> labels, List<Cell> waiting, Instant now) {
        if (phase == Phase.RUNNING) {
            return false;
        }
        phase = Phase.RUNNING;
        run++;
        startedAt = now;
        finishedAt = null;
        networks = List.copyOf(labels);
        cells.clear();
        waiting.forEach(cell -> cells.put(cell.key(), cell));
        tellAll();
        return true;
    }

    /** Ends the run that is going on. */
    synchronized void end(Phase how, Instant now) {
        if (phase == Phase.RUNNING) {
            phase = how;
            finishedAt = now;
            tellAll();
        }
    }

    /** A cell changed, or is new. */
    synchronized void put(Cell cell) {
        cells.put(cell.key(), cell);
        Set<String> labels = new LinkedHashSet<>(networks);
        labels.add(cell.key().from());
        labels.add(cell.key().to());
        if (labels.size() > networks.size()) {
            networks = List.copyOf(labels);
            tellAll();
        }
        listeners.forEach(listener -> listener.cell(cell));
    }

    synchronized Optional<Cell> find(Cell.Key key) {
        return Optional.ofNullable(cells.get(key));
    }

    private void tellAll() {
        MatrixState state = state();
        listeners.forEach(listener -> listener.matrix(state));
    }
}
