package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.signaling.RoomId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Port: finds the node that owns a room, carries commands there and their effects back. Commands of
 * one caller to one room are applied in the order given.
 */
public interface RoomBus {
    /** Applies a command; the stage holds the refusal, or is empty when it was accepted. */
    CompletionStage<Optional<Refusal>> carry(RoomId room, RoomCommand command);

    /** The same with a command that came from the network at that time. */
    CompletionStage<Optional<Refusal>> carry(RoomId room, RoomCommand command, Arrival arrived);
}
