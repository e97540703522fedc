package dev.webrtclab.protocol.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of {@code RTCConfiguration.iceServers}; never prints its credential. */
public record IceServer(List<String> urls, @Nullable String username, @Nullable String credential) {
    public IceServer {
        urls = List.copyOf(urls);
    }

    @Override
    public String toString() {
        return "IceServer" + urls;
    }
}
