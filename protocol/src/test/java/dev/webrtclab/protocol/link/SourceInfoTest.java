package dev.webrtclab.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.MediaState.Audio;
import dev.webrtclab.protocol.signaling.MediaState.Video;
import org.junit.jupiter.api.Test;

class SourceInfoTest {
    @Test
    void state_ofTheTone_isPictureAndSound_forItIsThePatternWithATone() {
        assertThat(new SourceInfo("tone", "Tone").state())
                .isEqualTo(new MediaState(Audio.ON, Video.ON, false));
        assertThat(new SourceInfo("pattern", "Colour bars").state())
                .isEqualTo(new MediaState(Audio.NONE, Video.ON, false));
    }

    @Test
    void state_ofAFile_isWhatIsKnownToBeInIt() {
        var sound =
                new SourceInfo(
                        "file:a.mp3",
                        "a.mp3",
                        SourceInfo.Kind.FILE,
                        1000L,
                        null,
                        null,
                        null,
                        true,
                        null,
                        null);

        assertThat(sound.state()).isEqualTo(new MediaState(Audio.ON, Video.NONE, false));
    }
}
