import type { Batch } from '../../model/batch.ts';
import { WordColumn, wordsOfTexts } from '../../model/word-column.ts';

/**
 * The lineage of some rows of a sheet, as columns.
 *
 * @param sheet name of the sheet; `null` for CSV
 * @param positions numbers of the rows in the sheet, from 1
 * @example
 * lineageOf({ name: 'a.csv', sha256: '3f9a' }, null, [2, 3]).aba // => [null, null]
 */
export function lineageOf(
  { name, sha256 }: { readonly name: string; readonly sha256: string },
  sheet: string | null,
  positions: ArrayLike<number>,
): Batch {
  const rows = positions.length;
  return {
    arquivo: repeated(name, rows),
    aba: sheet === null ? new Array<null>(rows).fill(null) : repeated(sheet.toWellFormed(), rows),
    linha_arquivo: positions,
    arquivo_sha256: repeated(sha256, rows),
  };
}

function repeated(text: string, rows: number): WordColumn {
  return new WordColumn(wordsOfTexts([text]), new Uint16Array(rows));
}
