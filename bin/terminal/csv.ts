import { stringify } from 'csv-stringify/sync';

/** How rows are written as CSV. */
export interface CsvStyle {
  /** What stands between fields: one character. Default: a comma. */
  readonly separator?: string;
  /**
   * Whether the file begins with a byte order mark (U+FEFF), from which Excel knows that the text
   * is UTF-8. Default: `false`, because most other programs take it for a part of the first name.
   */
  readonly byteOrderMark?: boolean;
}

/**
 * Writes rows as CSV, quoted as in RFC 4180, with lines that end in a line feed. NULL is an empty
 * field.
 *
 * @param header whether the text begins with the names of the columns, and the byte order mark if
 *   one is wanted; `false` for the second and later parts of a file. Default: `true`.
 */
export function toCsv(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  {
    header = true,
    separator = ',',
    byteOrderMark = false,
  }: CsvStyle & { readonly header?: boolean } = {},
): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      bom: header && byteOrderMark,
      delimiter: separator,
      header,
      columns: [...columns],
      cast: { boolean: String, date: (date) => date.toISOString() },
    },
  );
}
