import { stringify } from 'csv-stringify/sync';

/**
 * Writes rows as CSV with a line of column names, unless that is left out: quoted as in RFC 4180,
 * lines ended by a line feed. NULL is an empty field.
 */
export function toCsv(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  { header = true }: { header?: boolean } = {},
): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      header,
      columns: [...columns],
      cast: { boolean: String, date: (date) => date.toISOString() },
    },
  );
}
