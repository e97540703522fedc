package dev.webrtclab.natprobe.turn.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Which certificates are believed. */
public sealed interface TlsTrust {
    /** Those of the authorities that Java knows. */
    record Authorities() implements TlsTrust {}

    /** Those of the authorities in a PEM file, and no others. */
    record File(Path pem) implements TlsTrust {}

    /** All, also for other names: says that something answers, and not who. */
    record Anything() implements TlsTrust {}

    /**
     * @return empty when everything is believed
     * @throws IOException when the file can not be read or holds no certificate
     */
    default Optional<X509ExtendedTrustManager> manager() throws IOException {
        try {
            return switch (this) {
                case Anything _ -> Optional.empty();
                case Authorities _ -> Optional.of(manager(null));
                case File(Path pem) -> Optional.of(manager(store(pem)));
            };
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate can be read: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                X509Certificate trusted = (X509Certificate) certificate;
                store.setCertificateEntry("ca-" + store.size(), trusted);
            }
        }
        if (store.size() == 0) {
            throw new IOException(pem + " holds no certificate in PEM form");
        }
        return store;
    }

    private static X509ExtendedTrustManager manager(
            @org.jspecify.annotations.Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
