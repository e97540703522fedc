package dev.webrtclab.natprobe.turn.net;

import dev.webrtclab.natprobe.turn.Event.ConnectFailure;
import dev.webrtclab.natprobe.turn.TurnUrl;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS on a connected socket, with the host name of the URL verified as HTTPS does (RFC 8489
 * §6.2.3), an address against the certificate's addresses. Nothing is looked up.
 */
final class TlsDialer {
    /** TLS failed for a known reason. */
    static final class TlsFailedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient ConnectFailure failure;

        TlsFailedException(ConnectFailure failure) {
            super(failure.toString());
            this.failure = failure;
        }

        ConnectFailure failure() {
            return failure;
        }
    }

    /** A connection and when the certificate behind it ends. */
    record Secured(SSLSocket socket, @Nullable Instant certificateEnd) {}

    private final Optional<X509ExtendedTrustManager> trust;
    private final InstantSource clock;

    TlsDialer(Optional<X509ExtendedTrustManager> trust, InstantSource clock) {
        this.trust = trust;
        this.clock = clock;
    }

    Secured secure(Socket connected, TurnUrl url, Duration atMost)
            throws IOException, TlsFailedException {
        SeenCertificates seen = new SeenCertificates(trust);
        long start = System.nanoTime();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {seen}, null);
            SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(connected, url.host(), url.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            if (trust.isPresent()) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(Math.clamp(atMost.toMillis(), 1, Integer.MAX_VALUE));
            socket.startHandshake();
            socket.setSoTimeout(0);
            return new Secured(socket, seen.end());
        } catch (SocketTimeoutException e) {
            throw new TlsFailedException(
                    new ConnectFailure.TimedOut(Duration.ofNanos(System.nanoTime() - start)));
        } catch (SSLException e) {
            throw new TlsFailedException(failure(e, seen));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private ConnectFailure failure(SSLException e, SeenCertificates seen) {
        Instant end = seen.end();
        X509Certificate leaf = seen.leaf();
        if (leaf == null || end == null) {
            return new ConnectFailure.HandshakeFailed(String.valueOf(e.getMessage()));
        }
        if (caused(e, CertificateExpiredException.class) || end.isBefore(clock.instant())) {
            return new ConnectFailure.CertificateExpired(end);
        }
        if (!caused(e, CertificateException.class)) {
            return new ConnectFailure.HandshakeFailed(String.valueOf(e.getMessage()));
        }
        // The chain is judged before the name: a failure after a believed chain is about the name.
        return seen.chainBelieved()
                ? new ConnectFailure.CertificateForOthers(names(leaf), end)
                : new ConnectFailure.CertificateUntrusted(
                        leaf.getIssuerX500Principal().getName(), end);
    }

    private static boolean caused(Throwable failure, Class<? extends Exception> kind) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> names(X509Certificate leaf) {
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            return names == null
                    ? List.of(leaf.getSubjectX500Principal().getName())
                    : names.stream()
                            .filter(name -> name.get(1) instanceof String)
                            .map(name -> (String) name.get(1))
                            .limit(8)
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
