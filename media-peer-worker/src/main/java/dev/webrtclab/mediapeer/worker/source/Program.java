package dev.webrtclab.mediapeer.worker.source;

/**
 * What a group of viewers watches together. Two that ask for the same picture share it; a recording
 * has one position per group.
 *
 * @param group any text; empty for what has no position
 */
public record Program(String group, SourceSpec spec) {
    /** The pattern as it is shown when nobody asks for anything else. */
    public static final Program STANDARD = new Program("", SourceSpec.STANDARD);

    public Program {
        group = spec.hasPosition() ? group : "";
    }

    /** Whether both are the same source for the same group, in whatever size. */
    public boolean isSameAs(Program other) {
        return group.equals(other.group) && spec.id().equals(other.spec.id());
    }
}
