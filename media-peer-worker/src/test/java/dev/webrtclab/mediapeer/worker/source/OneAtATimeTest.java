package dev.webrtclab.mediapeer.worker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.mediapeer.worker.testing.FakeDevices;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OneAtATimeTest {
    private static final SourceSpec SMALL = new SourceSpec("camera:0", 320, 240, 10);
    private static final SourceSpec LARGE = new SourceSpec("camera:0", 640, 480, 10);

    private final FakeDevices devices = new FakeDevices();

    @Test
    void device_isOpenedWhenItWasClosed() throws Exception {
        OneAtATime shelf = new OneAtATime(devices, Duration.ofSeconds(20));
        MediaSource former = shelf.open(SMALL);
        CompletableFuture<MediaSource> next =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return shelf.open(LARGE);
                            } catch (SourceException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        former.close();
        assertThat(next.get(20, TimeUnit.SECONDS).shape().width()).isEqualTo(640);
    }

    @Test
    void device_thatStaysOpen_isRefused() throws Exception {
        OneAtATime shelf = new OneAtATime(devices, Duration.ofMillis(1));
        shelf.open(SMALL);
        assertThatThrownBy(() -> shelf.open(LARGE))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        e -> assertThat(e.problem().detail()).contains("in use here"));
        assertThat(shelf.open(new SourceSpec("camera:1", null, null, null)).id())
                .isEqualTo("camera:1");
    }

    @Test
    void device_thatDidNotOpen_canBeOpenedAgain() throws Exception {
        OneAtATime shelf = new OneAtATime(devices, Duration.ofMillis(1));
        devices.refuse(true);
        assertThatThrownBy(() -> shelf.open(SMALL)).isInstanceOf(SourceException.class);
        devices.refuse(false);
        assertThat(shelf.open(SMALL).shape().width()).isEqualTo(320);
    }
}
