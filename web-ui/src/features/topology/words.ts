import { known, t, type Message } from '../../i18n/i18n';
import type { AddressLine, PairAnswer, TopologyNode, TopologyRoute } from './model';

/** A value of a NAT report stands in a text by its wire word; here it becomes a word of the language. */
export function say({ key, params }: Message): string {
  const value = `nat.value.${params?.['value']}`;
  return t(key, known(value) ? { ...params, value: t(value) } : params);
}

/** An end is called by what it is, the parts between by where they stand. */
export const titleOf = ({ kind, role }: TopologyNode): string => t(`topology.kind.${role ?? kind}`);

export const nameOf = ({ kind, name = '' }: TopologyNode): string =>
  kind === 'peer-nat' || kind === 'browser-nat' ? t('topology.network', { name }) : name;

export function lineOf(line: AddressLine): string {
  const type = line.type === 'mapped' || line.type === 'seen' ? t(`topology.${line.type}`) : line.type;
  const tcp = line.protocol === 'tcp' ? ' tcp' : '';
  const relay = line.relayProtocol ? ` (${line.relayProtocol.toUpperCase()})` : '';
  const network = line.networkType && line.networkType !== 'unknown' ? ` [${line.networkType}]` : '';
  return `${type}${tcp} ${line.address ?? t('candidates.hidden')}${relay}${network}`;
}

export const routeWords = (route: TopologyRoute): string =>
  `${t(`topology.route.${route.id}`)}: ${t(`topology.state.${route.state}`)}, ${t('topology.pairs', { count: route.pairs })}`;

const answers: readonly PairAnswer[] = ['answered', 'one-way', 'silent', 'unasked'];

/** For example “1 answered, 2 silent”. */
export const answerWords = (counts: TopologyRoute['answers']): string =>
  answers
    .filter(answer => counts[answer] > 0)
    .map(answer => `${counts[answer]} ${t(`topology.answer.${answer}`)}`)
    .join(', ');
