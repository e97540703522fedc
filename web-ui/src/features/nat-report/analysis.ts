import { known, message, type Message } from '../../i18n/i18n';
import type { Measured, NatFinding } from '../../protocol/rest';

/** A field of the report ready to be said: a value with its meaning, or why it is not known. */
export type NatField =
  | { known: true; value: Message | string; about: Message | undefined }
  /** `told` is the reason in the service's own English where its code is new to this page. */
  | { known: false; why: Message | undefined; told: string | undefined; decides: Message | undefined };

export type VerdictName = 'nat' | 'mapping' | 'filtering' | 'udp' | 'tcp' | 'tls' | 'portPreservation';

export function readField(name: VerdictName, measured: Measured | null | undefined): NatField {
  if (typeof measured !== 'string') return readUnknown(measured);
  const value = `nat.value.${measured}`;
  const about = name === 'nat' ? `nat.about.${measured}` : `nat.about.${name}-${measured}`;
  return {
    known: true,
    value: known(value) ? message(value) : measured,
    about: known(about) ? message(about) : undefined,
  };
}

export function readUnknown(measured: Exclude<Measured, string> | null | undefined): NatField {
  const params = measured?.params ?? {};
  const why = `natUnknown.${measured?.code}`;
  const decides = `natDecides.${measured?.code}`;
  return {
    known: false,
    why: known(why) ? message(why, params) : undefined,
    told: measured?.unknown,
    decides: known(decides) ? message(decides, params) : undefined,
  };
}

/** The sentence of a finding in the language of the page, or as the service wrote it where the code is new. */
export function readFinding(finding: NatFinding | string): Message | string {
  if (typeof finding === 'string') return finding;
  const key = `natFinding.${finding.code}`;
  return known(key) ? message(key, finding.params ?? {}) : (finding.text ?? finding.code ?? '');
}
