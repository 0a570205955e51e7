import type { Batch } from '../../model/batch.ts';
import { WordColumn, type Words, wordsOfTexts } from '../../model/word-column.ts';

/**
 * Prepares to give rows of a file their lineage, as columns.
 *
 * @returns called with the name of a sheet, `null` for CSV, and the numbers of rows in it, from 1
 * @example
 * lineageOf({ name: 'a.csv', sha256: '3f9a' })(null, [2, 3]).aba // => [null, null]
 */
export function lineageOf({
  name,
  sha256,
}: {
  readonly name: string;
  readonly sha256: string;
}): (sheet: string | null, positions: ArrayLike<number>) => Batch {
  // Batches that share a list of words are written fastest.
  const [names, digests] = [wordsOfTexts([name]), wordsOfTexts([sha256])];
  const sheets = new Map<string, Words>();

  function sheetWords(sheet: string): Words {
    const known = sheets.get(sheet) ?? wordsOfTexts([sheet.toWellFormed()]);
    sheets.set(sheet, known);
    return known;
  }

  return (sheet, positions) => {
    const rows = positions.length;
    return {
      arquivo: repeated(names, rows),
      aba: sheet === null ? new Array<null>(rows).fill(null) : repeated(sheetWords(sheet), rows),
      linha_arquivo: positions,
      arquivo_sha256: repeated(digests, rows),
    };
  };
}

function repeated(words: Words, rows: number): WordColumn {
  return new WordColumn(words, new Uint16Array(rows));
}
