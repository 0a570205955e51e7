import type { VerdictState } from '../verdict.ts';
import { type Content, html, Markup } from './markup.ts';

/** A column of a table. */
export interface TableColumn {
  readonly title: string;
  /** Whether its cells are numbers, which are aligned at their last digit. Default: `false`. */
  readonly isNumber?: boolean;
}

/** A table with a caption, in a box of its own that scrolls where the page is too narrow. */
export function dataTable(
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly Content[])[],
  classes = '',
): Markup {
  const number = (column: TableColumn | undefined) => (column?.isNumber ? ' class="number"' : '');
  const head = columns.map((column) =>
    raw(`<th scope="col"${number(column)}>`, column.title, '</th>'),
  );
  const body = rows.map(
    (row) =>
      html`<tr>${row.map((cell, place) =>
        place === 0
          ? html`<th scope="row">${cell}</th>`
          : raw(`<td${number(columns[place])}>`, cell, '</td>'),
      )}</tr>`,
  );
  return scrollBox(
    caption,
    html`<table class="${classes}"><caption class="unseen">${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
  );
}

/** A box that scrolls sideways where its content is wider than the page; reachable by the keyboard. */
export function scrollBox(label: string, content: Content, classes = ''): Markup {
  return html`<div class="scroll ${classes}" role="group" aria-label="${label}" tabindex="0">${content}</div>`;
}

/** A sign and a word for a state: never a colour only. */
export function stateBadge(state: VerdictState, text: string): Markup {
  return html`<span class="badge ${state}"><span class="sign" aria-hidden="true">${signs[state]}</span>${text}</span>`;
}

/** A figure: its title, a note, and what it shows. */
export function figure(title: string, content: Content, note: Content = undefined): Markup {
  const small = note === undefined ? undefined : html`<p class="note">${note}</p>`;
  return html`<figure><figcaption>${title}</figcaption>${small}${content}</figure>`;
}

const signs: Readonly<Record<VerdictState, string>> = {
  good: '✓',
  warning: '!',
  bad: '✗',
  nothing: '–',
};

/** Tags that are written in this file, around content that is escaped. */
function raw(before: string, content: Content, after: string): Markup {
  return html`${new Markup(before)}${content}${new Markup(after)}`;
}
