import { describe, expect, it } from 'vitest';
import type { TurnReportBody, TurnStageEvent } from '../../protocol/turn-check';
import { readEvents } from './server-check';

/** A stream that hands the text over in pieces of so many bytes. */
function streamOf(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

async function read(text: string, size = 7) {
  const stages: TurnStageEvent[] = [];
  const reports: TurnReportBody[] = [];
  const problem = await readEvents(streamOf(text, size), {
    onStage: event => stages.push(event),
    onReport: report => reports.push(report),
  });
  return { stages, reports, problem };
}

const stage =
  'event: stage\r\ndata: {"url":"turn:é","stage":{"stage":"reachable","result":"passed"}}\r\n\r\n';
const report = 'event:report\ndata:{"passed":true,\ndata:"checks":[]}\n\n';

describe('events of the service', () => {
  it.each([1, 7, 10_000])('are read when they come in pieces of %i bytes', async size => {
    const { stages, reports, problem } = await read(`: hello\n\n${stage}${report}`, size);
    expect(stages).toEqual([{ url: 'turn:é', stage: { stage: 'reachable', result: 'passed' } }]);
    expect(reports).toEqual([{ passed: true, checks: [] }]);
    expect(problem).toBeUndefined();
  });

  it('without a report were interrupted', async () => {
    expect((await read(stage)).problem).toEqual({ code: 'interrupted' });
    expect((await read('event: report\ndata: not json\n\n')).problem).toEqual({ code: 'interrupted' });
  });
});
