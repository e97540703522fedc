package dev.webrtclab.mediapeer.control;

import dev.webrtclab.mediapeer.sessions.SessionEffect.Note;

/** Port: takes life-cycle facts, for the log or for figures. Called on the supervisor's thread. */
public interface NoteSink {
    /** Takes one fact. */
    void note(Note note);

    /** A worker wrote a line that is no event. */
    void malformedLine();
}
