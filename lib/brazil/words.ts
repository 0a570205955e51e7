import { encoded } from '../model/encoded-text.ts';
import { plainAscii } from './plain-ascii.ts';

/** A word of a list, encoded once, because rows are assembled from bytes. */
export interface Word {
  readonly text: string;
  /** The text in UTF-8. */
  readonly bytes: Uint8Array;
}

/** A word that is also used in e-mail addresses. */
export interface NameWord extends Word {
  /** The text through {@link plainAscii}, in bytes. */
  readonly plain: Uint8Array;
}

/**
 * Encodes a word of a list.
 *
 * @example
 * wordOf('São Paulo').bytes.length // => 10
 */
export function wordOf(text: string): Word {
  return { text, bytes: encoded(text) };
}

/**
 * Encodes a word that is also used in e-mail addresses.
 *
 * @example
 * nameWordOf('João').plain.length // => 4
 */
export function nameWordOf(text: string): NameWord {
  return { text, bytes: encoded(text), plain: encoded(plainAscii(text)) };
}
