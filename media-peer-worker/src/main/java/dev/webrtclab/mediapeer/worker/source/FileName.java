package dev.webrtclab.mediapeer.worker.source;

/** Rule for names of media files: one name in one folder, nothing that leads elsewhere. */
public final class FileName {
    private static final int LONGEST = 250;

    private FileName() {}

    /** Whether a name may be looked up in the folder; hidden files may not. */
    public static boolean isAllowed(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && !name.startsWith(".")
                && name.chars().noneMatch(FileName::isForbidden);
    }

    private static boolean isForbidden(int c) {
        return c == '/'
                || c == '\\'
                || Character.isISOControl(c)
                || Character.isSurrogate((char) c);
    }
}
