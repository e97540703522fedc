import type { Milliseconds } from '../../shared/units';
import type { StatsObject } from '../candidates/analysis';
import type { PresetName } from '../quality/presets';
import { SenderControl } from '../quality/sender-control';
import { SendingWatch } from '../quality/sending-watch';
import type { CallRecord } from './model';

/** The video this page sends in one call, if it sends any: measured, and held to the chosen preset. */
export class CallSending {
  private readonly watch = new SendingWatch();
  private control: SenderControl | undefined;
  private preset: PresetName = 'balanced';

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly record: CallRecord,
    private readonly changed: () => void,
  ) {}

  use(preset: PresetName): void {
    this.preset = preset;
    this.control?.use(preset);
  }

  /** The sender of the picture, once there is one. */
  get sender(): RTCRtpSender | undefined {
    return this.pc.getSenders().find(({ track }) => track?.kind === 'video');
  }

  read(report: readonly StatsObject[], at: Milliseconds): void {
    const sample = this.watch.read(report, at);
    if (!sample) return;
    const { sender } = this;
    if (sender) this.control ??= new SenderControl(sender, this.preset, () => this.show());
    this.control?.read(sample);
    this.show();
  }

  /** Frames of the own picture encoded so far, asked from the browser now. */
  async framesEncoded(): Promise<number> {
    const report = await this.pc.getStats();
    let frames = 0;
    report.forEach((row: { type: string; kind?: string; framesEncoded?: number }) => {
      if (row.type === 'outbound-rtp' && row.kind === 'video') frames += row.framesEncoded ?? 0;
    });
    return frames;
  }

  private show(): void {
    this.record.sending = { samples: this.watch.samples, control: this.control?.state };
    this.changed();
  }
}
