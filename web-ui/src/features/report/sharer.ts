import type { SessionRecordBody } from '../../protocol/session-record';
import { requestJson, type RequestProblem } from '../../shared/http';
import { saveBlob, saveFile } from '../../shared/save-file';
import { fillReport } from './fill';
import { mayShare, type Addresses, type Picture, type ShareForm, type ShareState } from './model';
import { pixelsOf, type SavedPicture } from './picture';

export interface ShareHost {
  id(): string | undefined;
  state(): ShareState | undefined;
  update(change: (state: ShareState) => void): void;
  /** The drawing of a record, as on the page. */
  draw(picture: Picture, record: SessionRecordBody): SavedPicture | undefined;
}

class Refused extends Error {
  constructor(readonly why: NonNullable<ShareState['problem']>) {
    super(why.code);
  }
}

const refused = (problem: RequestProblem): Refused => new Refused({ code: 'request', problem });

/** Makes files of a session. What is in them is asked for anew, with the addresses that were chosen. */
export class Sharer {
  constructor(private readonly host: ShareHost) {}

  addresses(addresses: Addresses): void {
    this.host.update(state => {
      state.addresses = addresses;
      state.sure = false;
    });
  }

  confirm(sure: boolean): void {
    this.host.update(state => (state.sure = sure));
  }

  async make(form: ShareForm): Promise<void> {
    const state = this.host.state();
    const id = this.host.id();
    if (!id || !state || !mayShare(state)) return;
    const { addresses } = state;
    this.host.update(share => {
      share.making = form;
      share.problem = undefined;
    });
    let problem: ShareState['problem'];
    try {
      await this.save(form, id, addresses);
    } catch (failure) {
      problem =
        failure instanceof Refused
          ? failure.why
          : { code: 'request', problem: { code: 'unexpected-answer', detail: String(failure) } };
    }
    this.host.update(share => {
      share.making = undefined;
      share.problem = problem;
    });
  }

  private async save(form: ShareForm, id: string, addresses: Addresses): Promise<void> {
    const path = `/api/sessions/${encodeURIComponent(id)}?addresses=${addresses}`;
    const record = await requestJson<SessionRecordBody>(path);
    if (!record.ok) throw refused(record.problem);
    const name = fileName(id, addresses);
    if (form === 'json')
      return saveFile(`${name}.json`, 'application/json', `${JSON.stringify(record.value)}\n`);
    if (form === 'report') return this.report(name, record.value, addresses);
    const [format, picture] = form.split('-') as ['svg' | 'png', Picture];
    const drawn = this.host.draw(picture, record.value);
    if (!drawn) throw refused({ code: 'unexpected-answer' });
    const pictureName = `${name}-${picture}`;
    if (format === 'svg') return saveFile(`${pictureName}.svg`, 'image/svg+xml', drawn.svg);
    const pixels = await pixelsOf(drawn);
    if (!pixels) throw new Refused({ code: 'too-large' });
    saveBlob(`${pictureName}.png`, pixels);
  }

  /** The verdict is given on what is in the file, so that it names no address that is not. */
  private async report(name: string, session: SessionRecordBody, addresses: Addresses): Promise<void> {
    const body = JSON.stringify(session);
    const [verdict, template] = await Promise.all([
      requestJson<unknown>('/api/diagnoses', { method: 'POST', body }),
      textOf('/report.html'),
    ]);
    const data = { session, verdict: verdict.ok ? verdict.value : undefined, addresses };
    const html = template === undefined ? undefined : fillReport(template, data);
    if (html === undefined) throw refused({ code: 'unexpected-answer' });
    saveFile(`${name}.html`, 'text/html', html);
  }
}

export const fileName = (id: string, addresses: Addresses): string =>
  `session-${id.replace(/[^A-Za-z0-9]/g, '').slice(0, 8)}${addresses === 'real' ? '-real-addresses' : ''}`;

async function textOf(path: string): Promise<string | undefined> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(20_000) });
    return response.ok ? await response.text() : undefined;
  } catch {
    throw refused({ code: 'unreachable' });
  }
}
