package dev.webrtclab.mediapeer.worker.source;

/** Why a source can not be shown; the detail is for people and holds no path of this machine. */
public sealed interface SourceProblem {
    /** One sentence for people. */
    String detail();

    /** Whether there is no such source, in contrast to one that fails. */
    default boolean isUnknown() {
        return this instanceof Unknown;
    }

    /** There is no source of this name, or the name is none. */
    record Unknown(String detail) implements SourceProblem {}

    /** Size or rate is out of range. */
    record ShapeRefused(String detail) implements SourceProblem {}

    /** The bytes are in no container format that is read here. */
    record NotMedia(String detail) implements SourceProblem {}

    /** A container, but nothing in it can be decoded here. */
    record Undecodable(String detail) implements SourceProblem {}

    /** A limit of time, bytes or pixels was reached. */
    record TooCostly(String detail) implements SourceProblem {}

    /** It was there, and is not any more; or another program uses it. */
    record Gone(String detail) implements SourceProblem {}

    /**
     * This process has no means for it, for example a library is missing or all screens are used.
     */
    record Unavailable(String detail) implements SourceProblem {}
}
