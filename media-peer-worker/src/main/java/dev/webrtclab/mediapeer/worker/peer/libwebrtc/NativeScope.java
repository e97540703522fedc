package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Natives and how each is given back, in the reverse order of their making: the library takes
 * objects whose users still live for a reason to crash. Closing never throws. The library of this
 * version keeps closed connections for ever, so it answers the end of what they used with an {@code
 * Error} ("a reference is still around"): that is expected and not tried again.
 */
final class NativeScope implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NativeScope.class.getName());

    private final Deque<Runnable> closers = new ArrayDeque<>();

    /** Takes over a native object. */
    <T> T own(T object, Runnable closer) {
        closers.push(closer);
        return object;
    }

    @Override
    public void close() {
        while (!closers.isEmpty()) {
            Runnable closer = closers.pop();
            try {
                closer.run();
            } catch (Exception | LinkageError t) {
                LOG.log(System.Logger.Level.WARNING, "a native object was not given back", t);
            } catch (Throwable t) {
                LOG.log(System.Logger.Level.DEBUG, "a native object is still referenced", t);
            }
        }
    }
}
