import { bitsPerSecond, type BitsPerSecond } from '../../shared/units';

/** What one encoding may use, in the words of `RTCRtpEncodingParameters`. */
export interface SendingLimits {
  maxBitrate: BitsPerSecond;
  /** How much smaller each side is sent than it is captured; 1 or more. */
  scaleResolutionDownBy: number;
  maxFramerate: number;
}

/** - `balanced`: size and rate together · `sharp`: keeps the size, for text and screens
 *  - `smooth`: keeps the rate, for movement · `saving`: little from the start
 *  - `off`: nothing is set, the browser decides alone */
export const presetNames = ['balanced', 'sharp', 'smooth', 'saving', 'off'] as const;
export type PresetName = (typeof presetNames)[number];

const step = (kilobits: number, scaleResolutionDownBy: number, maxFramerate: number): SendingLimits => ({
  maxBitrate: bitsPerSecond(kilobits * 1000),
  scaleResolutionDownBy,
  maxFramerate,
});

/** The steps of each preset from the best to the least; each needs at most two thirds of the bitrate before it. */
export const presets: Record<PresetName, readonly SendingLimits[]> = {
  balanced: [step(2500, 1, 30), step(1200, 1.5, 30), step(600, 2, 20), step(300, 3, 15), step(150, 4, 10)],
  sharp: [step(2500, 1, 30), step(1200, 1, 15), step(600, 1, 8), step(300, 1.5, 5)],
  smooth: [step(2500, 1, 30), step(1200, 2, 30), step(600, 3, 30), step(250, 4, 24)],
  saving: [step(300, 2, 15), step(150, 4, 10)],
  off: [],
};
