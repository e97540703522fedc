package dev.webrtclab.signaling.ops;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.signaling.ClientMessage;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** The field's own figures of this service; labels only have values of closed lists. */
@Singleton
public class SignalingMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger connections = new AtomicInteger();
    private final Timer firstFrame;

    SignalingMetrics(MeterRegistry registry, MediaPeers mediaPeers) {
        this.registry = registry;
        gauge("signaling.connections", "Open client sockets", connections::get);
        gauge(
                "signaling.media.peers.ready",
                "Linked media-peer-services that take new peers",
                () ->
                        (int)
                                mediaPeers.linked().stream()
                                        .filter(state -> !state.load().draining())
                                        .count());
        this.firstFrame =
                Timer.builder("signaling.first.frame")
                        .description("Click to first decoded frame, as browsers measured it")
                        .serviceLevelObjectives(
                                Duration.ofMillis(50),
                                Duration.ofMillis(100),
                                Duration.ofMillis(250),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(15))
                        .register(registry);
    }

    /** Adds a figure that is read when it is asked for. */
    public final void gauge(String name, String description, IntSupplier value) {
        Gauge.builder(name, value, IntSupplier::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** A client socket opened. */
    public void connectionOpened() {
        connections.incrementAndGet();
    }

    /** A client socket closed. */
    public void connectionClosed() {
        connections.decrementAndGet();
    }

    /** A signal went on to its receivers. */
    public void relayed(Signal signal) {
        String type =
                switch (signal) {
                    case Signal.Offer offer -> "offer";
                    case Signal.Answer answer -> "answer";
                    case Signal.IceCandidate candidate -> "ice_candidate";
                };
        counter("signaling.relayed", "Signals relayed", "type", type).increment();
    }

    /** Something was refused. */
    public void refused(ErrorCode code) {
        counter("signaling.refused", "Messages and requests refused", "code", code.slug())
                .increment();
    }

    /** A credential for coturn was issued. */
    public void credentialIssued() {
        Counter.builder("signaling.turn.credentials")
                .description("TURN credentials issued to clients")
                .register(registry)
                .increment();
    }

    /** What became of events of the TURN server. */
    public void turnEvents(String fate, int number) {
        counter(
                        "signaling.turn.events",
                        "Events of the TURN server",
                        "fate",
                        fate.toLowerCase(Locale.ROOT))
                .increment(number);
    }

    /** What a browser measured of one call. */
    public void outcome(ClientMessage.Outcome outcome) {
        Counter.builder("signaling.calls")
                .description("Calls by the last stage that was decided and its result")
                .tag("stage", word(outcome.stage()))
                .tag("result", word(outcome.result()))
                .register(registry)
                .increment();
        if (outcome.path() != null) {
            counter("signaling.selected.path", "Selected paths", "kind", word(outcome.path()))
                    .increment();
        }
        if (outcome.msToFirstFrame() != null) {
            firstFrame.record(Duration.ofNanos((long) (outcome.msToFirstFrame() * 1e6)));
        }
    }

    private Counter counter(String name, String description, String tag, String value) {
        return Counter.builder(name).description(description).tag(tag, value).register(registry);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
