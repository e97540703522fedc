package dev.webrtclab.signaling.room;

/**
 * Hears what became of one message, once, from any thread; returns at once. Times are in ms on the
 * lab clock.
 */
public interface Delivery {
    /** Nobody wants to know. */
    Delivery UNWATCHED =
            new Delivery() {
                @Override
                public void taken(double notBefore, double notAfter) {}

                @Override
                public void dropped() {}
            };

    /** The network took it, at a time in between. */
    void taken(double notBefore, double notAfter);

    /** It went nowhere. */
    void dropped();
}
