import type { SessionRecord } from '../../protocol/session-record';
import type { SessionVerdict } from '../../protocol/session-verdict';
import { stageNames } from '../call/analysis';
import type { Comparison, Line, StageTime, StageTimes, Step } from './model';
import { stepsOf } from './steps';

/**
 * What happened in both sessions, and what in one only. Steps are compared lane by lane: what different observers
 * saw at nearly one moment comes in another order each time, and that says nothing.
 */
export function compare(a: SessionRecord, b: SessionRecord): Comparison {
  const [stepsA, stepsB] = [byLane(stepsOf(a)), byLane(stepsOf(b))];
  const lanes = new Set([...stepsA.keys(), ...stepsB.keys()]);
  const lines = [...lanes].flatMap(lane => {
    const [left, right] = [stepsA.get(lane) ?? [], stepsB.get(lane) ?? []];
    return unordered(lane) ? matched(left, right) : aligned(once(left), once(right));
  });
  lines.sort((x, y) => timeOf(x) - timeOf(y) || numberOf(x) - numberOf(y));
  const first = lines.findIndex(({ kind }) => kind !== 'same');
  return {
    lines,
    first: first < 0 ? undefined : first,
    differences: lines.filter(({ kind }) => kind !== 'same').length,
  };
}

/** A line stands where it first happened in either session. */
const timeOf = ({ a, b }: Line): number => Math.min(a?.at ?? Infinity, b?.at ?? Infinity);
const numberOf = ({ a, b }: Line): number => Math.min(a?.event.n ?? Infinity, b?.event.n ?? Infinity);

function byLane(steps: readonly Step[]): Map<string, Step[]> {
  const lanes = new Map<string, Step[]>();
  for (const step of steps) {
    const lane = lanes.get(step.lane);
    if (lane) lane.push(step);
    else lanes.set(step.lane, [step]);
  }
  return lanes;
}

/** Things that come in any order, and more or less often, without that meaning anything. */
const unordered = (lane: string): boolean =>
  /(candidates|candidate errors|pairs|check answers|check silence|checks heard)$/.test(lane);

const same = (x: Step, y: Step): boolean => x.slot === y.slot && x.value === y.value;

/** Repetitions of the step before are one step. */
const once = (steps: readonly Step[]): Step[] =>
  steps.filter((step, index) => index === 0 || !same(steps[index - 1]!, step));

/** Each kind of step once; those of one slot with different values are one thing with two outcomes. */
function matched(left: readonly Step[], right: readonly Step[]): Line[] {
  const [a, b] = [distinct(left), distinct(right)];
  const lines: Line[] = [];
  const rest: Step[] = [];
  for (const step of a) {
    const twin = b.findIndex(other => same(step, other));
    if (twin < 0) rest.push(step);
    else lines.push({ a: step, b: b.splice(twin, 1)[0], kind: 'same' });
  }
  for (const step of rest) {
    const other = b.findIndex(({ slot }) => slot === step.slot);
    if (other < 0) lines.push({ a: step, b: undefined, kind: 'only' });
    else lines.push({ a: step, b: b.splice(other, 1)[0], kind: 'different' });
  }
  return [...lines, ...b.map((step): Line => ({ a: undefined, b: step, kind: 'only' }))];
}

const distinct = (steps: readonly Step[]): Step[] =>
  steps.filter((step, index) => steps.findIndex(other => same(step, other)) === index);

/** A lane longer than this is compared up to here; the table of the longest common subsequence grows with its square. */
const mostSteps = 600;

/** Two sequences along their longest common subsequence; a step in place of another of its slot is a different one. */
function aligned(left: readonly Step[], right: readonly Step[]): Line[] {
  const [a, b] = [left.slice(0, mostSteps), right.slice(0, mostSteps)];
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i]![j] = same(a[i]!, b[j]!)
        ? longest[i + 1]![j + 1]! + 1
        : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (x && y && same(x, y)) {
      lines.push({ a: x, b: y, kind: 'same' });
      i++;
      j++;
    } else if (x && y && x.slot === y.slot && longest[i]![j] === longest[i + 1]![j + 1]) {
      lines.push({ a: x, b: y, kind: 'different' });
      i++;
      j++;
    } else if (y === undefined || (x && longest[i + 1]![j]! >= longest[i]![j + 1]!)) {
      lines.push({ a: x, b: undefined, kind: 'only' });
      i++;
    } else {
      lines.push({ a: undefined, b: y, kind: 'only' });
      j++;
    }
  }
  return lines;
}

/** The stages of both verdicts beside each other. */
export function stageTimes(a: SessionVerdict | undefined, b: SessionVerdict | undefined): StageTimes[] {
  const of = (verdict: SessionVerdict | undefined, stage: string): StageTime | undefined => {
    const report = verdict?.stages.find(candidate => candidate.stage === stage);
    return report && { result: report.result, at: report.at, took: report.took };
  };
  return stageNames.map(stage => ({ stage, a: of(a, stage), b: of(b, stage) }));
}

/** The two ids of `?compare=a,b`; undefined if there are not two. */
export function comparedIn(search: string): { a: string; b: string } | undefined {
  const [a, b, more] = (new URLSearchParams(search).get('compare') ?? '').split(',');
  return a && b && more === undefined ? { a, b } : undefined;
}

export const comparePath = (a: string, b: string): string =>
  `/sessions?compare=${encodeURIComponent(a)},${encodeURIComponent(b)}`;
