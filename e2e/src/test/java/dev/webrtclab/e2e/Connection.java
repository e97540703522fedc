package dev.webrtclab.e2e;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * The connection of one visitor of a room with another, asked from the browser itself; of a page
 * that {@link Visitors#watched} keeps its connections.
 */
final class Connection {
    /** What {@link #sinceRemembered} says of a connection that was left alone. */
    static final Object NOTHING_NEGOTIATED = Map.of("signaling", List.of(), "same", true);

    private static final String SENT =
            """
            ([peer, kind, what]) => {
              const senders = window.__connection(peer).pc.getSenders();
              const { track } = senders.find(({ track }) => track?.kind === kind) ?? {};
              return what === 'label' ? track?.label : track?.getSettings()[what];
            }
            """;

    private static final String ENERGY =
            """
            async peer => {
              const receivers = window.__connection(peer).pc.getReceivers();
              const receiver = receivers.find(({ track }) => track.kind === 'audio');
              const rows = [...(await receiver.getStats()).values()];
              return rows.find(({ type }) => type === 'inbound-rtp')?.totalAudioEnergy ?? 0;
            }
            """;

    private final Page page;
    private final String peer;

    private Connection(Page page, String peer) {
        this.page = page;
        this.peer = peer;
    }

    /** The one of {@code visitor} with {@code peer}. */
    static Connection of(RoomPage visitor, String peer) {
        return new Connection(visitor.page(), peer);
    }

    /** Notes it for {@link #sinceRemembered}. */
    Connection remember() {
        page.evaluate(
                """
                peer => {
                  const connection = window.__connection(peer);
                  const { length } = connection.signaling;
                  const transport = connection.pc.getReceivers()[0].transport;
                  (window.__remembered ??= {})[peer] = () => {
                    const now = window.__connection(peer);
                    return {
                      signaling: now.signaling.slice(length),
                      same: now === connection && now.pc.getReceivers()[0].transport === transport,
                    };
                  };
                }
                """,
                peer);
        return this;
    }

    /**
     * Its signaling states since {@link #remember}, and whether it is the same one with the same
     * transport.
     */
    Object sinceRemembered() {
        return page.evaluate("peer => window.__remembered[peer]()", peer);
    }

    /** The user name fragment of ICE that it goes by: another one after a restart. */
    String ufrag() {
        return String.valueOf(
                page.evaluate(
                        "peer => /a=ice-ufrag:(\\S+)/.exec(window.__connection(peer).pc.currentLocalDescription.sdp)[1]",
                        peer));
    }

    /**
     * A setting of the track that is sent, or its {@code label}.
     *
     * @param kind {@code audio} or {@code video}
     */
    Object sends(String kind, String what) {
        return page.evaluate(SENT, List.of(peer, kind, what));
    }

    /** Waits for a setting of the track that is sent. */
    void awaitSends(String kind, String what, Object wanted) {
        page.waitForFunction(
                "([wanted, ...sent]) => (" + SENT + ")(sent) === wanted",
                List.of(wanted, peer, kind, what));
    }

    /** Lets the encoder save frames instead of pixels where it has to save. */
    void keepResolution() {
        page.evaluate(
                """
                async peer => {
                  const senders = window.__connection(peer).pc.getSenders();
                  const sender = senders.find(({ track }) => track?.kind === 'video');
                  await sender.setParameters({ ...sender.getParameters(), degradationPreference: 'maintain-resolution' });
                }
                """,
                peer);
    }

    /** The limits that are set for the picture that is sent; those that are not are missing. */
    Object limits() {
        return page.evaluate(
                """
                peer => {
                  const senders = window.__connection(peer).pc.getSenders();
                  const sender = senders.find(({ track }) => track?.kind === 'video');
                  const { maxBitrate, maxFramerate, scaleResolutionDownBy } = sender.getParameters().encodings[0];
                  return JSON.parse(JSON.stringify({ maxBitrate, maxFramerate, scaleResolutionDownBy }));
                }
                """,
                peer);
    }

    /** Waits until sound has come that is no silence, from now on. */
    void awaitHeard() {
        double before = energyHeard();
        page.waitForCondition(() -> energyHeard() > before + 1e-6);
    }

    /** Energy of the sound that came so far, in squared full amplitudes times seconds. */
    private double energyHeard() {
        return ((Number) page.evaluate(ENERGY, peer)).doubleValue();
    }
}
