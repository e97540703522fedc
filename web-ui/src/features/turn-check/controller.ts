import type { TurnCheckRequest, TurnServerBody } from '../../protocol/turn-check';
import type { RequestProblem } from '../../shared/http';
import { ms, pageNow } from '../../shared/units';
import { assessBrowserCheck } from './browser-analysis';
import { checkInBrowser, type BrowserTarget } from './browser-check';
import type { CheckEvent } from './browser-events';
import { readForm, type LabServers, type ReadForm } from './form';
import type { TurnForm, TurnRun, TurnState, UrlCheck } from './model';
import {
  emptyServerCheck,
  jobsFor,
  rowFor,
  underWay,
  withReport,
  withStage,
  type ServerJob,
} from './server-analysis';
import { checkByService } from './server-check';
import { needsCredential, type ServerUrl } from './urls';

/** What the check needs from the rest of the page. */
export interface TurnHost {
  readonly state: TurnState;
  update(change: (state: TurnState) => void): void;
  /** The lab's own servers, with a credential that is still valid for a while. */
  labServers(): Promise<LabServers>;
}

/** Runs one check at a time: the service and the browser beside each other, the browser one URL after the other. */
export class TurnController {
  private abort: AbortController | undefined;

  constructor(private readonly host: TurnHost) {}

  async start(): Promise<void> {
    if (this.abort) return;
    const abort = (this.abort = new AbortController());
    try {
      this.host.update(state => (state.tried = true));
      const lab = await this.host.labServers();
      const form = { ...this.host.state.form };
      const read = readForm(form, lab);
      if (read.problems.length > 0 || abort.signal.aborted) return;
      await this.run(read, form, lab, abort.signal);
    } finally {
      this.abort = undefined;
    }
  }

  cancel(): void {
    this.abort?.abort();
  }

  private async run(read: ReadForm, form: TurnForm, lab: LabServers, signal: AbortSignal): Promise<void> {
    const startedAt = pageNow();
    const checks = read.urls.flatMap(url => [
      emptyServerCheck(url),
      assessBrowserCheck(url, undefined, [], 0),
    ]);
    this.host.update(state => {
      state.run = { state: 'running', startedAt: Date.now(), checks };
    });
    const ownCredential = form.username.trim() !== '';
    await Promise.all([
      this.byService(read, form, lab, ownCredential, signal),
      this.byBrowser(read, form, lab, ownCredential, signal),
    ]);
    this.change(run => {
      run.state = signal.aborted ? 'cancelled' : 'finished';
      run.took = ms(pageNow() - startedAt);
    });
  }

  private async byBrowser(
    read: ReadForm,
    form: TurnForm,
    lab: LabServers,
    ownCredential: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    for (const server of read.urls) {
      if (signal.aborted) this.replace(assessBrowserCheck(server, undefined, [cancelled()], 0));
      else
        await this.oneInBrowser(
          { server, bytes: read.bytes, ...credentialOf(server, form, lab, ownCredential) },
          signal,
        );
    }
  }

  private async oneInBrowser(target: BrowserTarget, signal: AbortSignal): Promise<void> {
    const events: CheckEvent[] = [];
    let drawn = 0;
    const tell = (event: CheckEvent): void => {
      events.push(event);
      // Thousands of these are to be counted, not shown one by one.
      const many =
        event.kind === 'sent' ||
        event.kind === 'echoed' ||
        event.kind === 'probe' ||
        event.kind === 'round-trip';
      if (many && pageNow() - drawn < 100) return;
      drawn = pageNow();
      this.replace(assessBrowserCheck(target.server, target.username, events, Date.now()));
    };
    await checkInBrowser(target, tell, signal);
  }

  private async byService(
    read: ReadForm,
    form: TurnForm,
    lab: LabServers,
    ownCredential: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const common: TurnCheckRequest = {
      bytes: read.bytes,
      ...(form.peer.trim() === '' ? {} : { peer: form.peer.trim() }),
    };
    const named = (urls: readonly ServerUrl[]): TurnCheckRequest => ({
      ...common,
      servers: urls.map(url => serverBody(url, credentialOf(url, form, lab, ownCredential))),
    });
    for (const job of jobsFor(read.urls, new Set(lab.urls), ownCredential)) {
      const problem = await this.oneByService(job, job.ownServers ? common : named(job.urls), signal);
      if (job.ownServers && problem?.code === 'turn-check-no-credential') {
        const again = { ...job, ownServers: false };
        this.settle(job, await this.oneByService(again, named(job.urls), signal), signal.aborted);
      } else if (problem?.code === 'target-not-allowed' && job.urls.length > 1) {
        // One that is refused must not take the others with it.
        for (const url of job.urls) {
          const single = { urls: [url], ownServers: false };
          this.settle(single, await this.oneByService(single, named([url]), signal), signal.aborted);
        }
      } else {
        this.settle(job, problem, signal.aborted);
      }
    }
  }

  private async oneByService(
    job: ServerJob,
    request: TurnCheckRequest,
    signal: AbortSignal,
  ): Promise<RequestProblem | undefined> {
    const rows = (run: TurnRun): UrlCheck[] => run.checks.filter(check => ofJob(check, job));
    this.change(run => {
      for (const row of rows(run)) put(run, { ...row, state: 'running', stages: underWay(row.stages) });
    });
    return checkByService(
      request,
      {
        onStage: event =>
          this.change(run => {
            const row = rowFor(rows(run), event, job.ownServers);
            if (row) put(run, withStage(row, event));
          }),
        onReport: report =>
          this.change(run => {
            if (report.vantage) run.vantage = report.vantage;
            for (const row of withReport(rows(run), report, job.ownServers)) put(run, row);
          }),
      },
      signal,
    );
  }

  /** Rows the service left without a last word: cancelled, refused, or not in its report. */
  private settle(job: ServerJob, problem: RequestProblem | undefined, aborted: boolean): void {
    this.change(run => {
      for (const row of run.checks.filter(check => ofJob(check, job) && check.state !== 'done')) {
        const open = aborted ? ('cancelled' as const) : ('unknown' as const);
        const stages = row.stages.map(stage =>
          stage.result === 'waiting' || stage.result === 'active' ? { ...stage, result: open } : stage,
        );
        if (aborted) put(run, { ...row, state: 'cancelled', stages });
        else put(run, { ...row, state: 'unavailable', stages, problem: problem ?? { code: 'interrupted' } });
      }
    });
  }

  private replace(check: UrlCheck): void {
    this.change(run => put(run, check));
  }

  private change(change: (run: TurnRun) => void): void {
    this.host.update(({ run }) => {
      if (run) change(run);
    });
  }
}

const cancelled = (): CheckEvent => ({ kind: 'cancelled', at: pageNow() });

const ofJob = (check: UrlCheck, job: ServerJob): boolean =>
  check.vantage === 'server' && job.urls.some(({ url }) => url === check.url);

function put(run: TurnRun, check: UrlCheck): void {
  run.checks = run.checks.map(old => (old.vantage === check.vantage && old.url === check.url ? check : old));
}

type Credential = { username?: string; credential?: string };

/** The lab's credential goes to the lab's own URLs only. */
function credentialOf(url: ServerUrl, form: TurnForm, lab: LabServers, ownCredential: boolean): Credential {
  if (!needsCredential(url)) return {};
  if (ownCredential) return { username: form.username.trim(), credential: form.credential };
  if (!lab.urls.includes(url.url) || lab.username === undefined || lab.credential === undefined) return {};
  return { username: lab.username, credential: lab.credential };
}

const serverBody = ({ url }: ServerUrl, credential: Credential): TurnServerBody => ({
  urls: [url],
  ...credential,
});
