const encoder = new TextEncoder();

/** A list of texts that the rows of a column repeat. */
export interface Words {
  readonly texts: readonly string[];
  /** The same texts in UTF-8. */
  readonly bytes: readonly Uint8Array[];
}

/**
 * The texts of a list, encoded once.
 *
 * @throws RangeError if a text has lone surrogates, which UTF-8 cannot encode.
 * @example
 * wordsOfTexts(['SP', 'São Paulo']).bytes[1].length // => 10
 */
export function wordsOfTexts(texts: readonly string[]): Words {
  if (!texts.every((text) => text.isWellFormed())) {
    throw new RangeError('a word with lone surrogates');
  }
  return { texts, bytes: texts.map((text) => encoder.encode(text)) };
}

/**
 * A column of text whose rows are numbers of words in a list. Parquet's dictionary encoding stores
 * it the same way, so that no text is built for a row.
 */
export class WordColumn {
  readonly words: Words;
  /** For each row, the position of its word in the list. */
  readonly numbers: Uint16Array | Uint32Array;

  constructor(words: Words, numbers: Uint16Array | Uint32Array) {
    this.words = words;
    this.numbers = numbers;
  }

  /** Number of rows. */
  get length(): number {
    return this.numbers.length;
  }

  /** The text of a row (from 0); `undefined` after the last. */
  at(row: number): string | undefined {
    const number = this.numbers[row];
    return number === undefined ? undefined : this.words.texts[number];
  }

  *[Symbol.iterator](): Generator<string> {
    for (const number of this.numbers) yield this.words.texts[number] ?? '';
  }
}
