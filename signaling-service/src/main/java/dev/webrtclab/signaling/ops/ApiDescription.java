package dev.webrtclab.signaling.ops;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.servers.Server;

/** Head of the OpenAPI document. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "WebRTC Lab: signaling service",
                        version = "0.1.0",
                        description =
                                "ICE servers, HTTP signaling, media peers and status. The WebSocket"
                                        + " /ws is described in docs/protocol.md. Refusals are"
                                        + " application/problem+json; docs/problems.md has them"
                                        + " all."),
        servers =
                @Server(url = "/", description = "this service, or the lab's page in front of it"))
public class ApiDescription extends Application {}
