package dev.webrtclab.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which camera, microphone and loudspeaker, and how large a picture they give to the others. */
@OnCompose
@Order(35)
class RoomDevicesIT {
    @RegisterExtension
    private static final Visitors visitors =
            Visitors.of(2, "--use-fake-device-for-media-stream=device-count=3,fps=30");

    private RoomPage ann;
    private RoomPage bert;
    private Connection toBert;

    @BeforeEach
    void meet() {
        String room = Visitors.newRoom();
        ann = visitors.in(0, room, "Ann");
        bert = visitors.in(1, room, "Bert");
        ann.awaitConnectedTo(bert.id());
        bert.awaitConnectedTo(ann.id()).awaitMoving(ann.id());
        toBert = Connection.of(ann, bert.id()).remember();
    }

    @Test
    void anotherCamera_isSeenByTheOthers_withoutNegotiation() {
        String before = (String) toBert.sends("video", "label");
        Locator cameras = ann.reveal("room-camera-device");
        assertThat(cameras.locator("option")).hasCount(4);
        String other = chooseOther(cameras, before);

        toBert.awaitSends("video", "label", other);
        assertThat(ann.element("room-camera")).hasAttribute("data-state", "on");
        bert.awaitMoving(ann.id());
        assertThat(toBert.sinceRemembered()).isEqualTo(Connection.NOTHING_NEGOTIATED);
    }

    @Test
    void cameraChosenWhileTheBrowserAsks_isTheOneThatIsSeen() {
        String before = (String) toBert.sends("video", "label");
        Locator camera = ann.element("room-camera");
        camera.click();
        assertThat(camera).hasAttribute("data-state", "off");
        ann.page()
                .evaluate(
                        """
                        () => {
                          const { mediaDevices } = navigator;
                          const ask = mediaDevices.getUserMedia.bind(mediaDevices);
                          const allowed = new Promise(allow => (window.__allow = allow));
                          mediaDevices.getUserMedia = async wanted => (await allowed, ask(wanted));
                        }
                        """);
        camera.click();
        assertThat(camera).hasAttribute("data-state", "asking");
        String other = chooseOther(ann.reveal("room-camera-device"), before);
        ann.page().evaluate("() => window.__allow()");

        toBert.awaitSends("video", "label", other);
        bert.awaitMoving(ann.id());
    }

    @Test
    void anotherMicrophone_isHeardByTheOthers_withoutNegotiation() {
        String before = (String) toBert.sends("audio", "label");
        String other = chooseOther(ann.reveal("room-microphone-device"), before);

        toBert.awaitSends("audio", "label", other);
        Connection.of(bert, ann.id()).awaitHeard();
        assertThat(toBert.sinceRemembered()).isEqualTo(Connection.NOTHING_NEGOTIATED);
    }

    @Test
    void anotherLoudspeaker_playsWhatComes_alsoOfThoseWhoComeLater() {
        Locator speakers = ann.reveal("room-speaker-device");
        String chosen =
                String.valueOf(
                        speakers.locator("option:not([value=''])").last().getAttribute("value"));
        speakers.selectOption(chosen);

        awaitSpeaker(bert.id(), chosen);
        String java = ann.invite();
        ann.awaitConnectedTo(bert.id(), java);
        awaitSpeaker(java, chosen);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"360p, 640, 360", "720p, 1280, 720", "1080p, 1920, 1080", "180p, 320, 180"})
    void sizeOfThePicture_isWhatTheCameraGives_andReachesTheOthers(
            String preset, int width, int height) {
        ann.reveal("room-preset").selectOption(preset);

        toBert.awaitSends("video", "width", width);
        toBert.awaitSends("video", "height", height);
        // A busy machine may leave out frames, but not make them smaller.
        toBert.keepResolution();
        bert.awaitWidth(ann.id(), width);
        bert.awaitMoving(ann.id());
        assertThat(toBert.sinceRemembered()).isEqualTo(Connection.NOTHING_NEGOTIATED);
    }

    @Test
    void qualityPreset_saving_sendsLess_andOffSendsAllAgain() {
        ann.person(bert.id()).getByTestId("person-details").click();
        assertThat(ann.element("sending-preset")).hasValue("balanced");

        ann.element("sending-preset").selectOption("saving");
        bert.awaitWidth(ann.id(), 160);
        assertThat(ann.element("sending-step")).hasAttribute("data-level", "0");
        assertThat(toBert.limits())
                .isEqualTo(
                        Map.of(
                                "maxBitrate", 300_000,
                                "maxFramerate", 15,
                                "scaleResolutionDownBy", 2));

        ann.element("sending-preset").selectOption("off");
        bert.awaitWidth(ann.id(), 320);
        assertThat(toBert.limits()).isEqualTo(Map.of("scaleResolutionDownBy", 1));
        assertThat(toBert.sinceRemembered()).isEqualTo(Connection.NOTHING_NEGOTIATED);
    }

    @Test
    void cameraThatIsTakenAway_isAnOrdinaryState_withANextStep() {
        ann.page().context().clearPermissions();

        Locator note = ann.element("room-camera-note");
        assertThat(note).hasAttribute("data-state", "unplugged");
        bert.awaitPicture(ann.id(), "none");
        ann.page().context().grantPermissions(List.of("camera", "microphone"));
        note.getByRole(AriaRole.BUTTON).click();
        assertThat(note).hasCount(0);
        bert.awaitMoving(ann.id());
    }

    /**
     * Chooses the last device that is not the present one, and gives its name back. The second of
     * Chromium's fake cameras gives MJPEG, of which it sends no frame.
     */
    private static String chooseOther(Locator choice, String present) {
        String other =
                choice.locator("option:not([value=''])").allInnerTexts().stream()
                        .map(String::strip)
                        .filter(name -> !name.equals(present))
                        .reduce((former, last) -> last)
                        .orElseThrow();
        choice.selectOption(new SelectOption().setLabel(other));
        return other;
    }

    private void awaitSpeaker(String peer, String device) {
        ann.page()
                .waitForFunction(
                        "([peer, device]) => document.querySelector(`[data-testid=tile][data-peer=\"${peer}\"] video`)?.sinkId === device",
                        List.of(peer, device));
    }
}
