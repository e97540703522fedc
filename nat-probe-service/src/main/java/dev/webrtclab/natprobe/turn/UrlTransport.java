package dev.webrtclab.natprobe.turn;

import java.util.Locale;

/** What carries STUN between client and server. DTLS is not checked: no browser uses it. */
public enum UrlTransport {
    UDP,
    TCP,
    TLS;

    /** The word on the wire: {@code udp}, {@code tcp} or {@code tls}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
