package dev.webrtclab.signaling.records;

import java.util.function.IntConsumer;

/**
 * What all records may hold together. A quarter is divided into equal shares, one for each record
 * there may be, so that a call that begins is recorded whatever the others hold; the rest is taken
 * by those that hold more than their share. Weights as in {@link Weight}. Safe for any number of
 * threads.
 */
final class Pool {
    private static final int SHARED_PART = 4;

    private final int share;
    private final int most;
    private final IntConsumer maker;
    private int taken;

    /**
     * Nothing is taken.
     *
     * @param maker is told how much has no room, and may give something back; called without locks
     *     of a record
     */
    Pool(SessionRecords.Limits limits, IntConsumer maker) {
        this.share = limits.eventsInAll() / SHARED_PART / limits.sessions();
        this.most = limits.eventsInAll() - share * limits.sessions();
        this.maker = maker;
    }

    /** How much of a record of that weight is more than its share. */
    int beyondShare(int weight) {
        return Math.max(0, weight - share);
    }

    /** Asks others to give back what that much needs. */
    void makeRoom(int weight) {
        if (free() < weight) {
            maker.accept(weight);
        }
    }

    synchronized int free() {
        return most - taken;
    }

    /** {@code false}, and nothing is taken, if there is not as much. */
    synchronized boolean tryTake(int weight) {
        if (weight > most - taken) {
            return false;
        }
        taken += weight;
        return true;
    }

    /** Takes a little that must be there, such as the end of a session. */
    synchronized void take(int weight) {
        taken += weight;
    }

    synchronized void give(int weight) {
        taken -= weight;
    }
}
