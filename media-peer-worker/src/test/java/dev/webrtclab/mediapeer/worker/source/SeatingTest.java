package dev.webrtclab.mediapeer.worker.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SeatingTest {
    private static final Program FILE = program("g", "file:a.mp4");
    private static final Program OTHER = program("g", "file:b.mp4");
    private final Seating<String> seating = new Seating<>(3);

    @Test
    void standardProgram_hasTheFirstScreenForEver() {
        assertThat(seating.find(Program.STANDARD)).hasValue(0);
        seating.watch("v", 0, 0);
        seating.leave("v", 1);
        assertThat(seating.clear(Long.MAX_VALUE)).isEmpty();
        assertThat(seating.find(Program.STANDARD)).hasValue(0);
    }

    @Test
    void programsOfOtherGroups_shareOnlyWhatHasNoPosition() {
        assertThat(program("g", "file:a.mp4")).isNotEqualTo(program("h", "file:a.mp4"));
        assertThat(program("g", "tone")).isEqualTo(program("h", "tone"));
    }

    @Test
    void place_makesScreensUntilThereAreEnough_thenTakesTheOneEmptyForLongest() {
        assertThat(seating.place(FILE)).hasValue(1);
        assertThat(seating.place(OTHER)).hasValue(2);
        seating.watch("v", 1, 0);
        seating.watch("w", 2, 0);
        assertThat(seating.place(program("h", "file:c.mp4"))).isEqualTo(OptionalInt.empty());
        seating.leave("w", 10);
        seating.leave("v", 20);
        assertThat(seating.place(program("h", "file:c.mp4"))).hasValue(2);
        assertThat(seating.find(OTHER)).isEmpty();
        assertThat(seating.find(FILE)).hasValue(1);
    }

    @Test
    void programWithoutViewers_keepsItsScreenForAWhile() {
        seating.place(FILE);
        seating.watch("v", 1, 0);
        seating.watch("v", 0, 5);
        assertThat(seating.viewers(1)).isEmpty();
        assertThat(seating.clear(4 + Seating.PATIENCE_NANOS)).isEmpty();
        assertThat(seating.clear(5 + Seating.PATIENCE_NANOS)).containsExactly(1);
        assertThat(seating.program(1)).isNull();
        assertThat(seating.place(OTHER)).hasValue(1);
    }

    @Test
    void viewer_watchesOneScreen() {
        seating.place(FILE);
        seating.watch("v", 0, 0);
        seating.watch("v", 1, 0);
        assertThat(seating.seat("v")).hasValue(1);
        assertThat(seating.viewers(0)).isEmpty();
        seating.leave("v", 0);
        seating.leave("v", 0);
        assertThat(seating.seat("v")).isEmpty();
    }

    @Test
    void device_keepsItsScreenInAnotherSize() {
        Program small = new Program("g", new SourceSpec("camera:0", 320, 240, 30));
        Program large = new Program("g", new SourceSpec("camera:0", 640, 480, 30));
        assertThat(seating.findDevice(small)).isEmpty();
        assertThat(seating.place(small)).hasValue(1);
        seating.watch("v", 1, 0);
        assertThat(seating.findDevice(large)).hasValue(1);
        assertThat(seating.place(large)).hasValue(1);
        assertThat(seating.find(large)).hasValue(1);
        assertThat(seating.find(small)).isEmpty();
        assertThat(seating.findDevice(program("g", "camera:1"))).isEmpty();
        assertThat(seating.place(FILE)).hasValue(2);
        assertThat(seating.findDevice(program("g", "file:a.mp4"))).isEmpty();
    }

    private static Program program(String group, String id) {
        return new Program(group, new SourceSpec(id, 640, 480, 30));
    }
}
