import type { Words } from '../model/word-column.ts';

/**
 * Texts that a column may have before it counts as one of many texts. So few that a file gets the same
 * dictionary from words as from texts: Parquet's writer looks for mostly different texts from row 256 on,
 * and takes three of four for mostly.
 */
const FEW = 192;

const encoder = new TextEncoder();

/** The texts of a column as words, each encoded once. */
export class KnownWords {
  readonly words: Words;
  readonly #texts: string[];
  readonly #bytes: Uint8Array[];
  readonly #numbers: Map<string, number>;
  readonly #most: number;

  /** @param all texts that the column can have. Default: those that it turns out to have, while they are few. */
  constructor(all?: Words) {
    this.#texts = [...(all?.texts ?? [])];
    this.#bytes = [...(all?.bytes ?? [])];
    // Words are only added at the end, so that columns that refer to the list stay as they are.
    this.words = { texts: this.#texts, bytes: this.#bytes };
    this.#numbers = new Map(this.#texts.map((text, number) => [text, number]));
    this.#most = all?.texts.length ?? FEW;
  }

  /**
   * The number of a text, which is added if there is room for it; `undefined` when there is none.
   *
   * @example
   * new KnownWords(wordsOfTexts(['a', 'b'])).numberOf('b') // => 1
   * new KnownWords(wordsOfTexts(['a', 'b'])).numberOf('c') // => undefined
   * new KnownWords().numberOf('c') // => 0
   */
  numberOf(text: string): number | undefined {
    const known = this.#numbers.get(text);
    if (known !== undefined || this.#texts.length >= this.#most) return known;
    this.#numbers.set(text, this.#texts.length);
    this.#bytes.push(encoder.encode(text));
    return this.#texts.push(text) - 1;
  }
}
