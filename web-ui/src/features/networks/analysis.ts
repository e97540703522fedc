import type { Measured, NatReportBody, Unknown } from '../../protocol/rest';
import { readUnknown, type NatField } from '../nat-report/analysis';

type UnknownField = Extract<NatField, { known: false }>;

const reasonKey = ({ code, params, unknown }: Unknown): string =>
  code ? `${code} ${JSON.stringify(params ?? {})}` : unknown;

/** Why fields of a report are unknown: each reason once, in the order of the fields. */
export function unknownReasons(report: NatReportBody): UnknownField[] {
  const fields: (Measured | null | undefined)[] = [
    report.nat,
    report.mapping,
    report.filtering,
    report.mappedAddress,
    report.udp,
    report.tcp,
    report.tls,
  ];
  const seen = new Map<string, UnknownField>();
  for (const measured of fields) {
    if (typeof measured !== 'object' || measured === null) continue;
    const field = readUnknown(measured);
    if (!field.known) seen.set(reasonKey(measured), field);
  }
  return [...seen.values()];
}
