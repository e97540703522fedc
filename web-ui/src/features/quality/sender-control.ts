import { advance, undegraded, type Degradation } from './degradation';
import type { SendingSample } from './model';
import { presets, type PresetName, type SendingLimits } from './presets';
import { pageNow } from '../../shared/units';

/** What a view shows of the control over one sender. */
export interface SenderControlState {
  readonly preset: PresetName;
  /** 0 is the best step. */
  readonly level: number;
  /** Of how many steps. */
  readonly steps: number;
  /** What holds now; undefined if the browser decides alone. */
  readonly limits: SendingLimits | undefined;
  readonly why: Degradation['why'];
  /** What the browser said when it did not take the parameters. */
  readonly refused: string | undefined;
}

/**
 * Holds one sender of video to the steps of its preset: `setParameters` after each decision of `advance`. It survives
 * `replaceTrack`; a sender without encodings yet (before its first negotiation) takes the step with its next sample.
 */
export class SenderControl {
  private degradation = undegraded(pageNow());
  private applied: SendingLimits | 'nothing' = 'nothing';
  private refused: string | undefined;
  private applying = Promise.resolve();

  /** @param changed something to show changed */
  constructor(
    readonly sender: RTCRtpSender,
    private preset: PresetName,
    private readonly changed: () => void = () => undefined,
  ) {
    this.apply();
  }

  get state(): SenderControlState {
    const steps = presets[this.preset];
    const { level, why } = this.degradation;
    return {
      preset: this.preset,
      level,
      steps: steps.length,
      limits: steps[level],
      why,
      refused: this.refused,
    };
  }

  /** Begins anew at the best step of this preset. */
  use(preset: PresetName): void {
    if (preset === this.preset) return;
    this.preset = preset;
    this.degradation = undegraded(pageNow());
    this.apply();
    this.changed();
  }

  /** To be called with each sample, once a second. */
  read(sample: SendingSample): void {
    const before = this.degradation;
    this.degradation = advance(before, sample, presets[this.preset]);
    this.apply();
    if (this.degradation.level !== before.level) this.changed();
  }

  /** One change after the other: parameters are only valid until the next are set. */
  private apply(): void {
    const wanted = presets[this.preset][this.degradation.level];
    if (this.applied === (wanted ?? 'nothing')) return;
    this.applied = wanted ?? 'nothing';
    this.applying = this.applying.then(() => this.set(wanted));
  }

  private async set(limits: SendingLimits | undefined): Promise<void> {
    try {
      const parameters = this.sender.getParameters();
      // Before the first negotiation there is nothing to limit.
      if (parameters.encodings.length === 0) {
        this.applied = 'nothing';
        return;
      }
      for (const encoding of parameters.encodings) {
        if (limits) Object.assign(encoding, limits);
        else {
          delete encoding.maxBitrate;
          delete encoding.maxFramerate;
          encoding.scaleResolutionDownBy = 1;
        }
      }
      await this.sender.setParameters(parameters);
      this.refused = undefined;
    } catch (error) {
      this.refused = String(error);
      this.changed();
    }
  }
}
