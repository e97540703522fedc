import { describe, expect, it } from 'vitest';
import { SequenceAnalysis, sequenceOf } from './analysis';
import type { Row } from './model';
import { byBrowser, byCoturn, byPeer, recordOf, signal } from './testing/events';
import { arrows, rowsOf, turn } from './testing/rows';
import { labelText, timeText } from './words';

describe('what a page can not see', () => {
  const srflx = { candidateType: 'srflx', url: 'stun:lab:3478', address: '203.0.113.5', port: 5000 };

  it('is derived from the candidate that came of it', () => {
    const rows = rowsOf(byBrowser(1, 'candidate', srflx));
    expect(arrows(rows)).toEqual(['both derived b @stun', 'mark measured b']);
    expect(rows[0]).toMatchObject({ seen: [], basis: [1], why: { key: 'sequence.why.candidate' } });
  });

  it('is a gap from the start of gathering on', () => {
    const rows = rowsOf(
      byBrowser(0, 'environment', { iceServers: ['stun:lab:3478', 'turn:lab:3478'] }),
      byBrowser(1, 'state', { of: 'gathering', value: 'gathering' }),
    );
    expect(arrows(rows)).toEqual(['mark measured b', 'gap gap b @turn', 'mark measured b']);
  });

  it('is not derived where coturn tells of the allocation itself', () => {
    const relay = { candidateType: 'relay', url: 'turn:lab:3478', address: '198.51.100.10', port: 49160 };
    const rows = rowsOf(
      byCoturn(1, 'allocated', { from: 'b', relayed: '198.51.100.10:49160' }),
      byBrowser(2, 'candidate', relay),
    );
    expect(arrows(rows)).toEqual(['arrow measured @turn b', 'mark measured b']);
  });

  it('is not derived for an end that tells of its own STUN messages', () => {
    const rows = rowsOf(
      byPeer(0, 'stun_sent', { method: 'binding', toward: 'stun', id: 'a', remote: 'r' }),
      byPeer(1, 'candidate', srflx),
    );
    expect(rows.some(({ style }) => style === 'derived')).toBe(false);
  });

  it('is over when its candidate is there, and after the end began', () => {
    const begun = (more: Record<string, unknown>[]) =>
      rowsOf(
        signal(0, 'offer'),
        byBrowser(2, 'environment', { iceServers: ['stun:lab:3478'] }),
        byBrowser(9, 'state', { of: 'gathering', value: 'gathering' }),
        ...more,
        byBrowser(60, 'candidate', srflx),
      ).find(({ style }) => style === 'derived')!;
    expect(begun([])).toMatchObject({ at: 60, error: 0.5, since: 1.5 });
    expect(timeText(begun([]))).toBe('between 1.5 ms and 60.5 ms');
    expect(timeText({ at: 204.1, error: 0.2, since: -3.14 })).toBe('between -3.2 ms and 205 ms');
    const offered = [byBrowser(20, 'state', { of: 'signaling', value: 'have-remote-offer' })];
    expect(begun(offered).since).toBe(19.5);
    // A page hears of it after gathering may have begun.
    const stable = [...offered, byBrowser(30, 'state', { of: 'signaling', value: 'stable' })];
    expect(begun(stable).since).toBe(19.5);
  });

  it('has no earliest moment where nothing tells one', () => {
    const [row] = rowsOf(byBrowser(1, 'candidate', srflx));
    expect(row!.since).toBe(-Infinity);
    expect(timeText(row!)).toBe('0.5 ms at the latest');
  });

  it('has an answer for codes of a server and none for 701', () => {
    const error = (code: number) =>
      rowsOf(byBrowser(1, 'candidate_error', { code, url: 'turn:lab:3478' }))[0];
    expect(error(401)).toMatchObject({
      form: 'arrow',
      from: '@turn',
      to: 'b',
      style: 'derived',
      flag: 'refused',
    });
    expect(error(701)).toMatchObject({
      form: 'lost',
      from: 'b',
      to: '@turn',
      style: 'derived',
      flag: 'timeout',
    });
  });

  it('is derived from signals in records of version 1', () => {
    const candidate = 'candidate:1 1 udp 1 203.0.113.5 5000 typ srflx raddr 0.0.0.0 rport 0';
    const rows = rowsOf(signal(0, 'candidate', { candidate, url: 'stun:lab:3478' }));
    expect(arrows(rows)[0]).toBe('both derived b @stun');
  });
});

describe('what the log of the Java peer does not tell', () => {
  const stable = [
    byPeer(4, 'state', { of: 'signaling', value: 'have-remote-offer' }),
    byPeer(8, 'state', { of: 'signaling', value: 'stable' }),
  ];
  const gathering = byPeer(9, 'state', { of: 'gathering', value: 'gathering' });
  const environment = (...iceServers: string[]) => byPeer(1, 'environment', { iceServers });
  const srflx = { candidateType: 'srflx', url: 'stun:lab:3478', address: '203.0.113.5', port: 5000 };
  const allocate = byPeer(10, 'stun_sent', turn('a'));
  const notMeasured = (rows: readonly Row[]) => rows.filter(({ style }) => style !== 'measured');

  it('is a named gap toward STUN where it begins to gather', () => {
    const rows = notMeasured(
      rowsOf(environment('turn:lab:3478', 'stun:lab:3478'), ...stable, gathering, allocate),
    );
    expect(arrows(rows)).toEqual(['gap gap p @stun']);
    expect(rows[0]).toMatchObject({ at: 8, kind: 'stun', seen: [], why: { key: 'sequence.why.ownBinding' } });
  });

  it('is that gap, too, where the call ended before it sent anything it tells of', () => {
    const rows = notMeasured(rowsOf(environment('turn:lab:3478', 'stun:lab:3478'), gathering));
    expect(rows.map(({ why }) => why?.key)).toEqual(['sequence.why.ownBinding']);
  });

  it('is no gap without a STUN server', () => {
    expect(notMeasured(rowsOf(environment('turn:lab:3478'), gathering, allocate))).toEqual([]);
  });

  it('is derived from each candidate that a STUN server gave', () => {
    const rows = notMeasured(
      rowsOf(
        signal(0, 'offer'),
        environment('stun:lab:3478'),
        ...stable,
        gathering,
        allocate,
        byPeer(14, 'candidate', srflx),
        byPeer(15, 'candidate', { ...srflx, url: 'turn:lab:3478', port: 5001 }),
        byPeer(16, 'candidate', { candidateType: 'relay', url: 'turn:lab:3478' }),
        byPeer(17, 'candidate', { ...srflx, port: 5002 }),
      ),
    );
    expect(arrows(rows)).toEqual(['gap gap p @stun', 'both derived p @stun', 'both derived p @stun']);
    expect(rows.slice(1).map(labelText)).toEqual([
      'asked and answered: mapped address 203.0.113.5:5000',
      'asked and answered: mapped address 203.0.113.5:5002',
    ]);
    expect(rows[1]).toMatchObject({ at: 14, error: 0.5, since: 7.5, seen: [], basis: [7] });
    expect(rows[1]!.why?.key).toBe('sequence.why.bindingCandidate');
  });

  it('counts from its own offer where it calls, whatever its answer does later', () => {
    const rows = rowsOf(
      signal(0, 'offer'),
      byPeer(2, 'state', { of: 'signaling', value: 'have-local-offer' }),
      byPeer(5, 'state', { of: 'signaling', value: 'stable' }),
      allocate,
      byPeer(14, 'candidate', srflx),
    );
    expect(notMeasured(rows)[0]).toMatchObject({ since: 1.5 });
  });

  it('is nothing where it does tell', () => {
    const binding = { method: 'binding', toward: 'stun', id: 'b', remote: 'r' };
    const rows = rowsOf(
      environment('stun:lab:3478'),
      gathering,
      byPeer(10, 'stun_sent', binding),
      byPeer(14, 'candidate', srflx),
    );
    expect(notMeasured(rows)).toEqual([]);
  });

  it('reads the same event by event', () => {
    const events = [
      signal(0, 'offer'),
      environment('stun:lab:3478'),
      ...stable,
      gathering,
      byPeer(14, 'candidate', srflx),
      allocate,
      byPeer(20, 'candidate', { ...srflx, port: 5001 }),
      byPeer(30, 'stun_sent', { method: 'binding', toward: 'stun', id: 'b', remote: 'r' }),
    ];
    const whole = recordOf(events);
    const part = (count: number) => ({ ...whole, events: whole.events.slice(0, count) });
    let analysis = new SequenceAnalysis(part(1));
    const gaps = events.slice(1).map((_, index) => {
      const record = part(index + 2);
      const model = analysis.continued(record);
      if (!model) analysis = new SequenceAnalysis(record);
      expect(model ?? analysis.model(record)).toEqual(sequenceOf(record));
      return notMeasured(analysis.model(record).rows).map(({ to }) => to);
    });
    expect(gaps.slice(-3)).toEqual([['@stun', '@stun'], ['@stun', '@stun', '@stun'], []]);
    expect(gaps.slice(0, 5).flat()).toEqual(['@stun', '@stun', '@stun']);
  });
});
