package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.webrtclab.mediapeer.worker.source.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one connection sends. Used on the {@link RtcThread} only. */
final class Sending {
    private static final System.Logger LOG = System.getLogger(Sending.class.getName());

    /** Sound and picture belong together. */
    private static final List<String> STREAM = List.of("shown");

    private final RTCPeerConnection connection;
    private @Nullable NativeScreen screen;
    private @Nullable RTCRtpSender video;
    private @Nullable RTCRtpSender audio;
    private int mostBitsPerSecond = Shape.STANDARD.mostBitsPerSecond();
    private int limited;
    private boolean described;

    Sending(RTCPeerConnection connection) {
        this.connection = connection;
    }

    /** Sends the tracks of a screen; the description stays as it is (RFC 9429 §4.2.3). */
    void send(NativeScreen shown) {
        screen = shown;
        if (video == null) {
            // before the offer is applied: JSEP then joins the track to the first video
            // section that may receive (RFC 9429 §5.10)
            video = connection.addTrack(shown.video(), STREAM);
        } else {
            video.replaceTrack(shown.video());
        }
        if (audio != null) {
            audio.replaceTrack(shown.audio());
        }
    }

    /** Sends sound too, from the next offer that is applied. */
    void addSound() {
        if (screen != null && audio == null) {
            audio = connection.addTrack(screen.audio(), STREAM);
        }
    }

    /** Limits the picture to what a shape needs. */
    void limit(Shape shape) {
        mostBitsPerSecond = shape.mostBitsPerSecond();
        if (described) {
            limitBitrate();
        }
    }

    /** The answer is the local description: the sender has parameters now. */
    void described() {
        described = true;
        limitBitrate();
    }

    private void limitBitrate() {
        if (video == null || mostBitsPerSecond == limited) {
            return;
        }
        limited = mostBitsPerSecond;
        try {
            var parameters = video.getParameters();
            parameters.encodings.forEach(encoding -> encoding.maxBitrate = limited);
            video.setParameters(parameters);
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.WARNING, "the bitrate is not limited", t);
        }
    }
}
