package dev.webrtclab.protocol.signaling;

/**
 * What a member of a room sends, in its own words; nobody checks it against the media.
 *
 * @param recording whether it keeps a recording of the room or of one of its streams
 */
public record MediaState(Audio audio, Video video, boolean recording) {
    public MediaState {
        Texts.required(audio, "audio");
        Texts.required(video, "video");
    }

    /** What is heard of it. */
    public enum Audio {
        /** There is sound. */
        ON,
        /** There is a track, and it is muted. */
        OFF,
        /** There is no track. */
        NONE
    }

    /** What is seen of it. */
    public enum Video {
        /** A camera, or what a media peer shows. */
        ON,
        /** There is a track, and it is switched off. */
        OFF,
        /** There is no track. */
        NONE,
        /** A screen or a window. */
        SCREEN
    }
}
