import { writeFileSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import { salesOfYear } from '../lib/generate/sales/sales-of-year.ts';
import { salesSettings } from '../lib/generate/sales/sales-settings.ts';
import { completeSettings } from '../lib/model/settings.ts';

type Sale = readonly [number, string, number, string, Date, number];

const DAY_MS = 86_400_000;

const HEADER = ['ID_MARCA', 'MARCA', 'ID_LINHA', 'LINHA', 'DATA_VENDA', 'QTD_VENDA'];

/** Sales of one year; after these, they repeat. */
const MOST_DIFFERENT = 200_000;

/** Writes a workbook of sales as spreadsheet programs do: deflated, with shared strings and dates. */
export async function writeWorkbook(path: string, rows: number): Promise<void> {
  const sheet = { name: 'Vendas', rows: [HEADER, ...salesOf(rows).map((sale) => [...sale])] };
  writeFileSync(path, await writeXlsx({ sheets: [sheet] }));
}

/** Writes the same sales as CSV, as spreadsheet programs in Brazil do: with semicolons and `dd/mm/yyyy`. */
export function writeCsv(path: string, rows: number): void {
  const lines = salesOf(rows).map(([idBrand, brand, idLine, line, day, quantity]) =>
    [idBrand, brand, idLine, line, brazilian(day), quantity].join(';'),
  );
  writeFileSync(path, [HEADER.join(';'), ...lines, ''].join('\r\n'));
}

function salesOf(rows: number): Sale[] {
  const settings = completeSettings(
    salesSettings,
    { rows: Math.min(rows, MOST_DIFFERENT) },
    { owner: 'vendas' },
  );
  const different = salesOfYear(settings['first-year'], settings).map(
    ({ brand, line, day, quantity }): Sale => [
      brand.id,
      brand.name,
      line.id,
      line.name,
      new Date(day * DAY_MS),
      quantity,
    ],
  );
  const sales: Sale[] = [];
  while (sales.length < rows) {
    for (const sale of different.slice(0, rows - sales.length)) sales.push(sale);
  }
  return sales;
}

function brazilian(day: Date): string {
  return day.toISOString().slice(0, 10).split('-').reverse().join('/');
}
