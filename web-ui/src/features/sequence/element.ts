import { html, nothing, render, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { currentLanguage, t } from '../../i18n/i18n';
import type { SequenceData } from './data';
import { detailsView } from './details-view';
import { bracketsOf, drawHeads, drawItem, headHeight, lookOf, type Scene } from './drawing';
import { geometryOf, rowAfterKey, visible, type Geometry, type Item } from './layout';
import { bracketView, shapeView } from './shapes';
import type { Row } from './model';
import { part } from '../../shared/part';
import { rowText } from './words';

export const elementName = 'sequence-diagram';

/** Drawn beyond what is in view, in px, so that scrolling finds rows already there. */
const overscan = 400;
/** Above what is in view while it follows the end, until somebody scrolls. */
const whileFollowing = 160;
const atEnd = 12;
/** The drawing is longer than its rows by up to this, px. */
const lengthStep = 8000;

/**
 * The diagram in its scrolling frame. Only rows in view are in the document; the state of the page stays outside,
 * while position, focus and pointer are the element's own.
 */
export class SequenceDiagram extends HTMLElement {
  private shown: SequenceData | undefined;
  private geometry: Geometry = geometryOf(5, 0);
  private available = 0;
  private viewHeight = 600;
  private scrolled = 0;
  private drawnFrom = 0;
  private drawnTo = 0;
  /** Row that Tab reaches. */
  private current: string | undefined;
  private pointed: string | undefined;
  private readonly sizes = new ResizeObserver(() => this.measure());

  set data(data: SequenceData | undefined) {
    this.shown = data;
    this.draw();
    // Once all of the page is drawn: where the end is, is measured, and nothing may change after that.
    if (data?.live && data.ui.follow) queueMicrotask(() => this.toEnd());
  }

  connectedCallback(): void {
    this.sizes.observe(this);
    this.measure();
  }

  disconnectedCallback(): void {
    this.sizes.disconnect();
  }

  private get frame(): HTMLElement | null {
    return this.querySelector('.sequence-frame');
  }

  private measure(): void {
    const { frame } = this;
    const available = (frame ?? this).clientWidth;
    const height = frame?.clientHeight ?? 0;
    if (available === this.available && height === this.viewHeight) return;
    this.available = available;
    this.viewHeight = height || 600;
    this.draw();
  }

  private toEnd(): void {
    const { frame, shown } = this;
    if (!frame || !shown?.live || !shown.ui.follow) return;
    frame.scrollTop = headHeight + shown.layout.height;
  }

  private readonly onScroll = (): void => {
    const { frame, shown } = this;
    if (!frame || !shown) return;
    this.scrolled = frame.scrollTop;
    const end = frame.scrollTop + frame.clientHeight >= frame.scrollHeight - atEnd;
    if (shown.live && shown.ui.follow !== end) shown.change(ui => (ui.follow = end));
    const top = this.scrolled - headHeight;
    if (top < this.drawnFrom || top + this.viewHeight > this.drawnTo) this.draw();
  };

  private readonly onPoint = (event: Event): void => {
    const key = keyAt(event);
    if (key === this.pointed) return;
    this.pointed = key;
    this.draw();
  };

  private readonly onFocus = (event: Event): void => {
    const key = keyAt(event);
    if (key === undefined || key === this.current) return;
    this.current = key;
    this.draw();
  };

  private readonly onClick = (event: Event): void => {
    const key = keyAt(event);
    // The end of a selection of text is no click.
    if (key === undefined || getSelection()?.isCollapsed === false) return;
    this.current = key;
    this.open(key === this.shown?.ui.open ? undefined : key);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { shown } = this;
    if (!shown || event.altKey || event.ctrlKey || event.metaKey) return;
    const index = indexOf(shown.rows, this.current);
    if (event.key === 'Enter' || event.key === ' ') this.open(this.current);
    else if (event.key === 'Escape' && shown.ui.open !== undefined) this.open(undefined);
    else {
      const page = Math.max(1, Math.floor(this.viewHeight / 40));
      const next = rowAfterKey(event.key, Math.max(0, index), shown.rows.length, page);
      if (next === undefined) return;
      this.goTo(next);
    }
    event.preventDefault();
  };

  private open(key: string | undefined): void {
    this.shown?.change(ui => (ui.open = key));
  }

  /** Brings a row into view and gives it the focus. */
  private goTo(index: number): void {
    const { shown, frame } = this;
    const row = shown?.rows[index];
    const item = shown?.layout.items[shown.layout.itemOf[index] ?? -1];
    if (!row || !item || !frame) return;
    this.current = row.key;
    const top = item.y;
    const bottom = item.y + item.height + headHeight;
    if (top < frame.scrollTop) frame.scrollTop = top;
    else if (bottom > frame.scrollTop + frame.clientHeight) frame.scrollTop = bottom - frame.clientHeight;
    this.scrolled = frame.scrollTop;
    this.draw();
    this.querySelector<SVGGElement>(`g[data-key="${CSS.escape(row.key)}"]`)?.focus({ preventScroll: true });
  }

  private draw(): void {
    const { shown } = this;
    if (!shown || !this.isConnected) return;
    if (!shown.rows.some(({ key }) => key === this.current)) this.current = shown.rows[0]?.key;
    const geometry = geometryOf(shown.model.columns.length, this.available - 2);
    if (geometry.width !== this.geometry.width || geometry.columns.length !== this.geometry.columns.length) {
      this.geometry = geometry;
    }
    render(this.view(shown), this);
  }

  private view(shown: SequenceData): TemplateResult {
    const scene: Scene = { columns: shown.model.columns, geometry: this.geometry, zoom: shown.ui.zoom };
    const { width } = this.geometry;
    const { layout } = shown;
    const top = this.scrolled - headHeight - (shown.live && shown.ui.follow ? whileFollowing : overscan);
    const bottom = this.scrolled + this.viewHeight + overscan;
    this.drawnFrom = top <= 0 ? -Infinity : top;
    this.drawnTo = bottom;
    const items = this.inView(shown, top, bottom);
    // Longer than the rows and clipped where they end: a drawing of another size is laid out with all that is in it.
    const length = Math.ceil(layout.height / lengthStep) * lengthStep;
    const open = indexOf(shown.rows, shown.ui.open);
    const peek = open >= 0 ? open : indexOf(shown.rows, this.pointed ?? this.focused);
    return html`<div class="sequence-frame" @scroll=${this.onScroll}>
        <svg class="sequence-drawing sequence-heads" width=${width} height=${headHeight} aria-hidden="true">
          ${part([scene.columns, this.geometry], () =>
            drawHeads(scene).map(
              drawn => svg`<g data-actor=${drawn.actor}>${drawn.shapes.map(shapeView)}</g>`,
            ),
          )}
        </svg>
        <div class="sequence-clip" style="height: ${layout.height}px">
          <svg
            class="sequence-drawing sequence-rows"
            width=${width}
            height=${length}
            role="listbox"
            aria-label=${t('sequence.picture')}
            @click=${this.onClick}
            @keydown=${this.onKey}
            @focusin=${this.onFocus}
            @pointerover=${this.onPoint}
            @pointerleave=${this.onPoint}
          >
            <g aria-hidden="true">
              ${part([this.geometry, length], () =>
                this.geometry.columns.map(
                  x => svg`<line class="lifeline" x1=${x} x2=${x} y1="0" y2=${length} />`,
                ),
              )}
              ${repeat(bracketsOf(shown.ties, layout, top, bottom), ({ key }) => key, bracketView)}
            </g>
            ${repeat(
              items,
              item => (item.kind === 'row' ? item.row.key : item.key),
              item => this.itemView(item, scene, shown),
            )}
          </svg>
        </div>
      </div>
      ${detailsView(shown, peek, open >= 0, () => this.open(undefined))}`;
  }

  private get focused(): string | undefined {
    return this.contains(document.activeElement) ? this.current : undefined;
  }

  /** What is in view, and the row with the focus wherever it is. */
  private inView({ layout, rows }: SequenceData, top: number, bottom: number): readonly Item[] {
    const [first, end] = visible(layout, top, bottom);
    const items = layout.items.slice(first, end);
    const current = layout.itemOf[indexOf(rows, this.current)];
    if (current === undefined) return items;
    const item = layout.items[current]!;
    if (current < first) return [item, ...items];
    return current >= end ? [...items, item] : items;
  }

  /** Most items stay as they are while others come; one that comes between only moves those below it. */
  private itemView(item: Item, scene: Scene, shown: SequenceData): unknown {
    const drawn = [item.height, scene.zoom, this.geometry, currentLanguage()];
    const shapes = (): SVGTemplateResult[] => drawItem({ ...item, y: 0 }, scene).shapes.map(shapeView);
    if (item.kind === 'pause') {
      const stamp = [item.ms, ...drawn];
      return guard(
        [item.y, ...stamp],
        () =>
          svg`<g class="pause-row" aria-hidden="true" transform=${below(item.y)}>${guard(stamp, shapes)}</g>`,
      );
    }
    const { row, index } = item;
    const stamp = [row, row.flag, row.form, row.seen, row.label, ...drawn];
    const place = {
      y: item.y,
      index,
      // How many there will be is not known while they come.
      of: shown.live ? -1 : shown.rows.length,
      current: row.key === this.current,
      open: row.key === shown.ui.open,
    };
    return guard([...Object.values(place), ...stamp], () =>
      this.rowView(row, place, scene, guard(stamp, shapes)),
    );
  }

  private rowView(row: Row, place: Place, scene: Scene, shapes: unknown): SVGTemplateResult {
    const { columns } = scene;
    const look = lookOf(row, scene);
    return svg`<g
      class="row"
      transform=${below(place.y)}
      role="option"
      tabindex=${place.current ? 0 : -1}
      aria-selected=${place.open}
      aria-posinset=${place.index + 1}
      aria-setsize=${place.of}
      aria-label=${guard([row, row.flag, row.form, row.seen, row.label, currentLanguage()], () => rowText(row, columns))}
      data-key=${row.key}
      data-actor=${look.actor}
      data-style=${look.style}
      data-form=${look.form}
      data-tone=${look.tone}
      data-kind=${row.kind}
      data-phase=${row.phase}
      data-flag=${row.flag ?? nothing}
      data-events=${[...row.seen.map(({ n }) => n), ...row.basis].join(' ')}
    >${shapes}</g>`;
  }
}

/** Where a row is drawn, and what depends on rows beside it. */
interface Place {
  y: number;
  index: number;
  of: number;
  current: boolean;
  open: boolean;
}

const indexOf = (rows: readonly Row[], wanted: string | undefined): number =>
  wanted === undefined ? -1 : rows.findIndex(({ key }) => key === wanted);

const below = (y: number): string => `translate(0 ${y})`;

const keyAt = (event: Event): string | undefined =>
  event.type !== 'pointerleave' && event.target instanceof Element
    ? (event.target.closest<SVGGElement>('g.row')?.dataset['key'] ?? undefined)
    : undefined;

if (!customElements.get(elementName)) customElements.define(elementName, SequenceDiagram);
