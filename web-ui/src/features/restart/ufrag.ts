import type { StatsObject } from '../candidates/analysis';
import { selectedPairIdIn } from '../candidates/analysis';

/** The ICE user fragment of a description; it names the generation of the credentials (RFC 8445 §9, RFC 8839 §5.4). */
export const ufragOf = (sdp: string | undefined): string | undefined =>
  /^a=ice-ufrag:(\S+)/m.exec(sdp ?? '')?.[1];

/** The user fragment of this end of the pair in use; undefined if the report does not tell. */
export function ufragInUse(report: readonly StatsObject[]): string | undefined {
  const pair = report.find(({ id }) => id === selectedPairIdIn(report));
  const local = report.find(({ id }) => id === pair?.['localCandidateId']);
  const ufrag = local?.['usernameFragment'];
  return typeof ufrag === 'string' && ufrag !== '' ? ufrag : undefined;
}

/** Whether checks of that generation of this end were answered: its path works, whichever pair the browser uses. */
export function isAnswered(report: readonly StatsObject[], ufrag: string): boolean {
  const ofGeneration = new Set(
    report.filter(({ usernameFragment }) => usernameFragment === ufrag).map(({ id }) => id),
  );
  return report.some(
    ({ type, state, localCandidateId }) =>
      type === 'candidate-pair' && state === 'succeeded' && ofGeneration.has(String(localCandidateId)),
  );
}

/** How often another pair was selected; undefined if the report does not tell. */
export function pairChanges(report: readonly StatsObject[]): number | undefined {
  const changes = report.find(({ type }) => type === 'transport')?.['selectedCandidatePairChanges'];
  return typeof changes === 'number' ? changes : undefined;
}
