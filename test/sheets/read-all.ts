import { expect } from 'vitest';
import { CaptureError } from '../../lib/errors.ts';
import { type RawRows, type RawValue, rawRow } from '../../lib/model/raw-rows.ts';
import type { HeaderRule } from '../../lib/sheets/header.ts';
import { readSheetFile, type SheetFileOptions } from '../../lib/sheets/read-sheet-file.ts';

/** A row that was read, and where it stood. */
export interface ReadRow {
  readonly position: number;
  readonly row: Record<string, RawValue>;
}

/** A file that was read to its end. */
export interface ReadFile {
  readonly format: string;
  readonly sheets: readonly { readonly name: string | null; readonly rows: readonly ReadRow[] }[];
  readonly told: readonly string[];
}

/** The header of a table with these columns: a row that has the names of all. */
export function headerWith(...columns: readonly string[]): HeaderRule {
  return {
    isHeader: (names) => columns.every((column) => names.includes(column)),
    isColumn: (name) => columns.includes(name),
    required: columns,
  };
}

/** Reads a file to its end. The columns of its table are `ID` and `MARCA`, unless `header` says others. */
export async function readAll(
  bytes: Uint8Array,
  options: Partial<SheetFileOptions> = {},
): Promise<ReadFile> {
  const file = await readSheetFile({
    name: 'vendas.xlsx',
    header: headerWith('ID', 'MARCA'),
    ...options,
    bytes,
  });
  const sheets = [];
  for (const { name, rows } of file.sheets) sheets.push({ name, rows: await rowsOf(rows) });
  return { format: file.format, sheets, told: file.told() };
}

/** The rows of a file with one sheet. */
export async function readRows(
  bytes: Uint8Array,
  options: Partial<SheetFileOptions> = {},
): Promise<readonly ReadRow[]> {
  const { sheets } = await readAll(bytes, options);
  expect(sheets).toHaveLength(1);
  return sheets[0]?.rows ?? [];
}

/** The error that refuses a file. */
export async function faultOf(
  bytes: Uint8Array,
  options: Partial<SheetFileOptions> = {},
): Promise<CaptureError> {
  const fault = await readAll(bytes, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof CaptureError)) throw fault ?? new Error('the file was read');
  return fault;
}

async function rowsOf(chunks: AsyncIterable<RawRows>): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const chunk of chunks) {
    for (let row = 0; row < chunk.length; row++) {
      rows.push({ position: Number(chunk.positions[row]), row: rawRow(chunk, row) });
    }
  }
  return rows;
}
