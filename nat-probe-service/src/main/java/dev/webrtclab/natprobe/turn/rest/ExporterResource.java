package dev.webrtclab.natprobe.turn.rest;

import dev.webrtclab.natprobe.ops.Refused;
import dev.webrtclab.natprobe.turn.CheckSpec;
import dev.webrtclab.natprobe.turn.Credentials;
import io.prometheus.client.exporter.common.TextFormat;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One check per scrape, in the manner of blackbox_exporter. */
@Path("/probe")
@Tag(name = "TURN", description = "The lab's coturn as seen from this network position")
class ExporterResource {
    private final TurnChecks checks;
    private final TurnCheckConfig config;

    ExporterResource(TurnChecks checks, TurnCheckConfig config) {
        this.checks = checks;
        this.config = config;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @RunOnVirtualThread
    @Operation(
            operationId = "probeTurn",
            summary = "Check one URL for Prometheus",
            description =
                    "Runs one check and answers with its figures in the text format 0.0.4. What to log in with comes"
                            + " from the configured module, never from the URL.")
    @APIResponse(responseCode = "200", description = "probe_success is 1 when no stage failed")
    @APIResponse(responseCode = "400", description = "The target or the module is unknown")
    @APIResponse(responseCode = "503", description = "Too many checks run at this moment")
    public Response probe(
            @Parameter(
                            description = "URL of a STUN or TURN server",
                            example = "turn:198.51.100.10:3478?transport=tcp")
                    @QueryParam("target")
                    @Nullable String target,
            @Parameter(
                            description =
                                    "Name of a configured module; without it no credentials are used",
                            example = "turn")
                    @QueryParam("module")
                    @Nullable String module,
            @Parameter(description = "Show what happened before the figures")
                    @QueryParam("debug")
                    @DefaultValue("false")
                    boolean debug)
            throws InterruptedException, IOException {
        if (target == null) {
            return plain(400, "The parameter target is missing.\n");
        }
        TurnCheckConfig.Modules chosen = module == null ? null : config.modules().get(module);
        if (module != null && chosen == null) {
            return plain(
                    400,
                    "Unknown module. Set nat-probe.turn-check.modules.NAME.username and more.\n");
        }
        TurnChecks.Ready ready;
        try {
            ready = checks.admit(List.of(spec(target, chosen)));
        } catch (Refused refused) {
            return plain(refused.status() == 503 ? 503 : 400, refused.getMessage() + "\n");
        } catch (IOException e) {
            return plain(500, "A secret of this module can not be read.\n");
        }
        TurnChecks.Outcome outcome = checks.run(ready, (_, _) -> {});
        ProbeFigures figures = new ProbeFigures(outcome.reports().getFirst(), outcome.took());
        StringWriter text = new StringWriter();
        if (debug) {
            text.write(figures.log());
            text.write("\n\nMetrics that would have been returned:\n");
        }
        TextFormat.write004(text, figures.registry().metricFamilySamples());
        return debug
                ? plain(200, text.toString())
                : Response.ok(text.toString()).type(TextFormat.CONTENT_TYPE_004).build();
    }

    private static CheckSpec spec(String target, TurnCheckConfig.@Nullable Modules module)
            throws IOException {
        return new CheckSpec(
                CheckRequests.url(target),
                module == null ? Optional.empty() : credentials(module),
                module == null ? Optional.empty() : CheckRequests.peer(module.peer().orElse(null)),
                module == null
                        ? CheckSpec.DEFAULT_BYTES
                        : Math.clamp(module.bytes(), 1, CheckSpec.MOST_BYTES));
    }

    private static Optional<Credentials> credentials(TurnCheckConfig.Modules module)
            throws IOException {
        String username = module.username().orElse("nat-probe");
        if (module.secretFile().isPresent()) {
            String secret = SecretFile.read(module.secretFile().get());
            return Optional.of(Credentials.signed(username, secret, Instant.now()));
        }
        return module.passwordFile().isPresent()
                ? Optional.of(
                        new Credentials(username, SecretFile.read(module.passwordFile().get())))
                : Optional.empty();
    }

    private static Response plain(int status, String text) {
        return Response.status(status).type("text/plain; charset=utf-8").entity(text).build();
    }
}
