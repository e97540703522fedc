package dev.webrtclab.signaling.ops;

import jakarta.inject.Singleton;

/** Whether this process is about to end. */
@Singleton
public class Lifecycle {
    private volatile boolean stopping;

    /** Whether new clients should go elsewhere or wait. */
    public boolean isStopping() {
        return stopping;
    }

    /** The end was announced. */
    public void stop() {
        stopping = true;
    }
}
