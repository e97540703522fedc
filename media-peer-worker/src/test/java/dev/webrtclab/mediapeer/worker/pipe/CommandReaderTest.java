package dev.webrtclab.mediapeer.worker.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.worker.WorkerCommand;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandReaderTest {
    @Test
    void commands_areReadInOrderToTheEnd() {
        assertThat(
                        read(
                                """
                                {"type":"close","session":"a"}
                                {"type":"candidate","session":"b","candidate":"","sdp_mid":"0"}

                                {"type":"shutdown"}
                                """))
                .containsExactly(
                        new WorkerCommand.Close("a"),
                        new WorkerCommand.Candidate("b", "", "0", null),
                        new WorkerCommand.Shutdown());
    }

    @Test
    void linesThatAreNoCommand_areSkipped() {
        assertThat(
                        read(
                                """
                                not json
                                [1,2,3]
                                {"type":"explode"}
                                {"type":"close"}
                                {"type":"close","session":{}}
                                \u0000\u0001
                                %s%n
                                {"type":"close","session":"a"}
                                """))
                .containsExactly(new WorkerCommand.Close("a"));
    }

    @Test
    void lineThatIsTooLong_isSkippedWithoutBeingKept() {
        String huge = "x".repeat(3 * CommandReader.MAX_LINE);
        assertThat(read(huge + "\n{\"type\":\"close\",\"session\":\"a\"}\n"))
                .containsExactly(new WorkerCommand.Close("a"));
    }

    @Test
    void lineWithoutItsEnd_isNotTakenForACommand() {
        assertThat(read("{\"type\":\"close\",\"session\":\"a\"}")).isEmpty();
    }

    private static List<WorkerCommand> read(String text) {
        List<WorkerCommand> commands = new ArrayList<>();
        new CommandReader(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        commands::add)
                .run();
        return commands;
    }
}
