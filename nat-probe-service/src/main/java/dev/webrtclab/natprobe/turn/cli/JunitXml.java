package dev.webrtclab.natprobe.turn.cli;

import dev.webrtclab.natprobe.turn.CheckReport;
import dev.webrtclab.natprobe.turn.StageReport;
import dev.webrtclab.natprobe.turn.StageReport.Result;
import dev.webrtclab.natprobe.turn.TurnFinding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report as CI systems read it: one test case per URL and stage. */
final class JunitXml {
    private JunitXml() {}

    static void write(Path file, List<CheckReport> reports, Instant at, Duration took)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "TURN checks");
            xml.writeAttribute("timestamp", at.toString());
            xml.writeAttribute("tests", Long.toString(reports.size() * 4L));
            xml.writeAttribute("failures", Long.toString(count(reports, Result.FAILED)));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute(
                    "skipped",
                    Long.toString(
                            count(reports, Result.SKIPPED) + count(reports, Result.NOT_REACHED)));
            xml.writeAttribute("time", seconds(took));
            for (CheckReport report : reports) {
                for (StageReport stage : report.stages()) {
                    testCase(xml, report, stage);
                }
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("the JUnit report can not be written", e);
        }
    }

    private static void testCase(XMLStreamWriter xml, CheckReport report, StageReport stage)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", report.url().text());
        xml.writeAttribute("name", stage.stage().word());
        xml.writeAttribute("time", seconds(stage.took()));
        switch (stage.result()) {
            case PASSED -> {}
            case FAILED -> {
                TurnFinding first = report.findings().getLast();
                xml.writeStartElement("failure");
                xml.writeAttribute("type", first.code().code());
                xml.writeAttribute("message", first.text());
                xml.writeCharacters(
                        report.findings().stream()
                                .map(finding -> finding.text() + "\nNext: " + finding.next())
                                .collect(Collectors.joining("\n")));
                xml.writeEndElement();
            }
            case NOT_REACHED, SKIPPED -> {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", stage.result().word());
            }
        }
        xml.writeEndElement();
    }

    private static long count(List<CheckReport> reports, Result result) {
        return reports.stream()
                .flatMap(report -> report.stages().stream())
                .filter(stage -> stage.result() == result)
                .count();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.6f", duration.toNanos() / 1e9);
    }
}
