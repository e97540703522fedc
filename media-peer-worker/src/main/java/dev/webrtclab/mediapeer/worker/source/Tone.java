package dev.webrtclab.mediapeer.worker.source;

/** A sine of 440 Hz (ISO 16), 18 dB below full scale: the alignment level of EBU R 68. */
final class Tone {
    static final int HERTZ = 440;

    private static final double AMPLITUDE = Short.MAX_VALUE * Math.pow(10, -18 / 20.0);

    /** 11 whole periods, so the table can be read round and round. */
    private static final short[] PERIODS = new short[1200];

    static {
        for (int i = 0; i < PERIODS.length; i++) {
            double phase = 2 * Math.PI * HERTZ * i / MediaSource.SAMPLE_RATE;
            PERIODS[i] = (short) Math.round(AMPLITUDE * Math.sin(phase));
        }
    }

    private Tone() {}

    /**
     * Fills a block of sound.
     *
     * @param number of the block; consecutive blocks join without a click
     */
    static void play(long number, short[] samples) {
        int at = (int) (number * samples.length % PERIODS.length);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = PERIODS[at];
            at = at + 1 == PERIODS.length ? 0 : at + 1;
        }
    }
}
