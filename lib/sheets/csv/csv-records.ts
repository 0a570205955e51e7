import { CaptureError } from '../../errors.ts';
import { CellFault } from '../../model/raw-rows.ts';
import type { SheetRow } from '../sheet-row.ts';

/** What stands between the fields of a record. */
export type Separator = ';' | ',' | '\t' | '|';

/** A field as text; `null` where it is empty. */
export type CsvField = string | CellFault | null;

/** A record of CSV. */
export interface CsvRecord extends SheetRow {
  readonly values: readonly CsvField[];
}

/**
 * Characters that a record has at most. A quote that is never closed would otherwise take in the rest of
 * the file. A cell of a spreadsheet has up to 32,767.
 */
const LONGEST_RECORD = 1024 * 1024;

/**
 * Reads CSV that arrives in pieces (RFC 4180): fields in quotes may hold separators, line breaks and doubled
 * quotes. A quote within a field that does not begin with one is a character like others.
 */
export class CsvRecords {
  readonly #separator: Separator;
  readonly #lineBreak: '\n' | '\r';
  #rest = '';
  #position = 0;
  /** Line breaks in fields, so that lines can be counted. */
  #innerBreaks = 0;

  /** @param lineBreak the last character of a record; in front of `\n`, a `\r` belongs to it. */
  constructor({ separator, lineBreak }: { separator: Separator; lineBreak: '\n' | '\r' }) {
    this.#separator = separator;
    this.#lineBreak = lineBreak;
  }

  /**
   * The records that are complete after a piece of text.
   *
   * @throws CaptureError when a record is too long, as after a quote that is not closed.
   */
  write(piece: string): CsvRecord[] {
    const records = this.#read(this.#rest + piece);
    if (this.#rest.length > LONGEST_RECORD) {
      throw this.#fault(`records of at most ${LONGEST_RECORD} characters`, 'a longer one');
    }
    return records;
  }

  /**
   * The last record, when no line break ends it.
   *
   * @throws CaptureError when a quote is not closed.
   */
  end(): CsvRecord[] {
    if (this.#rest === '') return [];
    const records = this.#read(this.#rest + this.#lineBreak);
    if (this.#rest !== '') throw this.#fault('every quote to be closed', 'an open one in a record');
    return records;
  }

  #read(text: string): CsvRecord[] {
    const records: CsvRecord[] = [];
    let from = 0;
    let quote = text.indexOf('"');
    for (;;) {
      const end = text.indexOf(this.#lineBreak, from);
      if (end === -1) break;
      if (quote !== -1 && quote < from) quote = text.indexOf('"', from);
      if (quote === -1 || quote > end) {
        records.push({ position: ++this.#position, values: this.#plainFields(text, from, end) });
        from = end + 1;
        continue;
      }
      const record = this.#quotedFields(text, from);
      if (record === undefined) break;
      records.push({ position: ++this.#position, values: record.fields });
      from = record.end;
    }
    this.#rest = text.slice(from);
    return records;
  }

  #plainFields(text: string, start: number, lineEnd: number): CsvField[] {
    const fields: CsvField[] = [];
    // A line of its own, so that a search for the last separator ends with it.
    const line = text.slice(start, this.#withoutReturn(text, start, lineEnd));
    let from = 0;
    for (;;) {
      const next = line.indexOf(this.#separator, from);
      if (next === -1) break;
      fields.push(next === from ? null : line.slice(from, next));
      from = next + 1;
    }
    fields.push(from === line.length ? null : line.slice(from));
    return fields;
  }

  /** A record that has a quote somewhere: `undefined` when its end has not arrived. */
  #quotedFields(text: string, start: number): { fields: CsvField[]; end: number } | undefined {
    const fields: CsvField[] = [];
    let lineEnd = text.indexOf(this.#lineBreak, start);
    let innerBreaks = 0;
    for (let from = start; ; ) {
      const quoted = text[from] === '"';
      const closing = quoted ? closingQuote(text, from) : from;
      if (closing === undefined) return undefined;
      for (; lineEnd !== -1 && lineEnd < closing; innerBreaks++) {
        lineEnd = text.indexOf(this.#lineBreak, lineEnd + 1);
      }
      if (lineEnd === -1) return undefined;
      let end = closing;
      while (end < lineEnd && text[end] !== this.#separator) end++;
      const isLast = end === lineEnd;
      if (isLast) end = this.#withoutReturn(text, closing, lineEnd);
      if (quoted) fields.push(unquoted(text, { from, closing, end }));
      else fields.push(from === end ? null : text.slice(from, end));
      if (isLast) {
        this.#innerBreaks += innerBreaks;
        return { fields, end: lineEnd + 1 };
      }
      from = end + 1;
    }
  }

  #withoutReturn(text: string, from: number, lineEnd: number): number {
    return this.#lineBreak === '\n' && lineEnd > from && text[lineEnd - 1] === '\r'
      ? lineEnd - 1
      : lineEnd;
  }

  #fault(expected: string, got: string): CaptureError {
    // Lines as an editor counts them: a record whose fields hold line breaks takes several.
    const line = this.#position + this.#innerBreaks + 1;
    return new CaptureError({
      expected,
      got: `${got} that begins on line ${line}`,
      advice:
        'Close the quote that is open there, or double it where it is part of a text, and drop the file again.',
    });
  }
}

/** Where the quote is that closes the one at `from`; doubled ones are part of the field. */
function closingQuote(text: string, from: number): number | undefined {
  let at = from;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at === -1) return undefined;
    if (text[at + 1] !== '"') return at;
    at++;
  }
}

function unquoted(
  text: string,
  { from, closing, end }: { from: number; closing: number; end: number },
): CsvField {
  if (closing + 1 !== end) {
    return new CellFault(text.slice(from, end), 'text behind the closing quote');
  }
  const field = text.slice(from + 1, closing);
  return field === '' ? null : field.replaceAll('""', '"');
}
