package dev.webrtclab.natprobe.turn.cli;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.CheckReport;
import dev.webrtclab.natprobe.turn.CheckRun;
import dev.webrtclab.natprobe.turn.CheckSpec;
import dev.webrtclab.natprobe.turn.Checks;
import dev.webrtclab.natprobe.turn.Credentials;
import dev.webrtclab.natprobe.turn.PeerAddress;
import dev.webrtclab.natprobe.turn.TargetGuard;
import dev.webrtclab.natprobe.turn.TurnUrl;
import dev.webrtclab.natprobe.turn.UnusableUrlException;
import dev.webrtclab.natprobe.turn.net.NetTransport;
import dev.webrtclab.natprobe.turn.net.TlsTrust;
import dev.webrtclab.natprobe.turn.rest.CheckReportJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Checks STUN and TURN URLs from this machine: exit code 0 all passed, 1 a stage failed, 2 unusable
 * arguments.
 */
@Command(
        name = "./lab check",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Checks STUN and TURN servers from this machine, each URL in four stages: reachable, credentials accepted,"
                    + " permission for the peer granted, bytes echoed through the relay.%n"
        },
        footer = {
            "%nExit codes: 0 every stage passed · 1 a stage failed · 2 arguments not understood%n",
            "Examples:",
            "  ./lab check stun:turn.example.org",
            "  ./lab check turn:turn.example.org 'turn:turn.example.org?transport=tcp' turns:turn.example.org:443 \\",
            "      --user ci --secret-file turn-secret --junit TEST-turn.xml",
            "  ./lab check turn:turn.example.org --username alice --password-file password --peer 203.0.113.7",
            "",
            "Secrets are read from files, so that no process list and no shell history has them."
        })
public final class Check implements Callable<Integer> {
    private static final int MOST_URLS = 64;

    @Parameters(
            paramLabel = "URL",
            arity = "1..*",
            description =
                    "stun:host[:port], stuns:host[:port], turn:host[:port][?transport=udp|tcp], turns:host[:port]")
    private List<String> urls = List.of();

    @ArgGroup(exclusive = true)
    private @Nullable Login login;

    /** One of the two ways to log in. */
    static final class Login {
        @ArgGroup(exclusive = false)
        private @Nullable Signed signed;

        @ArgGroup(exclusive = false)
        private @Nullable Fixed fixed;
    }

    /** With the secret that is shared with the server. */
    static final class Signed {
        @Option(
                names = "--user",
                paramLabel = "NAME",
                required = true,
                description = "make a credential for this name, valid for ten minutes")
        private String user = "";

        @Option(
                names = "--secret-file",
                paramLabel = "FILE",
                required = true,
                description = "file with coturn's static-auth-secret")
        private Path secretFile = Path.of("");
    }

    /** With a password. */
    static final class Fixed {
        @Option(
                names = "--username",
                paramLabel = "U",
                required = true,
                description = "user name as the server knows it, or expiry:name")
        private String username = "";

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                required = true,
                description = "file with its password")
        private Path passwordFile = Path.of("");
    }

    @Option(
            names = "--peer",
            paramLabel = "A",
            description = "ask permission for this address instead: the one a call would relay to")
    private @Nullable String peer;

    @Option(
            names = "--bytes",
            paramLabel = "N",
            defaultValue = "100000",
            description = "how much to send through the relay (default: ${DEFAULT-VALUE})")
    private int bytes;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "trust the certificates in this PEM file, and no others")
    private @Nullable Path caFile;

    @Option(
            names = "--insecure-tls",
            description = "accept every certificate; the report then says nothing about it")
    private boolean insecureTls;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report as JSON too")
    private @Nullable Path json;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "write the report as JUnit XML too: one test case per URL and stage")
    private @Nullable Path junit;

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec command;

    /** Arguments that are understood and can not be used. */
    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String why) {
            super(why);
        }
    }

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset(); // ice4j logs addresses
        Logger.getLogger("").setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Check()).setExitCodeExceptionMapper(_ -> 2);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        CommandLine.Model.CommandSpec spec = java.util.Objects.requireNonNull(command);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            return check(out, err);
        } catch (UnusableException e) {
            err.println("lab: check: " + e.getMessage());
            return 2;
        } catch (Checks.RefusedTargetException e) {
            throw new IllegalStateException("the command line refuses nobody", e);
        }
    }

    private int check(PrintWriter out, PrintWriter err)
            throws InterruptedException,
                    IOException,
                    UnusableException,
                    Checks.RefusedTargetException {
        List<CheckSpec> specs = specs(Instant.now());
        TargetGuard guard = TargetGuard.open(host -> Arrays.asList(InetAddress.getAllByName(host)));
        Checks checks =
                new Checks(guard, new CheckRun(transport(), InstantSource.system(), Thread::sleep));
        Instant at = Instant.now();
        long start = System.nanoTime();
        List<CheckReport> reports =
                checks.run(
                        checks.admit(specs),
                        (spec, stage) -> Progress.print(err, spec.url(), stage));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        ReportTable.print(out, reports, took);
        CheckReportJson report = CheckReportJson.of(at, took, "this machine", reports);
        if (json != null) {
            Files.write(
                    json,
                    new com.fasterxml.jackson.databind.ObjectMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(report));
        }
        if (junit != null) {
            JunitXml.write(junit, reports, at, took);
        }
        return report.passed() ? 0 : 1;
    }

    private NetTransport transport() throws UnusableException {
        if (insecureTls && caFile != null) {
            throw new UnusableException("--insecure-tls and --ca-file exclude each other");
        }
        try {
            return new NetTransport(
                    insecureTls
                            ? new TlsTrust.Anything()
                            : caFile == null
                                    ? new TlsTrust.Authorities()
                                    : new TlsTrust.File(caFile),
                    InstantSource.system());
        } catch (IOException e) {
            throw new UnusableException("--ca-file can not be read: " + e.getMessage());
        }
    }

    private List<CheckSpec> specs(Instant now) throws UnusableException {
        if (urls.size() > MOST_URLS) {
            throw new UnusableException("at most " + MOST_URLS + " URLs at once");
        }
        if (bytes < 1 || bytes > CheckSpec.MOST_BYTES) {
            throw new UnusableException("--bytes is 1 to " + CheckSpec.MOST_BYTES);
        }
        Optional<Credentials> credentials = credentials(now);
        Optional<Endpoint> wanted;
        try {
            wanted = Optional.ofNullable(peer).map(PeerAddress::parse);
        } catch (IllegalArgumentException e) {
            throw new UnusableException("--peer: " + e.getMessage());
        }
        List<CheckSpec> specs = new ArrayList<>();
        for (String url : urls) {
            try {
                specs.add(new CheckSpec(TurnUrl.parse(url), credentials, wanted, bytes));
            } catch (UnusableUrlException e) {
                throw new UnusableException(url + ": " + e.getMessage());
            }
        }
        return specs;
    }

    private Optional<Credentials> credentials(Instant now) throws UnusableException {
        Login given = login;
        if (given == null) {
            return Optional.empty();
        }
        Signed signed = given.signed;
        Fixed fixed = given.fixed;
        if (signed != null) {
            return Optional.of(Credentials.signed(signed.user, line(signed.secretFile), now));
        }
        return fixed == null
                ? Optional.empty()
                : Optional.of(new Credentials(fixed.username, line(fixed.passwordFile)));
    }

    private static String line(Path file) throws UnusableException {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new UnusableException(file + " is empty");
            }
            return text;
        } catch (IOException e) {
            throw new UnusableException(file + " can not be read");
        }
    }
}
