package dev.webrtclab.mediapeer.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A worker process that speaks the pipe protocol and misbehaves on request. Uses only {@code
 * java.*}, so that it starts fast. {@code -Dscript.start}: {@code fail} or {@code never}. The
 * foundation of a candidate tells it what to do.
 */
public final class ScriptedWorker {
    private static final Pattern TYPE = Pattern.compile("\"type\":\"([a-z_]+)\"");
    private static final Pattern SESSION = Pattern.compile("\"session\":\"([^\"]+)\"");
    private static final Pattern FOUNDATION = Pattern.compile("\"candidate:([A-Z]+) ");
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final PrintStream OUT =
            new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private static int served;
    private static volatile boolean silent;

    private ScriptedWorker() {}

    /** Runs until told to end, or until standard input ends. */
    public static void main(String... args) throws IOException, InterruptedException {
        switch (System.getProperty("script.start", "well")) {
            case "fail" -> {
                System.err.println("libpulse.so.0: cannot open shared object file");
                System.exit(1);
            }
            case "never" -> NEVER.await();
            default -> serve();
        }
    }

    private static void serve() throws IOException, InterruptedException {
        say("{\"type\":\"ready\",\"pid\":" + ProcessHandle.current().pid() + "}");
        ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
        clock.scheduleAtFixedRate(ScriptedWorker::resources, 0, 100, TimeUnit.MILLISECONDS);
        try (var in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String session = first(SESSION, line);
                switch (first(TYPE, line)) {
                    case "offer" -> offer(session);
                    case "candidate" -> candidate(session, first(FOUNDATION, line));
                    case "close" -> event("ended", session, ",\"reason\":\"closed\"");
                    case "list_sources" -> sources();
                    case "shutdown" -> System.exit(0);
                    default -> throw new IllegalStateException("a command nobody sends");
                }
            }
        }
    }

    private static void resources() {
        if (!silent) {
            say(
                    "{\"type\":\"resources\",\"sessions\":0,\"served\":"
                            + served
                            + ",\"rss_bytes\":"
                            + Long.getLong("script.rss", 1000)
                            + "}");
        }
    }

    private static void sources() {
        say(
                "{\"type\":\"sources\",\"sources\":["
                        + "{\"id\":\"pattern\",\"label\":\"Bars\",\"kind\":\"pattern\"}]}");
    }

    private static void offer(String session) {
        served++;
        String at = ",\"at\":" + System.currentTimeMillis();
        event("state", session, ",\"of\":\"signaling\",\"value\":\"stable\"" + at);
        event("answer", session, ",\"sdp\":\"v=0\\r\\na=from-worker\\r\\n\"");
        event(
                "candidate",
                session,
                ",\"candidate\":\"candidate:1 1 udp 2130706431 172.18.0.5 50000 typ host\""
                        + ",\"sdp_mid\":\"0\",\"sdp_m_line_index\":0");
        event("candidate", session, ",\"candidate\":\"\"");
        event("stats", session, ",\"frames_encoded\":30,\"bytes_sent\":5000,\"bytes_received\":1");
        event("first_frame_sent", session, at);
    }

    private static void candidate(String session, String script) throws InterruptedException {
        switch (script) {
            case "CRASH" -> {
                System.err.println("terminate called after throwing an instance");
                Runtime.getRuntime().halt(134);
            }
            case "HANG" -> {
                silent = true;
                NEVER.await();
            }
            case "GARBAGE" -> {
                say("VM attach current thread failed");
                say("{\"type\":\"answer\",\"session\":\"" + session + "\"}");
                say("{\"type\":\"state\",\"session\":\"" + session + "\",\"of\":7}");
                event("state", session, ",\"of\":\"ice\",\"value\":\"checking\",\"at\":1");
            }
            case "VANISH" -> event("ended", session, ",\"reason\":\"viewer-vanished\"");
            default -> event("state", session, ",\"of\":\"ice\",\"value\":\"connected\",\"at\":1");
        }
    }

    private static void event(String type, String session, String rest) {
        say("{\"type\":\"" + type + "\",\"session\":\"" + session + "\"" + rest + "}");
    }

    private static synchronized void say(String line) {
        OUT.print(line + "\n");
        OUT.flush();
    }

    private static String first(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }
}
