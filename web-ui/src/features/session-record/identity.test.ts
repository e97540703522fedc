import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SessionRecordBody } from '../../protocol/session-record';
import { topologyOfSession } from '../topology/topology-of';
import { layout } from '../topology/layout';
import { compare } from '../compare/analysis';
import { trackOf, until } from '../replay/analysis';
import { jsonForHtml } from '../report/fill';
import { readReport } from '../report/read';
import { eventRows } from './analysis';
import { recordedCall } from './call-facts';
import { recorded } from './recorded';

const sample = new URL('../../../../docs/protocol/samples/session-file.json', import.meta.url);
const original = JSON.parse(readFileSync(sample, 'utf8')) as SessionRecordBody;

/** Addresses and user names of the sample, and a stand-in for each as an export gives them. */
const standIns: Record<string, string> = {
  '10.81.5.2': '10.0.1.1',
  '198.51.100.10': '198.18.1.1',
  '198.51.100.25': '198.18.1.2',
  '198.51.100.1': '198.18.1.3',
  '1b5c7a40.local': 'name-1.local',
  '5d0a5ce4c1f0': 'user-1',
  '77aa': 'user-2',
};
const replaced = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value).replace(
      /10\.81\.5\.2|198\.51\.100\.(?:10|25|1)(?!\d)|1b5c7a40\.local|5d0a5ce4c1f0|77aa/g,
      found => standIns[found]!,
    ),
  ) as T;

/** As it comes back: saved with stand-ins, opened again, kept under another id. */
const exported = replaced(original);
const imported: SessionRecordBody = {
  ...(JSON.parse(JSON.stringify(exported)) as SessionRecordBody),
  id: 'f'.repeat(32),
};

/** All that is drawn of a record at a moment. */
function picture(body: SessionRecordBody, at: number | undefined) {
  const all = recorded(body);
  const part = until(all.record, at);
  const call = recordedCall(part, all.track.start);
  const topology = topologyOfSession(part);
  return JSON.parse(
    JSON.stringify({
      rows: eventRows(until(body, at), all.track.start),
      call,
      topology,
      drawn: topology && layout(topology),
      track: trackOf(all.record),
    }),
  ) as unknown;
}

describe('a session that was exported, imported and replayed', () => {
  const moments = [undefined, ...recorded(original).track.moments.map(({ at }) => at)];

  it.each(moments)('gives the same picture at %s ms, but for the stand-ins', at => {
    expect(picture(imported, at)).toEqual(replaced(picture(original, at)));
  });

  it('has the same steps', () => {
    expect(compare(recorded(original).record, recorded(imported).record).differences).toBe(0);
  });

  it('is the same in a report', () => {
    const text = jsonForHtml({ session: exported, verdict: undefined, addresses: 'pseudonyms' });
    expect(picture(readReport(text)!.all.body, undefined)).toEqual(replaced(picture(original, undefined)));
  });

  it('ends its replay with everything there is', () => {
    const { track } = recorded(original);
    expect(picture(original, track.end)).toEqual(picture(original, undefined));
  });
});

describe('a report', () => {
  it.each(['', 'null', '{}', '{"session":{}}', '{"session":null}', '[1]'])(
    'without a session, %j, is told',
    text => {
      expect(readReport(text)).toBeUndefined();
    },
  );

  it('without a verdict says so', () => {
    expect(readReport(JSON.stringify({ session: original }))!.verdict.kind).toBe('problem');
  });
});
