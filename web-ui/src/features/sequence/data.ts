import { currentLanguage } from '../../i18n/i18n';
import type { SessionRecord } from '../../protocol/session-record';
import { SequenceAnalysis } from './analysis';
import { fitting } from './filter';
import { Stack, type Layout } from './layout';
import type { Row, SequenceModel, SequenceUi, Tie } from './model';
import { TieFinder } from './ties';

/** Everything the element draws; the same object as long as nothing of it changed. */
export interface SequenceData {
  model: SequenceModel;
  rows: readonly Row[];
  ties: readonly Tie[];
  layout: Layout;
  ui: Readonly<SequenceUi>;
  live: boolean;
  change: (how: (ui: SequenceUi) => void) => void;
}

const models = new WeakMap<SessionRecord, SequenceModel>();
let growing: SequenceAnalysis | undefined;

/** The diagram of a record, made once for each; of one that grew only what is new is read. */
export function modelOf(record: SessionRecord): SequenceModel {
  let model = models.get(record);
  if (model) return model;
  model = growing?.continued(record);
  if (!model) {
    growing = new SequenceAnalysis(record);
    model = growing.model(record);
  }
  models.set(record, model);
  return model;
}

const ties = new TieFinder();
const stack = new Stack();
let last: { key: string; record: SessionRecord; data: SequenceData } | undefined;

/** What to draw of a record; nothing is made anew while record, choices and language are the same. */
export function dataOf(
  record: SessionRecord,
  live: boolean,
  ui: SequenceUi,
  change: SequenceData['change'],
): SequenceData {
  const { without, text, zoom, follow, open, table, page } = ui;
  const key = JSON.stringify([without, text, zoom, follow, open, table, page, live, currentLanguage()]);
  if (last?.record === record && last.key === key) return last.data;
  const model = modelOf(record);
  const rows = fitting(model, ui);
  const data = {
    model,
    rows,
    ties: ties.of(rows),
    layout: stack.layout(rows, zoom),
    ui: { ...ui },
    live,
    change,
  };
  last = { key, record, data };
  return data;
}
