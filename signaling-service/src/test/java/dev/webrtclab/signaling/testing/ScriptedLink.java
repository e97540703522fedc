package dev.webrtclab.signaling.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays the media-peer-service on the link, message by message. */
public final class ScriptedLink implements AutoCloseable {
    /** As in the test configuration. */
    public static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static final AtomicInteger IDS = new AtomicInteger();

    private final TestSocket socket;
    private final String id;

    private ScriptedLink(TestSocket socket, String id) {
        this.socket = socket;
        this.id = id;
    }

    /** Opens the link without registering. */
    public static ScriptedLink open(URI base, String id) {
        return new ScriptedLink(
                TestSocket.open(base, "/internal/media-peers", "Authorization", "Bearer " + TOKEN),
                id);
    }

    /** A new media peer that is ready. */
    public static ScriptedLink registered(URI base, int capacity) {
        return open(base, "mp-" + IDS.incrementAndGet()).register(capacity, "");
    }

    /** Registers and waits until that was heard. */
    public ScriptedLink register(int capacity, String peers) {
        send(registration(id, capacity, peers));
        return settled();
    }

    /** Waits until everything sent was heard. */
    public ScriptedLink settled() {
        socket.send("{'type':'clock','id':1,'sent_at':1.0}").await("clock");
        return this;
    }

    /** What it registers with; single quotes stand for double ones. */
    public static String registration(String id, int capacity, String peers) {
        return "{'type':'register','media_peer':'"
                + id
                + "','name':'name-of-"
                + id
                + "','capacity':"
                + capacity
                + ",'sources':[{'id':'pattern','label':'Colour bars'},{'id':'tone','label':'Tone'}],"
                + "'peers':["
                + peers
                + "],'load':{'sessions':0,'draining':false,'workers':[]}}";
    }

    /** A peer that runs already, as it is named in a registration, with one remote. */
    public static String running(String peer, String room, String remote) {
        return "{'peer_id':'"
                + peer
                + "','room_id':'"
                + room
                + "','source':'pattern','trickle':true,'remotes':['"
                + remote
                + "']}";
    }

    /** A participant in a room who called this media peer and has its answer. */
    public TestSocket watchedBy(URI base, String room, String participant) {
        TestSocket browser = TestSocket.open(base, "/ws");
        browser.send("{'type':'join','room_id':'" + room + "','peer_id':'" + participant + "'}")
                .send("{'type':'call','media_peer':'" + id + "','source':'tone'}")
                .send(Sdp.offerTo(""));
        answerNextOffer();
        browser.await("answer");
        return browser;
    }

    /** The id it registers with. */
    public String id() {
        return id;
    }

    /** Sends one message; single quotes stand for double ones. */
    public ScriptedLink send(String text) {
        socket.send(text);
        return this;
    }

    /** The next message of that type. */
    public JsonNode await(String type) {
        return socket.await(type);
    }

    /** Answers the next offer and returns it. */
    public JsonNode answerNextOffer() {
        JsonNode offer = await("signaled");
        answer(offer.path("peer_id").asText(), offer.path("from").asText());
        return offer;
    }

    /** Sends an answer from one of its peers. */
    public void answer(String peer, String target) {
        send(
                "{'type':'signaled','peer_id':'"
                        + peer
                        + "','target':'"
                        + target
                        + "','message':{'type':'answer','answer':{'type':'answer','sdp':'"
                        + Sdp.json(Sdp.ANSWER)
                        + "'}}}");
    }

    /** How the service closed the link. */
    public int awaitClose() {
        return socket.awaitClose();
    }

    /** Breaks the link. */
    public void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
