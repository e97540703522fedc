import type { SessionRecordBody } from '../../protocol/session-record';

/** The data a report carries. */
export interface ReportData {
  session: SessionRecordBody;
  /** As the service answered; undefined if it did not. */
  verdict: unknown;
  addresses: 'pseudonyms' | 'real';
}

const begin = '<script type="application/json" id="session-data">';
const end = '</script>';
/** The place of the data in `report.html`. */
const place = /<script type="application\/json" id="session-data">\s*null\s*<\/script>/;

/**
 * JSON that can stand inside an HTML element: names of peers and texts of servers are written by others. Without `<`
 * nothing ends the element or begins a comment (HTML §13.2.5.4), and U+2028 and U+2029 end no line of a script.
 */
export const jsonForHtml = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The report with its data in it; undefined if the template is none. */
export function fillReport(template: string, data: ReportData): string | undefined {
  const parts = template.split(place);
  if (parts.length !== 2) return undefined;
  return parts.join(`${begin}${jsonForHtml(data)}${end}`);
}
