import { html, Markup } from '../page/markup.ts';
import type { ReportWords } from '../texts/words.ts';
import type { Drawing, PlotOptions, Plotter } from './plot.ts';

/** What charts are drawn with. */
export interface Pen {
  readonly plotter: Plotter;
  readonly words: ReportWords;
}

/** Widths at which a chart over the whole page is drawn, in pixels: for a desk or paper, and for a phone. */
export const widths = { wide: 900, narrow: 344 } as const;

/** Width at which a chart over half of the page is drawn, in pixels. */
export const HALF_WIDTH = 420;

/** Colours of the style sheet, which has them for light and dark pages. */
export const colours = {
  data: 'var(--data)',
  soft: 'var(--data-soft)',
  rule: 'var(--rule)',
  bad: 'var(--bad)',
  quiet: 'var(--quiet)',
} as const;

/** A drawing as an image of the page, which a reader of the screen announces by its label. */
export function image({ width, height, marks }: Drawing, label: string, classes: string): Markup {
  return html`<svg class="chart ${classes}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">${new Markup(withoutLabels(marks))}</svg>`;
}

/** A chart over the whole page, drawn twice: the style sheet shows the one that has room. */
export function wideImage(
  pen: Pen,
  label: string,
  optionsAt: (width: number) => PlotOptions,
): readonly Markup[] {
  const { draw } = pen.plotter;
  return [
    image(draw(optionsAt(widths.wide)), label, 'wide'),
    image(draw(optionsAt(widths.narrow)), label, 'narrow'),
  ];
}

/** Labels of the parts of an image say nothing that its own label does not. */
function withoutLabels(marks: string): string {
  return marks.replace(/ (aria-label|aria-description|aria-hidden|font-variant)="[^"]*"/g, '');
}
