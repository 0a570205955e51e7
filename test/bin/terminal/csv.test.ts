import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../bin/terminal/csv.ts';
import { anyText } from '../../any-text.ts';

describe('toCsv', () => {
  it('writes a line of column names and a line for each row', () => {
    const csv = toCsv(
      ['uf', 'contas'],
      [
        ['SP', 12],
        ['RJ', 4.5],
      ],
    );

    expect(linesOf(csv)).toEqual(['uf,contas', 'SP,12', 'RJ,4.5', '']);
  });

  it('leaves out the column names when it is told to', () => {
    const csv = toCsv(['uf', 'contas'], [['SP', 12]], { header: false });

    expect(linesOf(csv)).toEqual(['SP,12', '']);
  });

  it('writes the column names even when there are no rows', () => {
    expect(linesOf(toCsv(['uf', 'contas'], []))).toEqual(['uf,contas', '']);
  });

  it('writes columns that have the same name, each with its own values', () => {
    expect(linesOf(toCsv(['n', 'n'], [[1, 2]]))).toEqual(['n,n', '1,2', '']);
  });

  it('writes true and false, NULL as an empty field, and a time in UTC', () => {
    const csv = toCsv(
      ['a', 'b', 'c', 'd'],
      [[true, false, null, new Date('2026-11-20T13:07:42.513Z')]],
      { header: false },
    );

    expect(linesOf(csv)).toEqual(['true,false,,2026-11-20T13:07:42.513Z', '']);
  });

  it('quotes what has a comma, a quote or a line end, column names too', () => {
    const csv = toCsv(['a,b', 'c'], [['Rua "A", 1', 'two\nlines']]);

    expect(csv.replaceAll('\r\n', '\n')).toBe('"a,b",c\n"Rua ""A"", 1","two\nlines"\n');
  });

  it('separates fields as it is told, and quotes what has that character', () => {
    const csv = toCsv(['a', 'b'], [['x;y', 'x,y']], { separator: ';' });

    expect(linesOf(csv)).toEqual(['a;b', '"x;y";x,y', '']);
  });

  it('begins with a byte order mark when it is told to, and only where the file begins', () => {
    const style = { byteOrderMark: true };

    const first = toCsv(['cidade'], [['São Paulo']], style);
    const second = toCsv(['cidade'], [['Cuiabá']], { ...style, header: false });

    expect(Buffer.from(first).toString('hex')).toMatch(/^efbbbf636964616465/);
    expect(second).toBe('Cuiabá\n');
  });

  it('writes any text so that a reader of RFC 4180 gets it back', () => {
    const field = fc.oneof(
      anyText,
      fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r', ' ', 'ã', 'x') }),
    );
    const tables = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.array(fc.array(field, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 5,
      }),
    );
    fc.assert(
      fc.property(tables, (table) => {
        const columns = (table[0] ?? []).map((_, column) => `c${column}`);

        const csv = toCsv(columns, table);

        expect(readCsv(csv)).toEqual([columns, ...table]);
      }),
    );
  });
});

function linesOf(csv: string): string[] {
  return csv.split(/\r?\n/);
}

/** RFC 4180, with lines that may end in LF alone. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  // A field, quoted or bare, and what ends it.
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n)/g)) {
    row.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
