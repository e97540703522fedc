package dev.webrtclab.signaling.matrix;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole matrix at one moment.
 *
 * @param run number of the run, counted from 1 since this service started; 0 before the first
 * @param networks labels in the order of rows and columns
 */
public record MatrixState(
        Phase phase,
        int run,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<String> networks,
        List<Cell> cells) {
    public MatrixState {
        networks = List.copyOf(networks);
        cells = List.copyOf(cells);
    }

    /** How far the latest run is. */
    public enum Phase {
        NEVER,
        RUNNING,
        FINISHED,
        STOPPED
    }

    /** How many cells are done. */
    public int done() {
        return (int) cells.stream().filter(cell -> cell.state() == Cell.State.DONE).count();
    }
}
