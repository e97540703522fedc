import { requestJson } from '../../shared/http';
import { bodyOf } from './analysis';
import type { Shown, SourceChange, SourcesState } from './model';

export interface SourcesHost {
  update(state: SourcesState): void;
  /** It shows this now. */
  shows(peer: string, shown: Shown): void;
}

/** Asks the media peer of a call to show something else; the latest wish counts. */
export class SourcesClient {
  private wishes = 0;

  constructor(private readonly host: SourcesHost) {}

  async show(peer: string, change: SourceChange): Promise<void> {
    const wish = ++this.wishes;
    this.host.update({ asking: change.source, problem: undefined });
    const result = await requestJson<Shown>(`/api/media-peers/${encodeURIComponent(peer)}/source`, {
      method: 'PUT',
      body: JSON.stringify(bodyOf(change)),
    });
    if (result.ok) this.host.shows(peer, result.value);
    if (wish === this.wishes)
      this.host.update({ asking: undefined, problem: result.ok ? undefined : result.problem });
  }
}
