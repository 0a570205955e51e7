import type { RawRows } from '../model/raw-rows.ts';
import { readCsv } from './csv/read-csv.ts';
import { formatOf, type SheetFormat } from './file-content.ts';
import type { HeaderRule } from './header.ts';
import { chooseSheets, type SheetChoice } from './xlsx/choose-sheets.ts';
import { openWorkbook } from './xlsx/open-workbook.ts';
import { readWorksheet } from './xlsx/read-worksheet.ts';

/** What a file is read by. */
export interface SheetFileOptions {
  /** Its name, for its extension. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly header: HeaderRule;
  /** Default: `first`. */
  readonly sheets?: SheetChoice;
  /** Bytes that the parts of a workbook have at most when they are inflated. Default: 1 GiB. */
  readonly mostBytes?: number;
}

/** One sheet of a file. */
export interface Sheet {
  /** `null` for a file of CSV. */
  readonly name: string | null;
  /** Its rows, which can be read once. */
  readonly rows: AsyncIterable<RawRows>;
}

/** A file whose sheets can be read. */
export interface SheetFile {
  readonly format: SheetFormat;
  readonly sheets: readonly Sheet[];
  /**
   * Sentences on how the file was understood: encoding, separator, sheets, where headers are, what was
   * skipped. Complete after the last row was read.
   */
  told(): readonly string[];
}

/**
 * Opens a spreadsheet or a file of CSV by what is in it.
 *
 * @throws CaptureError when the file is not usable as a whole; the message says how to mend it, and holds
 *   no value. Reading the rows throws it as well, so rows count only after the last one.
 */
export async function readSheetFile({
  name,
  bytes,
  header,
  sheets = 'first',
  ...options
}: SheetFileOptions): Promise<SheetFile> {
  const format = formatOf({ name, bytes });
  if (format === 'csv') {
    const { rows, told } = readCsv(bytes, { header });
    return { format, sheets: [{ name: null, rows }], told };
  }
  const workbook = await openWorkbook(bytes, options);
  const { chosen, told } = chooseSheets(workbook.sheets, sheets);
  const readings = chosen.map((sheet) => ({
    sheet,
    ...readWorksheet(workbook, sheet, { header, mayBeEmpty: sheets === 'all' }),
  }));
  return {
    format,
    sheets: readings.map(({ sheet, rows }) => ({ name: sheet.name, rows })),
    told: () => [...told, ...readings.flatMap((reading) => reading.told())],
  };
}
