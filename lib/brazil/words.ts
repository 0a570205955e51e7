import { encoded } from '../model/encoded-text.ts';
import { plainAscii } from './plain-ascii.ts';

/** A word of a list, encoded once: rows are put together from bytes. */
export interface Word {
  readonly text: string;
  /** In UTF-8. */
  readonly bytes: Uint8Array;
}

/** A word that also stands in e-mail addresses. */
export interface NameWord extends Word {
  /** Its {@link plainAscii}, in bytes. */
  readonly plain: Uint8Array;
}

/**
 * A word of a list.
 *
 * @example
 * wordOf('São Paulo').bytes.length // => 10
 */
export function wordOf(text: string): Word {
  return { text, bytes: encoded(text) };
}

/**
 * A word that also stands in e-mail addresses.
 *
 * @example
 * nameWordOf('João').plain.length // => 4
 */
export function nameWordOf(text: string): NameWord {
  return { text, bytes: encoded(text), plain: encoded(plainAscii(text)) };
}
