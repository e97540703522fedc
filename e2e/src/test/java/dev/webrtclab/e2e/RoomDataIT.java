package dev.webrtclab.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the data channels of a room of three browsers: chat, broadcast, files. */
@OnCompose
@Order(33)
class RoomDataIT {
    private static final int FILE_BYTES = 5_000_003;

    /** So much that the receiver is gone before it is through. */
    private static final long LARGE_FILE_BYTES = 400_000_000;

    @RegisterExtension private static final Visitors visitors = Visitors.of(3);

    private String room;
    private RoomPage ann;
    private RoomPage bert;
    private RoomPage cleo;

    @TempDir private Path folder;

    @BeforeEach
    void meet() {
        room = Visitors.newRoom();
        ann = visitors.in(0, room, "Ann");
        bert = visitors.in(1, room, "Bert");
        cleo = visitors.in(2, room, "Cleo");
        awaitChannel(ann, bert);
        awaitChannel(ann, cleo);
        awaitChannel(bert, cleo);
    }

    @Test
    void chat_goesOverTheChannels_andIsMarkedAsDelivered() {
        write(ann, "to everybody");
        assertThat(message(ann, "to everybody")).hasAttribute("data-mark", "delivered");
        for (RoomPage other : List.of(bert, cleo)) {
            assertThat(message(other, "to everybody")).hasAttribute("data-via", "channel");
            assertThat(message(other, "to everybody")).containsText("Ann");
        }

        bert.element("chat-to").selectOption(ann.id());
        write(bert, "to Ann alone");
        assertThat(message(ann, "to Ann alone")).containsText("only to you");
        assertThat(message(bert, "to Ann alone")).hasAttribute("data-mark", "delivered");
        write(ann, "last");
        assertThat(message(cleo, "last")).hasCount(1);
        assertThat(message(cleo, "to Ann alone")).hasCount(0);
    }

    @Test
    void chat_toSomebodyWhoLeft_goesToNobodyElse() {
        String berts = bert.id();
        ann.element("chat-to").selectOption(berts);
        bert.leave();
        assertThat(ann.element("chat-to")).hasAttribute("data-gone", "true");
        assertThat(ann.element("chat-to")).hasValue(berts);

        write(ann, "between you and me");
        Locator written = message(ann, "between you and me");
        assertThat(written).hasAttribute("data-mark", "failed");
        assertThat(written.locator("[data-problem=peer-unknown]")).isVisible();
        assertThat(ann.element("chat-to")).hasValue(berts);

        ann.element("chat-to").selectOption("");
        write(ann, "to everybody");
        assertThat(message(cleo, "to everybody")).hasAttribute("data-via", "channel");
        assertThat(message(cleo, "between you and me")).hasCount(0);
    }

    @Test
    void chat_whereTheChannelIsClosed_goesOverSignaling_andSaysSo() {
        ann.page()
                .evaluate(
                        "peer => window.__connection(peer).channels.find(({ label }) => label === 'chat').close()",
                        bert.id());
        awaitLink(ann, bert, "closed");
        awaitLink(bert, ann, "closed");

        write(ann, "one of you is out of reach");
        assertThat(message(ann, "one of you")).hasAttribute("data-mark", "signaling");
        assertThat(message(ann, "one of you")).containsText("over the signaling service");
        assertThat(message(bert, "one of you")).hasAttribute("data-via", "signaling");
        assertThat(message(bert, "one of you")).containsText("over the signaling service");
        assertThat(message(cleo, "one of you")).hasAttribute("data-via", "channel");
        write(cleo, "not to me");
        assertThat(message(cleo, "not to me")).hasAttribute("data-mark", "delivered");
    }

    @Test
    void chat_beforeAnyChannelIsOpen_goesOverSignaling_andSaysSo() {
        Page page = visitors.page(0);
        // Without a server there is no relay, and nothing else is allowed: it never connects.
        page.addInitScript(
                """
                const Native = window.RTCPeerConnection;
                window.RTCPeerConnection = class extends Native {
                  constructor() { super({ iceServers: [], iceTransportPolicy: 'relay' }); }
                };
                """);
        RoomPage dirk = RoomPage.lobby(page).onlyLooking().named("Dirk").room(room).join();
        ann.tile(dirk.id()).waitFor();

        write(dirk, "can you read me");
        assertThat(message(dirk, "can you read me")).hasAttribute("data-mark", "signaling");
        for (RoomPage other : List.of(ann, bert, cleo)) {
            assertThat(message(other, "can you read me")).hasAttribute("data-via", "signaling");
        }
        write(ann, "yes");
        assertThat(message(dirk, "yes")).hasAttribute("data-via", "signaling");
        assertThat(message(cleo, "yes")).hasAttribute("data-via", "channel");
    }

    @Test
    void broadcast_reachesEverybody_20TimesASecond_andBothEndsCountIt() {
        BroadcastFigures figures = BroadcastFigures.watching(ann);
        ann.element("broadcast-start").click();
        Locator berts = heard(bert);
        Locator cleos = heard(cleo);
        for (RoomPage other : List.of(bert, cleo)) {
            other.page()
                    .waitForFunction(
                            "() => Number(document.querySelector('[data-testid=broadcast-heard] [data-fact=\"broadcast.received\"]')?.textContent) >= 60");
        }
        ann.element("broadcast-stop").click();
        double seconds = figures.secondsFromStartToStop();
        assertThat(berts).hasAttribute("data-ended", "true");
        assertThat(cleos).hasAttribute("data-ended", "true");

        for (RoomPage other : List.of(bert, cleo)) {
            Locator row =
                    ann.element("broadcast-sent").locator("tr[data-peer='" + other.id() + "']");
            // Messages may overtake the end; what comes after it is reported once more.
            BroadcastFigures.Row counts = figures.awaitAccountedFor(row, heard(other));
            int sent = counts.of("broadcast.sent");
            assertThat(sent / seconds).as("sent in a second").isCloseTo(20, within(2.0));
            assertThat(counts.of("broadcast.received"))
                    .as("received of %d", sent)
                    .isGreaterThan(sent * 9 / 10);
        }
    }

    @Test
    void file_arrivesWhole_withTheSameHash_whereItIsWanted() throws Exception {
        byte[] content = new byte[FILE_BYTES];
        new Random(5).nextBytes(content);
        Path file = Files.write(folder.resolve("holiday.bin"), content);
        ann.element("file-input").setInputFiles(file);

        transfer(cleo, "in", ann).getByTestId("transfer-decline").click();
        Download download =
                bert.page()
                        .waitForDownload(
                                () ->
                                        transfer(bert, "in", ann)
                                                .getByTestId("transfer-accept")
                                                .click());
        assertThat(transfer(ann, "out", bert)).hasAttribute("data-state", "done", patient());
        assertThat(transfer(bert, "in", ann)).hasAttribute("data-state", "done");
        assertThat(transfer(ann, "out", cleo)).hasAttribute("data-state", "refused");
        assertThat(download.suggestedFilename()).isEqualTo("holiday.bin");
        assertThat(Files.readAllBytes(download.path())).isEqualTo(content);
        assertThat(transfer(ann, "out", bert).getByTestId("transfer-hash")).hasText(hash(content));
        assertThat(transfer(bert, "in", ann).getByTestId("transfer-hash")).hasText(hash(content));
    }

    @Test
    void file_whoseReceiverVanishes_endsWithAClearError_andTheRoomGoesOn() throws IOException {
        Path file = folder.resolve("endless.bin");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(LARGE_FILE_BYTES);
        }
        String gone = bert.id();
        ann.element("file-to").selectOption(gone);
        ann.element("file-input").setInputFiles(file);
        transfer(bert, "in", ann).getByTestId("transfer-accept").click();
        Locator sending = transfer(ann, "out", bert);
        assertThat(sending.locator("[data-fact='file.rate']")).hasCount(1);

        Visitors.crash(bert);
        Locator lost = transferWith(ann, "out", gone);
        assertThat(lost).hasAttribute("data-state", "failed", patient());
        assertThat(lost.locator("[data-problem]")).containsText("Bert");
        assertThat(lost.locator("[data-problem]")).containsText("send it again when Bert is back");

        ann.awaitConnectedTo(cleo.id()).awaitMoving(cleo.id());
        write(cleo, "still here");
        assertThat(message(ann, "still here")).hasAttribute("data-via", "channel");
    }

    private static void write(RoomPage from, String text) {
        from.element("chat-input").fill(text);
        from.element("chat-send").click();
    }

    private static Locator message(RoomPage at, String text) {
        return at.element("chat-message").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void awaitChannel(RoomPage one, RoomPage other) {
        awaitLink(one, other, "ready");
        awaitLink(other, one, "ready");
    }

    private static void awaitLink(RoomPage at, RoomPage other, String state) {
        at.page()
                .locator(
                        "[data-testid=data-link][data-peer='%s'][data-state='%s']"
                                .formatted(other.id(), state))
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    private static Locator transfer(RoomPage at, String direction, RoomPage other) {
        return transferWith(at, direction, other.id());
    }

    private static Locator transferWith(RoomPage at, String direction, String peer) {
        return at.page()
                .locator(
                        "[data-testid=transfer][data-direction='%s'][data-peer='%s']"
                                .formatted(direction, peer));
    }

    /** What a page heard of Ann's broadcast. */
    private Locator heard(RoomPage at) {
        return at.element("broadcast-heard").locator("tr[data-peer='" + ann.id() + "']");
    }

    private static String hash(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static LocatorAssertions.HasAttributeOptions patient() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(45_000);
    }
}
