package dev.webrtclab.e2e.bench;

import dev.webrtclab.e2e.Chromium;
import dev.webrtclab.e2e.Lab;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Delay from glass to glass of a call, and how a room of four holds. */
@Command(
        name = "room",
        description =
                "Age of the picture from glass to glass, lost frames and freezes of calls; a room of three browsers and"
                        + " the Java peer at 320 by 180: frames a second everywhere, join to first remote frame.",
        mixinStandardHelpOptions = true)
final class RoomBench implements Callable<Integer> {
    @Option(names = "--url", description = "where the lab is (default: ${DEFAULT-VALUE})")
    private String url = Lab.PAGE;

    @Option(
            names = "--calls",
            description = "calls of each kind, 0: none (default: ${DEFAULT-VALUE})")
    private int calls = 3;

    @Option(
            names = "--seconds",
            description =
                    "length of each call and of the room's sample (default: ${DEFAULT-VALUE})")
    private int seconds = 31;

    @Option(
            names = "--runs",
            description =
                    "joins of a room that are measured, 0: no room (default: ${DEFAULT-VALUE})")
    private int runs = 10;

    @Option(names = "--json", description = "write every figure to this file")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> measured = new LinkedHashMap<>();
        boolean rooms;
        try (Chromium chromium = Chromium.launch()) {
            if (calls > 0) {
                new GlassCalls(url, calls, seconds).measure(chromium, measured);
            }
            rooms = runs > 0 && RoomCalls.exist(chromium, url);
        }
        if (rooms) {
            try (RoomCalls room = new RoomCalls(url)) {
                measured.put("aims met", room.measure(runs, seconds, measured));
            }
        } else if (runs > 0) {
            System.out.printf("%n%sroom is no page of this lab: no room was measured%n", url);
        }
        Report.write(json, measured);
        return 0;
    }
}
