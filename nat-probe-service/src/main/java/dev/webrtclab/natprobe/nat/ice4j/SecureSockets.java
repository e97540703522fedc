package dev.webrtclab.natprobe.nat.ice4j;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS for a question that is about the path alone: whether an answer comes back, not whose it is.
 * The certificate is not looked at; whether it can be trusted is for the TURN check to say.
 */
final class SecureSockets {
    private static final SSLContext ANY_CERTIFICATE = context();

    private SecureSockets() {}

    /** TLS over a connection that stands; closing that ends both. */
    static Socket over(Socket connected) throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        ANY_CERTIFICATE
                                .getSocketFactory()
                                .createSocket(
                                        connected,
                                        connected.getInetAddress().getHostAddress(),
                                        connected.getPort(),
                                        false);
        socket.startHandshake();
        return socket;
    }

    /** Makes a first message of TLS, for which the library loads most of what it ever needs. */
    static void warmUp() throws IOException {
        SSLEngine engine = ANY_CERTIFICATE.createSSLEngine("localhost", 1);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        engine.wrap(
                ByteBuffer.allocate(0),
                ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        engine.closeOutbound();
    }

    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
