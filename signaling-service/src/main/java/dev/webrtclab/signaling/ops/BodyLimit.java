package dev.webrtclab.signaling.ops;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;

/**
 * Refuses bodies above 64 KiB, or above {@link BodySize}, as a problem; Quarkus' own limit above it
 * knows only a bare 413.
 */
@Provider
public final class BodyLimit implements ReaderInterceptor {
    private static final int MOST = 65_536;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Limited(context.getInputStream(), most(context)));
        return context.proceed();
    }

    private static int most(ReaderInterceptorContext context) {
        for (Annotation annotation : context.getAnnotations()) {
            if (annotation instanceof BodySize size) {
                return size.most();
            }
        }
        return MOST;
    }

    private static final class Limited extends FilterInputStream {
        private final int most;
        private long count;

        Limited(InputStream body, int most) {
            super(body);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            counted(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            counted(Math.max(0, read));
            return read;
        }

        private void counted(int more) {
            count += more;
            if (count > most) {
                throw new WebApplicationException(
                        new RefusedException(
                                ErrorCode.MESSAGE_TOO_LARGE,
                                "a body has at most " + most + " bytes"),
                        ErrorCode.MESSAGE_TOO_LARGE.httpStatus());
            }
        }
    }
}
