import { escapeUnprintable } from '../../printable.ts';

/** Text of HTML. Everything else that is put into a page is escaped. */
export class Markup {
  readonly text: string;

  /** @param text that is HTML already */
  constructor(text: string) {
    this.text = text;
  }
}

/** What a template of HTML takes: text is escaped, and `undefined` is nothing. */
export type Content = string | number | undefined | Markup | readonly Content[];

/**
 * A template of HTML in which all text is escaped, also that which would hide or reorder other text.
 *
 * @example
 * html`<p>${'<script>'}</p>`.text // => '<p>&lt;script&gt;</p>'
 */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const parts = strings.map((text, place) => `${text}${textOf(contents[place])}`);
  return new Markup(parts.join(''));
}

function textOf(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  return content.map(textOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that stands for itself in HTML, within elements and within attributes. */
function escapeHtml(text: string): string {
  return escapeUnprintable(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
