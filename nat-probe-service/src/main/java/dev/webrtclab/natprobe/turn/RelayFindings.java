package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.util.Map;
import java.util.Optional;

/** What a relayed address, and the echo through it, tell of a server. */
final class RelayFindings {
    /** More loss than this fails the echo stage, in percent. */
    static final double MOST_LOSS_PERCENT = 5;

    private final Endpoint server;

    RelayFindings(Endpoint server) {
        this.server = server;
    }

    /** An allocation without the one thing that it is for. */
    TurnFinding unnamed() {
        return new TurnFinding(
                TurnFindingCode.TURN_ANSWER_OTHER,
                Map.of(
                        "request", "Allocate",
                        "code", "success",
                        "reason", "without a relayed address"));
    }

    /** A relayed address that only the server's own network reaches, while all reach the server. */
    Optional<TurnFinding> hidden(Endpoint relayed) {
        return isSpecial(relayed) && !isSpecial(server)
                ? Optional.of(
                        TurnFinding.of(
                                TurnFindingCode.TURN_RELAYED_ADDRESS_PRIVATE, "relayed", relayed))
                : Optional.empty();
    }

    static boolean isSpecial(Endpoint endpoint) {
        return SpecialRanges.find(endpoint.address()).isPresent();
    }

    TurnFinding closed(Endpoint relayed, Endpoint peer) {
        return TurnFinding.of(
                TurnFindingCode.TURN_RELAY_PORTS_CLOSED, "relayed", relayed, "peer", peer);
    }

    /**
     * @param asked whom the permission stage was about
     * @param echo our own socket, which the server does not send to
     */
    TurnFinding notPermitted(Endpoint asked, Endpoint echo) {
        return new TurnFinding(
                TurnFindingCode.TURN_ECHO_NOT_PERMITTED,
                Map.of(
                        "peer", asked.toString(),
                        "echo", echo.toString(),
                        "address", echo.address().getHostAddress()));
    }

    /** Why an echo fails its stage; empty when it passes. */
    Optional<TurnFinding> failed(Ask.Echo echo, EchoFigures figures) {
        if (figures.bytesEchoed() == 0) {
            return Optional.of(
                    figures.helloArrived()
                            ? TurnFinding.of(
                                    TurnFindingCode.TURN_ECHO_SILENT, "relayed", echo.relayed())
                            : closed(echo.relayed(), echo.peer()));
        }
        return figures.lossPercent() > MOST_LOSS_PERCENT
                ? Optional.of(
                        TurnFinding.of(
                                TurnFindingCode.TURN_ECHO_LOSSY,
                                "lossPercent",
                                Math.round(figures.lossPercent() * 10) / 10.0,
                                "address",
                                server.address().getHostAddress()))
                : Optional.empty();
    }

    TurnFinding passed(Ask.Echo echo, EchoFigures figures) {
        return TurnFinding.of(
                TurnFindingCode.TURN_OK, "bytes", figures.bytesEchoed(), "relayed", echo.relayed());
    }
}
