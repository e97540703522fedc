package dev.webrtclab.mediapeer.worker.enginelog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recorded logs, see the README beside them. */
final class Recorded {
    /** A line and when it was written, ms since the start of the recording. */
    record Line(double at, String text) {}

    private Recorded() {}

    static List<Line> lines(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream(name + ".log")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .map(parts -> new Line(Double.parseDouble(parts[0]), parts[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All facts of a recording. */
    static List<LogBook.Entry<Double>> read(String name) {
        LogBook<Double> book = new LogBook<>(at -> (long) (at * 1e6));
        List<LogBook.Entry<Double>> entries = new ArrayList<>();
        lines(name).forEach(line -> entries.addAll(book.read(line.text(), line.at())));
        return entries;
    }

    /** Whose transaction each one was, as the candidates that came out of it tell. */
    static Map<String, String> ownersOfTurn(String name) {
        Map<String, String> owners = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        for (Line line : lines(name)) {
            LogParser.parse(line.text())
                    .ifPresent(
                            parsed -> {
                                if (parsed instanceof LogLine.TurnSent sent) {
                                    ids.put(sent.id(), sent.port());
                                } else if (parsed instanceof LogLine.Gathered gathered) {
                                    owners.put(gathered.port(), gathered.ufrag());
                                }
                            });
        }
        Map<String, String> result = new HashMap<>();
        ids.forEach(
                (id, port) -> {
                    if (owners.containsKey(port)) {
                        result.put(id, owners.get(port));
                    }
                });
        return result;
    }
}
