import { html } from 'lit';
import type { SessionVerdict } from '../../protocol/session-verdict';
import { currentLanguage, t } from '../../i18n/i18n';
import { phasesView } from '../phases/view';
import type { Diagram } from '../session-record/diagram';
import { modelOf } from './data';
import { sequenceSvg, type DrawingTheme } from './export';
import type { SequenceUi } from './model';
import { sequenceView } from './view';

/** What the diagram of a recorded session needs besides its events. */
export interface DiagramHost {
  ui(): SequenceUi;
  change(how: (ui: SequenceUi) => void): void;
  /** The verdict on the whole session; undefined where only a part of it is shown. */
  verdict(): SessionVerdict | undefined;
  theme(): DrawingTheme;
}

/** Phases and sequence diagram of a recorded session, as on the page of a call. */
export const sessionDiagram = (host: DiagramHost): Diagram => ({
  view: (record, live) =>
    html`${phasesView(record, host.verdict())}
    ${sequenceView({ record, live, waiting: t('sequence.empty') }, host.ui(), how => host.change(how))}`,
  svg: record => sequenceSvg(modelOf(record), host.theme(), currentLanguage()),
});
