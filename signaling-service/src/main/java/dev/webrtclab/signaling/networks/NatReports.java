package dev.webrtclab.signaling.networks;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Port: the NAT probes of all network positions. Stages never fail: what is missing says why. */
public interface NatReports {
    /** The report that the probe of a network has now, at most a few seconds old. */
    CompletionStage<NatReport> latest(String network);

    /** Has the probe of a network measure again, which takes up to a few seconds. */
    CompletionStage<NatReport> measure(String network);

    /** The last report that arrived, without asking. */
    Optional<NatReport.Measured> known(String network);
}
