import { CaptureError } from '../../errors.ts';
import type { RawRows } from '../../model/raw-rows.ts';
import { type CellRange, columnLetters } from '../cell-place.ts';
import type { Header, HeaderRule } from '../header.ts';
import type { SheetRows } from '../sheet-row.ts';
import { SheetTable } from '../sheet-table.ts';
import type { Workbook, Worksheet } from './open-workbook.ts';
import { scanPart } from './scan-part.ts';
import { WorksheetRows } from './worksheet-rows.ts';

/** A sheet whose rows are read. */
export interface WorksheetReading {
  readonly rows: AsyncIterable<RawRows>;
  /** Sentences on how the sheet was read, as far as it was read. */
  told(): readonly string[];
}

/**
 * Reads the rows of one sheet of a workbook. Rows that the program hides are read as well.
 *
 * @param mayBeEmpty whether a sheet without any value is no fault
 *
 * @throws CaptureError while the rows are read: see `SheetTable`, and for merged cells, which hold one value
 *   for several rows or names.
 */
export function readWorksheet(
  workbook: Workbook,
  sheet: Worksheet,
  { header, mayBeEmpty }: { readonly header: HeaderRule; readonly mayBeEmpty: boolean },
): WorksheetReading {
  const place = `sheet ${JSON.stringify(sheet.name)}`;
  const table = new SheetTable({ header, place, mayBeEmpty });
  const cells = new WorksheetRows(workbook.context);
  return {
    rows: table.read(
      rowsOf(workbook, sheet, cells, (range) => checkMerge(range, table.header, place)),
    ),
    told: () =>
      cells.hiddenRows === 0
        ? table.told()
        : [...table.told(), `Hidden rows of ${place} were read as well: ${cells.hiddenRows}.`],
  };
}

/** Checks merged cells once the rows above them were looked through for the header. */
async function* rowsOf(
  { bytes }: Workbook,
  { part }: Worksheet,
  cells: WorksheetRows,
  check: (range: CellRange) => void,
): SheetRows {
  for await (const _ of scanPart(bytes, part, cells)) {
    yield cells.takeRows();
    cells.takeMerges().forEach(check);
  }
}

function checkMerge(range: CellRange, header: Header | undefined, place: string): void {
  if (header === undefined || range.firstColumn >= header.width) return;
  const cells = `${columnLetters(range.firstColumn)}${range.firstRow}:${columnLetters(range.lastColumn)}${range.lastRow}`;
  const inHeader = range.firstRow <= header.position && range.lastRow >= header.position;
  const overRows = range.firstRow > header.position && range.lastRow > range.firstRow;
  if (!inHeader && !overRows) return;
  throw new CaptureError({
    expected: `${inHeader ? 'a header' : 'rows'} without merged cells in ${place}`,
    got: `the merged cells ${cells}`,
    advice: 'Unmerge them, fill each cell with its own value, and drop the file again.',
  });
}
