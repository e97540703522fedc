package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import java.util.Arrays;

/** Words of a worker process, which reads what strangers made, as they may be told on. */
final class Told {
    private static final int MAX_DETAIL = 300;

    private Told() {}

    /** A refusal by the slug of its code. */
    static Refusal refusal(String slug, String detail) {
        ErrorCode code =
                Arrays.stream(ErrorCode.values())
                        .filter(known -> known.slug().equals(slug))
                        .findFirst()
                        .orElse(ErrorCode.INTERNAL_ERROR);
        return new Refusal(code, text(detail, MAX_DETAIL));
    }

    /** A text on one line, no longer than given. */
    static String text(String text, int most) {
        String safe = text.replaceAll("\\p{Cntrl}", " ");
        return safe.length() > most ? safe.substring(0, most) : safe;
    }
}
