import { randomStream, scale } from '../../model/keyed-random.ts';
import type { SalesSettings } from './sales-settings.ts';
import type { CellContent } from './workbook/sheet-xml.ts';

/** One row of a sheet, by the name in its header. */
export interface SheetRow {
  readonly ID_MARCA: CellContent;
  readonly MARCA: CellContent;
  readonly ID_LINHA: CellContent;
  readonly LINHA: CellContent;
  readonly DATA_VENDA: CellContent;
  readonly QTD_VENDA: CellContent;
}

/** One way in which a row breaks a rule of the table. */
export interface SheetFault {
  readonly name: string;
  /**
   * The cells that differ.
   *
   * @param year of the sales
   */
  readonly cells: (year: number) => Partial<SheetRow>;
}

/** All faults, each with the same probability. */
export const sheetFaults: readonly SheetFault[] = [
  { name: 'nothing sold', cells: () => ({ QTD_VENDA: 0 }) },
  { name: 'more than 20 sold', cells: () => ({ QTD_VENDA: 21 }) },
  { name: 'part of a unit sold', cells: () => ({ QTD_VENDA: 1.5 }) },
  { name: 'quantity in words', cells: () => ({ QTD_VENDA: 'doze' }) },
  { name: 'no quantity', cells: () => ({ QTD_VENDA: null }) },
  { name: 'brand that does not exist', cells: () => ({ ID_MARCA: 6, MARCA: 'MARCA NOVA' }) },
  { name: 'line without a number', cells: () => ({ ID_LINHA: '#N/D' }) },
  { name: 'day that does not exist', cells: (year) => ({ DATA_VENDA: `31/02/${year}` }) },
];

/**
 * The rows with faults in a share of them; the others are as they are. A faulty row has one fault.
 *
 * @param rows of one year
 */
export function withSheetFaults(
  rows: readonly SheetRow[],
  year: number,
  { seed, faults }: Pick<SalesSettings, 'seed' | 'faults'>,
): readonly SheetRow[] {
  if (faults === 0) return rows;
  const chosen = randomStream(seed, 'vendas', 'faulty row', String(year));
  const kind = randomStream(seed, 'vendas', 'fault', String(year));
  return rows.map((row, index) => {
    if (chosen.uint32(index) >= faults * 2 ** 32) return row;
    return { ...row, ...sheetFaults[scale(kind.uint32(index), sheetFaults.length)]?.cells(year) };
  });
}
