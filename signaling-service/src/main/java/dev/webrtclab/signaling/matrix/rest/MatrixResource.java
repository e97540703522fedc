package dev.webrtclab.signaling.matrix.rest;

import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.signaling.matrix.Cell;
import dev.webrtclab.signaling.matrix.Matrix;
import dev.webrtclab.signaling.matrix.MatrixBoard;
import dev.webrtclab.signaling.matrix.MatrixState;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Every network with every other one. */
@Path("/api/matrix")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Matrix", description = "Calls between all network positions of the lab")
public class MatrixResource {
    private final Matrix matrix;
    private final MatrixBoard board;
    private final ExecutorService executor;

    MatrixResource(Matrix matrix, MatrixBoard board, ExecutorService executor) {
        this.matrix = matrix;
        this.board = board;
        this.executor = executor;
    }

    @GET
    @NonBlocking
    @Operation(summary = "The latest run, as far as it is")
    public MatrixBodies.Document state() {
        return MatrixBodies.Document.of(board.state());
    }

    @POST
    @NonBlocking
    @Operation(
            summary = "Measure all networks and call from each to each",
            description = "Returns at once; the stream of events tells how it goes.")
    @APIResponse(responseCode = "202", description = "It runs")
    @APIResponse(responseCode = "409", description = "matrix-running")
    @APIResponse(responseCode = "503", description = "no-media-peer")
    public Response start() throws RefusedException {
        return Response.accepted(MatrixBodies.Document.of(matrix.start(executor))).build();
    }

    @DELETE
    @NonBlocking
    @Operation(summary = "Stop the run that is going on; what is done stays")
    @APIResponse(responseCode = "204", description = "It is stopped, or none was going on")
    public void stop() {
        matrix.stop();
    }

    @POST
    @Path("cells")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            summary = "Fill one cell",
            description =
                    "By a call between media peers, which takes some seconds, or with the record of"
                            + " a call that a browser made.")
    @APIResponse(responseCode = "200", description = "The cell")
    @APIResponse(responseCode = "404", description = "network-unknown, session-unknown")
    public MatrixBodies.CellBody fill(@NotNull @Valid MatrixBodies.Call call)
            throws RefusedException, InterruptedException {
        String really = call.fromNetwork() != null ? call.fromNetwork() : call.from();
        Cell cell =
                call.session() != null
                        ? matrix.recorded(call.from(), call.to(), really, call.session())
                        : matrix.callOne(call.from(), call.to(), really);
        return MatrixBodies.CellBody.of(cell);
    }

    @GET
    @Path("events")
    @NonBlocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The matrix as it fills",
            description =
                    "First an event 'matrix' with the whole, then 'cell' for each change, and"
                            + " 'matrix' again when a run begins or ends.")
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return Multi.createFrom()
                .emitter(
                        emitter ->
                                emitter.onTermination(
                                        board.follow(
                                                new MatrixBoard.Listener() {
                                                    @Override
                                                    public void matrix(MatrixState state) {
                                                        emitter.emit(
                                                                event(
                                                                        sse,
                                                                        "matrix",
                                                                        MatrixBodies.Document.of(
                                                                                state)));
                                                    }

                                                    @Override
                                                    public void cell(Cell cell) {
                                                        emitter.emit(
                                                                event(
                                                                        sse,
                                                                        "cell",
                                                                        MatrixBodies.CellBody.of(
                                                                                cell)));
                                                    }
                                                })),
                        BackPressureStrategy.BUFFER);
    }

    private static OutboundSseEvent event(Sse sse, String name, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }
}
