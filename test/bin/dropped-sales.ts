import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CellContent } from '../../lib/generate/sales/workbook/sheet-xml.ts';
import { workbook } from '../../lib/generate/sales/workbook/workbook.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** The names of the columns, as the workbooks of the shops have them. */
export const HEADER = ['ID_MARCA', 'MARCA', 'ID_LINHA', 'LINHA', 'DATA_VENDA', 'QTD_VENDA'];

/** 2019-05-11 */
const DAY = { day: 18_027 };

/** A workbook for the job `vendas` with a sale for each quantity. */
export function salesWorkbook(...quantities: readonly CellContent[]): Buffer {
  return sheetOf([
    HEADER,
    ...quantities.map((quantity) => [1, 'BOTICÁRIO', 1, 'CABELOS', DAY, quantity]),
  ]);
}

/** A workbook with these rows. */
export function sheetOf(rows: readonly (readonly CellContent[])[]): Buffer {
  return Buffer.concat([...workbook(rows, { sheet: 'Vendas', numbers: 'whole', days: 'serial' })]);
}

/** A folder of a lake, and the inbox of the job `vendas` in it. */
export interface SalesInbox {
  readonly lake: string;
  readonly folder: string;
  /** Puts a file there at once. */
  readonly drop: (name: string, content: string | Uint8Array) => Promise<void>;
  /** Names of what is there: files, notes and hidden entries. */
  readonly names: () => Promise<string[]>;
  /** The text of the note on a file. */
  readonly note: (name: string) => Promise<string>;
}

/** @param lake Default: in a new folder */
export async function salesInbox(lake?: string): Promise<SalesInbox> {
  const place = lake ?? join(await temporaryFolder(), 'lake');
  const folder = join(place, 'entrada/vendas');
  await mkdir(folder, { recursive: true });
  return {
    lake: place,
    folder,
    async drop(name, content) {
      const draft = join(folder, `.${name}`);
      await writeFile(draft, content);
      await rename(draft, join(folder, name));
    },
    names: async () => (await readdir(folder)).sort(),
    note: (name) => readFile(join(folder, `${name}.erro.txt`), 'utf8'),
  };
}
