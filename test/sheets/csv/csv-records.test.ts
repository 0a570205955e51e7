import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../../lib/errors.ts';
import { CellFault } from '../../../lib/model/raw-rows.ts';
import { type CsvRecord, CsvRecords } from '../../../lib/sheets/csv/csv-records.ts';

function recordsOf(...pieces: readonly string[]): readonly CsvRecord[] {
  const records = new CsvRecords({ separator: ';', lineBreak: '\n' });
  return [...pieces.flatMap((piece) => records.write(piece)), ...records.end()];
}

function fieldsOf(...pieces: readonly string[]): readonly CsvRecord['values'][] {
  return recordsOf(...pieces).map(({ values }) => values);
}

describe('CsvRecords', () => {
  it.each([
    [
      'fields',
      'a;b\nc;d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a last record without a line break',
      'a;b\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'line breaks of Windows',
      'a;b\r\nc;d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty fields',
      ';b;\n;\n',
      [
        [null, 'b', null],
        [null, null],
      ],
    ],
    ['blank lines', 'a\n\nb\r\n\r\n', [['a'], [null], ['b'], [null]]],
    ['separators in quotes', '"a;b";c\n', [['a;b', 'c']]],
    ['line breaks in quotes', '"a\r\nb";c\n', [['a\r\nb', 'c']]],
    ['doubled quotes', '"a ""b"" c";"""";d\n', [['a "b" c', '"', 'd']]],
    ['quotes around nothing', '"";a;""\r\n', [[null, 'a', null]]],
    ['quotes within a field', 'TV 42";5" x\n', [['TV 42"', '5" x']]],
    ['spaces', ' a ; b\n', [[' a ', ' b']]],
    ['no text', '', []],
  ])('reads %s', (_, text, fields) => {
    expect(fieldsOf(text)).toEqual(fields);
  });

  it('makes a fault of a field that goes on behind its quote', () => {
    const [[fault, next] = []] = fieldsOf('"Ana "Bia" Lima";2\n');

    expect(fault).toBeInstanceOf(CellFault);
    expect(JSON.stringify([fault, next])).toBe('["\\"Ana \\"Bia\\" Lima\\"","2"]');
  });

  it('numbers records, not lines', () => {
    const records = recordsOf('a\n"b\n\n\nc"\n\nd\n');

    expect(records.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  it('ends records where a Macintosh does', () => {
    const records = new CsvRecords({ separator: ';', lineBreak: '\r' });

    expect(records.write('a;b\rc;"d\re"\r').map(({ values }) => values)).toEqual([
      ['a', 'b'],
      ['c', 'd\re'],
    ]);
  });

  it('reads the same however the text is cut', () => {
    const text = 'a;"b ""x"";\r\n y"\r\n;c"d;\n"";"e"\r\nf';
    const whole = fieldsOf(text);

    for (let cut = 0; cut <= text.length; cut++) {
      expect(fieldsOf(text.slice(0, cut), text.slice(cut))).toEqual(whole);
    }
    expect(fieldsOf(...text)).toEqual(whole);
  });

  it('reads what another writer quotes', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ' ', '"', ';', '\n', '\r', 'é') });
    const record = fc.array(field, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), (records) => {
        const text = records
          .map((fields) => fields.map((value) => `"${value.replaceAll('"', '""')}"`).join(';'))
          .join('\r\n');

        expect(fieldsOf(text)).toEqual(
          records.map((fields) => fields.map((value) => (value === '' ? null : value))),
        );
      }),
    );
  });

  it('reads well-formed text as csv-parse does', () => {
    const unit = fc.constantFrom('a', ';', '\n', '"x;y"', '"a\nb"', '""', 'é');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const options = { delimiter: ';', relax_column_count: true };
        const expected = (() => {
          try {
            return parse(text, options);
          } catch {
            return undefined;
          }
        })();
        fc.pre(expected !== undefined);

        expect(fieldsOf(text)).toEqual(
          expected?.map((fields) => fields.map((value) => (value === '' ? null : value))),
        );
      }),
    );
  });

  it('tells the line of a quote that is not closed', () => {
    const text = 'a;b\n"c\nd";e\n1;"MARKER;2\n3;4\n';

    expect(() => recordsOf(text)).toThrow(CaptureError);
    expect(() => recordsOf(text)).toThrow(
      'Expected every quote to be closed, got an open one in a record that begins on line 4. Close',
    );
  });

  it('does not keep the rest of a file behind a quote that is not closed', () => {
    const records = new CsvRecords({ separator: ';', lineBreak: '\n' });
    const line = `${'1;2;3'.repeat(100)}\n`;

    expect(() => {
      for (let lines = 0; lines < 100_000; lines++) records.write(lines === 7 ? '"' : line);
    }).toThrow('got a longer one that begins on line 8.');
  });
});
