package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void gap_countsInFull_whereThePictureIsTheNextOne() {
        assertThat(Shown.longestGap(List.of(new Shown(0, 7), new Shown(40, 8), new Shown(1240, 9))))
                .isEqualTo(1200);
    }

    @Test
    void gap_isShared_whereTheMainThreadMissedPictures() {
        assertThat(Shown.longestGap(List.of(new Shown(0, 7), new Shown(1200, 37)))).isEqualTo(40);
    }

    @Test
    void gap_countsInFull_whereAStreamBeganAnew() {
        assertThat(Shown.longestGap(List.of(new Shown(0, 700), new Shown(3000, 1))))
                .isEqualTo(3000);
    }

    @Test
    void gap_isNone_ofOnePicture() {
        assertThat(Shown.longestGap(List.of(new Shown(5, 1)))).isZero();
    }
}
