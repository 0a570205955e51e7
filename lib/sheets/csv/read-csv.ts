import type { RawRows } from '../../model/raw-rows.ts';
import type { HeaderRule } from '../header.ts';
import type { SheetRows } from '../sheet-row.ts';
import { SheetTable } from '../sheet-table.ts';
import { CsvRecords } from './csv-records.ts';
import { type CsvForm, findCsvForm } from './find-separator.ts';
import { fitRecord } from './fit-record.ts';
import { beginningOf, decodeText, encodingOf, type TextEncoding } from './text-encoding.ts';

/** A file of CSV whose rows are read. */
export interface CsvReading {
  readonly rows: AsyncIterable<RawRows>;
  /** Sentences on how the file was understood, and what was left out as far as it was read. */
  told(): readonly string[];
}

/** Characters from the beginning that separators are tried on. */
const SAMPLE_CHARACTERS = 256 * 1024;

/**
 * Reads CSV: finds out its encoding, its separator and its header. Every value is text; an empty field is
 * `null`. A row has the number that a spreadsheet program shows: records are counted, not lines.
 *
 * @throws CaptureError for what is no text; while the rows are read, for a quote that is not closed, and
 *   see `SheetTable`.
 */
export function readCsv(
  bytes: Uint8Array,
  { header }: { readonly header: HeaderRule },
): CsvReading {
  const encoding = encodingOf(bytes);
  const form = findCsvForm(beginningOf(bytes, encoding, SAMPLE_CHARACTERS), header);
  const { separator } = form;
  const table = new SheetTable({
    header,
    place: 'the file',
    fit: (values, width) => fitRecord(values, { width, separator }),
  });
  return {
    rows: table.read(recordsOf(bytes, encoding, form)),
    told: () => [
      `The encoding is ${encoding}, the separator a ${SEPARATOR_NAMES[separator]}.`,
      ...table.told(),
    ],
  };
}

const SEPARATOR_NAMES = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'vertical bar' };

async function* recordsOf(bytes: Uint8Array, encoding: TextEncoding, form: CsvForm): SheetRows {
  const records = new CsvRecords(form);
  for (const piece of decodeText(bytes, encoding)) yield records.write(piece);
  yield records.end();
}
