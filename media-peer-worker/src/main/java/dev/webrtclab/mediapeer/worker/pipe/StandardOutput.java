package dev.webrtclab.mediapeer.worker.pipe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * Keeps standard output for the events alone. Native code prints there too ("VM attach current
 * thread failed" at the end), so descriptor 1 is pointed at standard error, for all languages of
 * the process, after a second descriptor of the pipe was opened for us.
 */
public final class StandardOutput {
    private static final System.Logger LOG = System.getLogger(StandardOutput.class.getName());
    private static final int OUT = 1;
    private static final int ERR = 2;

    private StandardOutput() {}

    /** The stream for events; call once, first of all. */
    public static OutputStream claim() {
        try {
            OutputStream events = new FileOutputStream("/proc/self/fd/" + OUT);
            pointOutAtErr();
            return events;
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "standard output is shared with native code", e);
            return new FileOutputStream(FileDescriptor.out);
        }
    }

    @SuppressWarnings("restricted")
    private static void pointOutAtErr() throws IOException {
        Linker linker = Linker.nativeLinker();
        var dup2 =
                linker.downcallHandle(
                        linker.defaultLookup().find("dup2").orElseThrow(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        int result;
        try {
            result = (int) dup2.invokeExact(ERR, OUT);
        } catch (Throwable t) {
            throw new IOException("dup2 can not be called", t);
        }
        if (result != OUT) {
            throw new IOException("dup2 refused");
        }
    }
}
