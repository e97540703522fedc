package dev.webrtclab.signaling.relay.rest;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Only for who shows the token of the TURN server's observer. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@interface TurnEventsOnly {}
