package dev.webrtclab.mediapeer.worker.pipe;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.worker.WorkerCommand;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands as JSON lines until the end of the stream. A line that is no command is logged by
 * its kind, never by its text, and skipped; so is one that is longer than a command can be.
 */
public final class CommandReader {
    /** Longest line in bytes; an offer has at most 32 Ki characters before JSON escapes them. */
    static final int MAX_LINE = 256 * 1024;

    private static final System.Logger LOG = System.getLogger(CommandReader.class.getName());

    private final WireJson<WorkerCommand> json = WireJson.of(WorkerCommand.class);
    private final InputStream in;
    private final Consumer<WorkerCommand> commands;

    /** Reads from a stream, hands over every command. */
    public CommandReader(InputStream in, Consumer<WorkerCommand> commands) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.commands = commands;
    }

    /** Reads until the stream ends or breaks. */
    public void run() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    tooLong |= line.size() == MAX_LINE;
                    if (!tooLong) {
                        line.write(next);
                    }
                    continue;
                }
                if (tooLong) {
                    LOG.log(System.Logger.Level.WARNING, "a command is too long");
                } else if (line.size() > 0) {
                    take(line.toString(StandardCharsets.UTF_8));
                }
                line.reset();
                tooLong = false;
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the command pipe is broken");
        }
    }

    /** Fields that are missing on the wire arrive as {@code null}. */
    private static void requireComplete(WorkerCommand command) throws RefusedException {
        boolean complete =
                switch (command) {
                    case WorkerCommand.Offer offer ->
                            present(offer.session(), offer.sdp(), offer.source());
                    case WorkerCommand.View view -> present(view.session());
                    case WorkerCommand.Answer answer -> present(answer.session(), answer.sdp());
                    case WorkerCommand.Candidate candidate ->
                            present(candidate.session(), candidate.candidate());
                    case WorkerCommand.Close close -> present(close.session());
                    case WorkerCommand.SetSource chosen ->
                            present(chosen.session(), chosen.source());
                    case WorkerCommand.Thumbnail(var source) -> present(source);
                    case WorkerCommand.ListSources(), WorkerCommand.Shutdown() -> true;
                };
        if (!complete) {
            throw new RefusedException(ErrorCode.INVALID_MESSAGE, "a field is missing");
        }
    }

    private static boolean present(@Nullable Object... fields) {
        return Arrays.stream(fields).allMatch(Objects::nonNull);
    }

    private void take(String line) {
        WorkerCommand command;
        try {
            command = json.decode(line);
            requireComplete(command);
        } catch (RefusedException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a line is no command: {0}",
                    e.refusal().code().slug());
            return;
        }
        commands.accept(command);
    }
}
