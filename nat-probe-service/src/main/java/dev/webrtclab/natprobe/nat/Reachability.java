package dev.webrtclab.natprobe.nat;

/** Whether STUN over one transport passes between here and the server. */
public enum Reachability {
    REACHABLE("reachable"),
    BLOCKED("blocked");

    private final String word;

    Reachability(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
