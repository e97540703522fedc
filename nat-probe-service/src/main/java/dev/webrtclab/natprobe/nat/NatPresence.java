package dev.webrtclab.natprobe.nat;

/** Whether the server saw another source than the local socket really has. */
public enum NatPresence {
    NONE("none"),
    PRESENT("present");

    private final String word;

    NatPresence(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
