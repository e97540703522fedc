import type { TemplateResult } from 'lit';
import type { SessionRecord } from '../../protocol/session-record';

/** The place of the sequence diagram on the page of a session, in its report and in saved pictures. */
export interface Diagram {
  /** The diagram of what is in the record; the same record is given as long as nothing was added to it. */
  view(record: SessionRecord, live: boolean): TemplateResult;
  /** All of it as the text of an SVG file that needs nothing else. */
  svg(record: SessionRecord): string;
}
