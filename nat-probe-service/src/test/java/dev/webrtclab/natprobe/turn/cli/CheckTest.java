package dev.webrtclab.natprobe.turn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webrtclab.natprobe.nat.FilteringBehavior;
import dev.webrtclab.natprobe.nat.MappingBehavior;
import dev.webrtclab.natprobe.testing.NatPolicy;
import dev.webrtclab.natprobe.testing.ScriptedStunServer;
import dev.webrtclab.natprobe.testing.ServerManner;
import dev.webrtclab.natprobe.testing.SimulatedNet;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import picocli.CommandLine;

class CheckTest {
    private static @Nullable ScriptedStunServer server;

    @TempDir private Path directory = Path.of("");

    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void start() throws IOException {
        server =
                new ScriptedStunServer(
                        new NatPolicy(
                                MappingBehavior.ENDPOINT_INDEPENDENT,
                                FilteringBehavior.ENDPOINT_INDEPENDENT,
                                SimulatedNet.OUTSIDE),
                        ServerManner.HONEST);
    }

    @AfterAll
    static void stop() throws IOException {
        Objects.requireNonNull(server).close();
    }

    private static String stun() {
        return "stun:" + Objects.requireNonNull(server).address();
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Check.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Ran(command.execute(arguments), out.toString(), err.toString());
    }

    @Test
    void serverThatAnswers_isExitCode0_withATableAndProgress() {
        Ran ran = run(stun());

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("REACHABLE", "ok ", "stun-ok:", "1 of 1 passed");
        assertThat(ran.err()).contains(stun() + "  reachable passed").doesNotContain("Next:");
    }

    @Test
    void failedStage_isExitCode1_withTheNextStep_inAllReports() throws Exception {
        Path json = directory.resolve("report.json");
        Path junit = directory.resolve("TEST-turn.xml");
        Ran ran =
                run(
                        stun(),
                        "turn:127.0.0.1:9?transport=tcp",
                        "--json",
                        json.toString(),
                        "--junit",
                        junit.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("FAILED", "turn-unreachable-refused", "Next:", "1 of 2 passed");
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.get("passed").booleanValue()).isFalse();
        assertThat(report.at("/checks/1/findings/0/code").textValue())
                .isEqualTo("turn-unreachable-refused");
        Element suite =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(junit.toFile())
                        .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("8");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("6");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(8);
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    static Stream<List<String>> unusable() {
        return Stream.of(
                List.of(),
                List.of("http://turn.example.org"),
                List.of("turn:127.1"),
                List.of("turn:a.example", "--bytes", "0"),
                List.of("turn:a.example", "--bytes", "many"),
                List.of("turn:a.example", "--peer", "b.example"),
                List.of("turn:a.example", "--user", "ci"),
                List.of("turn:a.example", "--secret-file", "there-is-none"),
                List.of("turn:a.example", "--user", "ci", "--secret-file", "there-is-none"),
                List.of("turn:a.example", "--ca-file", "there-is-none"),
                List.of("turn:a.example", "--password", "open"),
                List.of("turn:a.example", "--insecure-tls", "--ca-file", "pom.xml"),
                List.of(
                        "turn:a.example",
                        "--user",
                        "ci",
                        "--secret-file",
                        "pom.xml",
                        "--username",
                        "u",
                        "--password-file",
                        "pom.xml"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void unusableArguments_areExitCode2_andSaid(List<String> arguments) {
        Ran ran = run(arguments.toArray(String[]::new));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isNotBlank();
    }

    @Test
    void help_hasExamplesAndExitCodes() {
        Ran ran = run("--help");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("./lab check turn:", "Exit codes", "--secret-file", "--junit");
    }

    @Test
    void mainClass_endsWithTheExitCode_withoutTheService() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Check.class.getName(),
                                "turn:127.0.0.1:9?transport=tcp")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectOutput(new File(directory.toFile(), "out"))
                        .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("out"))).contains("0 of 1 passed");
    }
}
