package dev.webrtclab.mediapeer.worker.source;

/** A source can not be opened or shown. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient SourceProblem problem;

    /** With the reason. */
    public SourceException(SourceProblem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** The reason. */
    public SourceProblem problem() {
        return problem;
    }
}
