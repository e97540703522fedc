package dev.webrtclab.natprobe.turn.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Judges as another trust manager does, and remembers what it saw. */
final class SeenCertificates extends X509ExtendedTrustManager {
    private final Optional<X509ExtendedTrustManager> judge;
    private @Nullable X509Certificate leaf;
    private @Nullable Instant end;
    private boolean chainBelieved;

    SeenCertificates(Optional<X509ExtendedTrustManager> judge) {
        this.judge = judge;
    }

    @Nullable X509Certificate leaf() {
        return leaf;
    }

    /** When the first certificate of the chain ends. */
    @Nullable Instant end() {
        return end;
    }

    /** Whether the chain is believed, whatever its names say. */
    boolean chainBelieved() {
        return chainBelieved;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        leaf = chain[0];
        for (X509Certificate certificate : chain) {
            Instant ends = certificate.getNotAfter().toInstant();
            end = end == null || ends.isBefore(end) ? ends : end;
        }
        if (judge.isPresent()) {
            judge.get().checkServerTrusted(chain, authType); // without a socket: without the name
            chainBelieved = true;
            judge.get().checkServerTrusted(chain, authType, socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("checks use sockets");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("checks use sockets");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("checks are clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("checks are clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("checks are clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
