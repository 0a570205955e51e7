import type { InputFile, InputGenerator } from '../../model/input-generator.ts';
import { type ShopSale, salesOfYear } from './sales-of-year.ts';
import { type SalesSettings, salesSettings } from './sales-settings.ts';
import { type SheetRow, withSheetFaults } from './sheet-faults.ts';
import type { CellContent } from './workbook/sheet-xml.ts';
import { type WorkbookStyle, workbook } from './workbook/workbook.ts';

/** A workbook: what it is called, and what it holds, in years after the first one. */
interface WorkbookPlan {
  readonly named: number;
  readonly holds: number;
  readonly style: WorkbookStyle;
}

/**
 * The trap: only the last workbook holds the year of its name. The first one holds the same rows as
 * the last one, but other bytes, because another program wrote it.
 */
const plans: readonly WorkbookPlan[] = [
  { named: 0, holds: 2, style: { sheet: 'Planilha1', numbers: 'decimal', days: 'serial' } },
  { named: 1, holds: 0, style: { sheet: 'Base', numbers: 'whole', days: 'text' } },
  { named: 2, holds: 2, style: { sheet: 'Vendas', numbers: 'whole', days: 'serial' } },
];

/** The columns of a sheet, in order. */
const header = ['ID_MARCA', 'MARCA', 'ID_LINHA', 'LINHA', 'DATA_VENDA', 'QTD_VENDA'] as const;

/** Generates the workbooks of a chain of shops, for the job `vendas`. */
export const generatedWorkbooks: InputGenerator<typeof salesSettings> = {
  settings: salesSettings,
  files: (settings) => plans.map((plan) => workbookFile(plan, settings)),
};

function workbookFile({ named, holds, style }: WorkbookPlan, settings: SalesSettings): InputFile {
  const firstYear = settings['first-year'];
  const rows = sheetRows(firstYear + holds, settings);
  return {
    name: `base_${firstYear + named}.xlsx`,
    rows: rows.length,
    bytes: () => workbook(cells(rows), style),
  };
}

/**
 * The rows of a sheet that holds a year, without its header.
 *
 * @example
 * sheetRows(2017, { seed: 'demo', 'first-year': 2017, rows: 1, growth: 0, faults: 0 }).length // => 1
 */
export function sheetRows(year: number, settings: SalesSettings): readonly SheetRow[] {
  return withSheetFaults(salesOfYear(year, settings).map(sheetRow), year, settings);
}

function sheetRow({ brand, line, day, quantity }: ShopSale): SheetRow {
  return {
    ID_MARCA: brand.id,
    MARCA: brand.name,
    ID_LINHA: line.id,
    LINHA: line.name,
    DATA_VENDA: { day },
    QTD_VENDA: quantity,
  };
}

function* cells(rows: readonly SheetRow[]): Generator<readonly CellContent[]> {
  yield header;
  for (const row of rows) yield header.map((name) => row[name]);
}
