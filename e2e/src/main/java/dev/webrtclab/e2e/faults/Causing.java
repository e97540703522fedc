package dev.webrtclab.e2e.faults;

import com.microsoft.playwright.Page;
import dev.webrtclab.e2e.CallPage;
import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.faults.Cause.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Makes causes happen, and remembers how they are undone. */
final class Causing {
    private static final Duration PEER_STARTS = Duration.ofSeconds(60);
    private static final Duration EXPIRED_SINCE = Duration.ofMinutes(5);

    private final LabState lab;
    private final Windows windows;
    private final Call call;
    private final Undo undo;

    Causing(LabState lab, Windows windows, Call call, Undo undo) {
        this.lab = lab;
        this.windows = windows;
        this.call = call;
        this.undo = undo;
    }

    /** Makes one happen. */
    void cause(Cause cause) {
        switch (cause) {
            case Cause.Packets(Place place, Cause.Rules rules) ->
                    containers(place)
                            .forEach(
                                    container -> {
                                        undo.later(() -> Sandbox.dropNothing(container));
                                        Sandbox.drop(container, rules);
                                    });
            case Cause.Interfaces(Place place, String commands) -> {
                undo.later(windows::close);
                containers(place).forEach(container -> Sandbox.configure(container, commands));
            }
            case Cause.Stopped(Place place) -> docker(place, "stop", "start");
            case Cause.Frozen(Place place) ->
                    change(
                            place,
                            container -> Sandbox.signalAll(container, "STOP"),
                            container -> Sandbox.signalAll(container, "CONT"));
            case Cause.Killed(Place place) -> docker(place, "kill", "start");
            case Cause.WorkerSignalled(String peer, String signal) -> {
                undo.later(() -> awaitPeer(peer));
                Sandbox.signalWorkers(Sandbox.peer(peer), signal);
            }
            case Cause.Script _, Cause.ExpiredCredential _ -> {
                // part of the page, see script
            }
            case Cause.OneMorePeer(String name, List<String> settings) -> {
                undo.later(() -> Sandbox.remove(name));
                Sandbox.startPeer(name, settings);
                // The page gives up sooner than a worker has started beside others.
                LabState.await(
                        "a worker of the media peer " + name,
                        PEER_STARTS,
                        () -> lab.hasReadyWorker(name));
            }
            case Cause.AnotherCall(String peer) -> anotherCall(peer);
        }
    }

    /** Gives a page what it runs before its own scripts. */
    void script(Page page, List<Cause> causes) {
        for (Cause cause : causes) {
            if (cause instanceof Cause.Script(String file, String parameters)) {
                page.addInitScript("(" + read(file) + ")(" + parameters + ")");
            } else if (cause instanceof Cause.ExpiredCredential) {
                String username =
                        Instant.now().minus(EXPIRED_SINCE).getEpochSecond() + ":expired-long-ago";
                String parameters =
                        "{username: '%s', credential: '%s'}"
                                .formatted(username, Sandbox.turnPassword(username));
                page.addInitScript("(" + read("ice-servers.js") + ")(" + parameters + ")");
            }
        }
    }

    private void docker(Place place, String causing, String undoing) {
        change(
                place,
                container -> Lab.docker(causing, container),
                container -> Lab.docker(undoing, container));
    }

    private void change(Place place, Consumer<String> causing, Consumer<String> undoing) {
        List<String> containers = containers(place);
        Set<String> before = lab.readyPeers();
        undo.later(
                () ->
                        LabState.await(
                                "media peers are back",
                                PEER_STARTS,
                                () -> lab.readyPeers().containsAll(before)));
        for (String container : containers) {
            undo.later(() -> undoing.accept(container));
            causing.accept(container);
        }
        if (place instanceof Place.OfAllPeers) {
            LabState.await("no media peer", PEER_STARTS, () -> lab.readyPeers().isEmpty());
        }
    }

    private void anotherCall(String peer) {
        if (call instanceof Call.FromPage(Call.Browser browser, _, _, _)) {
            Page page = windows.open(browser);
            undo.later(() -> page.context().close());
            CallPage.open(page, PageCall.address(browser))
                    .choose("peer", lab.peerId(peer))
                    .start()
                    .awaitPlaying();
        } else {
            throw new IllegalStateException("another call needs a page");
        }
    }

    private void awaitPeer(String peer) {
        LabState.await(
                "the media peer " + peer, PEER_STARTS, () -> lab.readyPeers().contains(peer));
    }

    private List<String> containers(Place place) {
        return switch (place) {
            case Place.OfTheBrowser() -> List.of(windows.container());
            case Place.OfPeer(String peer) -> List.of(Sandbox.peer(peer));
            case Place.OfService(String service) -> List.of(Sandbox.service(service));
            case Place.OfAllPeers() -> Sandbox.allPeers();
        };
    }

    private static String read(String file) {
        try (InputStream script = Causing.class.getResourceAsStream("/faults/" + file)) {
            if (script == null) {
                throw new IllegalStateException("no script " + file);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
