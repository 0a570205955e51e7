import { describe, expect, it } from 'vitest';
import type { ColumnContract } from '../../../lib/contract/contract-data.ts';
import type { PresentValue } from '../../../lib/model/batch.ts';
import { valueAt } from '../../../lib/model/batch.ts';
import { CellFault, DateCell, type RawValue } from '../../../lib/model/raw-rows.ts';
import type { ColumnType } from '../../../lib/model/table.ts';
import { checkValues } from '../contract-table.ts';

const cell = (text: string) => new DateCell(Date.parse(`${text}Z`));

type Case = readonly [RawValue, PresentValue];

/** What each type reads without any declaration. */
const usual: readonly (readonly [ColumnType, Case])[] = [
  ['string', ['abc', 'abc']],
  ['string', ['  abc\u00a0', 'abc']],
  ['string', ['a  b', 'a  b']],
  ['string', ['00123', '00123']],
  ['integer', [4, 4]],
  ['integer', [4.0, 4]],
  ['integer', [-0, 0]],
  ['integer', ['-12', -12]],
  ['integer', [' 007 ', 7]],
  ['integer', ['-0', 0]],
  ['integer', [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]],
  ['integer', ['9007199254740991', Number.MAX_SAFE_INTEGER]],
  ['integer', ['9007199254740993', 9007199254740993n]],
  ['integer', ['9223372036854775807', 2n ** 63n - 1n]],
  ['integer', ['-9223372036854775808', -(2n ** 63n)]],
  ['integer', ['00000000000000000000000000000000012', 12]],
  ['decimal', [19.99, 1999]],
  ['decimal', [0.1, 10]],
  ['decimal', [-0.07, -7]],
  ['decimal', [-0, 0]],
  ['decimal', [99999999.99, 9999999999]],
  ['decimal', ['12.3', 1230]],
  ['decimal', ['-12.340', -1234]],
  ['decimal', ['1234', 123400]],
  ['double', [-1.5, -1.5]],
  ['double', ['1.5e-7', 1.5e-7]],
  ['double', ['-0', -0]],
  ['double', ['1234.56', 1234.56]],
  ['boolean', [true, true]],
  ['boolean', ['FALSE', false]],
  ['date', [cell('2019-01-15T00:00'), 17911]],
  ['date', ['2019-01-15', 17911]],
  ['date', ['1970-01-01', 0]],
  ['date', ['0001-01-01', -719_162]],
  ['date', ['9999-12-31', 2_932_896]],
  ['date', ['2000-02-29', 11016]],
  ['timestamp', ['2026-11-20T13:07:42.513Z', Date.UTC(2026, 10, 20, 13, 7, 42, 513)]],
  ['timestamp', ['2026-11-20 13:07:42 UTC', Date.UTC(2026, 10, 20, 13, 7, 42)]],
  ['timestamp', ['2026-11-20T10:07-03:00', Date.UTC(2026, 10, 20, 13, 7)]],
  ['timestamp', ['0050-01-01T00:00:00.5+00', Date.parse('0050-01-01T00:00:00.500Z')]],
  ['bytes', ['YWI=', Uint8Array.of(97, 98)]],
  ['json', ['{"a": 1}', '{"a": 1}']],
  ['json', [{ a: ['é', null] }, '{"a":["é",null]}']],
  ['json', [[1], '[1]']],
  ['json', [5, '5']],
  ['json', [false, 'false']],
];

/** What no type reads without a declaration. */
const unread: readonly (readonly [ColumnType, RawValue])[] = [
  ['string', 5],
  ['string', true],
  ['string', cell('2019-01-15T00:00')],
  ['string', 'a\ud800'],
  ['string', ['a']],
  ['integer', 4.5],
  ['integer', '4.0'],
  ['integer', '1.234'],
  ['integer', '+4'],
  ['integer', '4 '.repeat(2)],
  ['integer', '0x10'],
  ['integer', '1e3'],
  ['integer', '-'],
  ['integer', '٣'],
  ['integer', 2 ** 53],
  ['integer', '9223372036854775808'],
  ['integer', '-9223372036854775809'],
  ['integer', '9'.repeat(101)],
  ['integer', Number.NaN],
  ['integer', Number.POSITIVE_INFINITY],
  ['integer', true],
  ['integer', cell('2019-01-15T00:00')],
  ['decimal', '1234,56'],
  ['decimal', '1.'],
  ['decimal', '.5'],
  ['decimal', '1.234'],
  ['decimal', 0.1 + 0.2],
  ['decimal', 1e8],
  ['decimal', '100000000.00'],
  ['decimal', Number.NEGATIVE_INFINITY],
  ['decimal', Number.NaN],
  ['double', 'NaN'],
  ['double', 'Infinity'],
  ['double', '1e999'],
  ['double', '1,5'],
  ['double', '0x10'],
  ['double', Number.NaN],
  ['boolean', 'S'],
  ['boolean', 1],
  ['boolean', 'constructor'],
  ['date', '15/01/2019'],
  ['date', '2019-1-15'],
  ['date', '2019-02-29'],
  ['date', '1900-02-29'],
  ['date', '2019-13-01'],
  ['date', '2019-00-10'],
  ['date', '2019-01-00'],
  ['date', '0000-01-01'],
  ['date', '10000-01-01'],
  ['date', '2019-01-15T00:00'],
  ['date', 43480],
  ['date', cell('2019-01-15T08:30')],
  ['date', new DateCell(Number.NaN)],
  ['date', new DateCell(Date.UTC(10_000, 0, 1))],
  ['timestamp', '2026-11-20T13:07:42'],
  ['timestamp', '2026-11-20'],
  ['timestamp', '2026-11-20T24:00:00Z'],
  ['timestamp', '2026-11-20T23:59:60Z'],
  ['timestamp', '2026-11-20T13:07:42.5131Z'],
  ['timestamp', '2026-11-20T13:07:42+19:00'],
  ['timestamp', '9999-12-31T23:59:59-01:00'],
  ['timestamp', cell('2019-01-15T08:30')],
  ['timestamp', 1_763_600_000],
  ['bytes', 'YWI'],
  ['bytes', [1, 2]],
  ['json', 'abc'],
  ['json', '{"a": 1'],
  ['json', Number.NaN],
  ['json', new CellFault('#N/A', 'an error value of the spreadsheet')],
  ['json', '"\ud800"'],
];

/** What declarations make of values. */
const declared: readonly (readonly [ColumnType, ColumnContract, RawValue, PresentValue])[] = [
  ['string', { trim: false }, ' a ', ' a '],
  ['string', { case: 'upper' }, 'são', 'SÃO'],
  ['string', { case: 'lower' }, 'SÃO', 'são'],
  ['string', { empty: 'keep' }, '  ', ''],
  ['string', { reads: ['00000'] }, 123, '00123'],
  ['string', { reads: ['00000'] }, 1_234_567, '1234567'],
  ['string', { reads: ['00000'] }, '12', '12'],
  ['string', { reads: ['number'] }, 1.5, '1.5'],
  ['string', { reads: ['number'] }, -1.5e-7, '-0.00000015'],
  ['string', { reads: ['number'] }, 1.25e21, '1250000000000000000000'],
  ['string', { reads: ['date', 'boolean'] }, cell('2019-01-15T08:30'), '2019-01-15T08:30:00.000'],
  ['string', { reads: ['date', 'boolean'] }, true, 'true'],
  ['integer', { reads: ['1234.0'] }, '4.0', 4],
  ['integer', { reads: ['1234.0'] }, '-4', -4],
  ['integer', { reads: ['1234,0'] }, '4,00', 4],
  ['integer', { reads: ['1.234'] }, '-1.234.567', -1_234_567],
  ['integer', { reads: ['1.234'] }, '1234', 1234],
  ['integer', { reads: ['1,234'] }, '12,345', 12_345],
  ['integer', { reads: ['1.234,0'] }, '9.223.372.036.854.775.807,0', 2n ** 63n - 1n],
  ['decimal', { reads: ['1234,56'] }, '1234,5', 123_450],
  ['decimal', { reads: ['1.234,56'] }, '-1.234,56', -123_456],
  ['decimal', { reads: ['1.234,56'] }, '12.345.678,9', 1_234_567_890],
  ['decimal', { reads: ['1,234.56'] }, '1,234.5', 123_450],
  ['decimal', { reads: ['1.234,56'] }, 1234.5, 123_450],
  ['decimal', { round: true }, 0.1 + 0.2, 30],
  ['decimal', { round: true }, '0.005', 1],
  ['decimal', { round: true }, '-0.005', -1],
  ['decimal', { round: true }, '0.00499999999999999999999', 0],
  ['decimal', { round: true }, '-0.001', 0],
  ['decimal', { round: true }, 19.989999999999998, 1999],
  ['decimal', { round: true }, 1e-9, 0],
  ['double', { reads: ['1234,56'] }, '0,5', 0.5],
  ['double', { reads: ['1.234,56'] }, '1.234.567,5', 1_234_567.5],
  ['boolean', { reads: ['S/N', '1/0'] }, 's', true],
  ['boolean', { reads: ['S/N', '1/0'] }, 0, false],
  ['boolean', { reads: ['sim/não'] }, 'NÃO', false],
  ['date', { reads: ['dd/mm/yyyy'] }, '15/01/2019', 17911],
  ['date', { reads: ['d/m/yyyy'] }, '5/1/2019', 17901],
  ['date', { reads: ['d/m/yyyy'] }, '15/01/2019', 17911],
  ['date', { reads: ['mm/dd/yyyy'] }, '01/15/2019', 17911],
  ['date', { reads: ['yyyymmdd'] }, '20190115', 17911],
  ['date', { reads: ['dd.mm.yyyy', 'yyyy-mm-dd'] }, '2019-01-15', 17911],
  ['date', { reads: ['serial'] }, 43480, 17911],
  ['date', { reads: ['serial'] }, '43480.0', 17911],
  ['date', { reads: ['serial'] }, 1, -25_567],
  ['date', { reads: ['serial'] }, 61, -25_508],
  ['date', { reads: ['serial', 'yyyymmdd'] }, '20190115', 17911],
  ['date', { reads: ['serial-1904'] }, 42018, 17911],
  ['date', { reads: ['serial-1904'] }, 0, -24_107],
  ['timestamp', { zone: '-03:00' }, cell('2019-01-15T08:30'), Date.UTC(2019, 0, 15, 11, 30)],
  ['timestamp', { zone: 'Z' }, '2019-01-15 08:30', Date.UTC(2019, 0, 15, 8, 30)],
  ['timestamp', { zone: 'Z' }, '2019-01-15T08:30+01:00', Date.UTC(2019, 0, 15, 7, 30)],
  ['timestamp', { round: true }, '2019-01-15T00:00:00.9996Z', Date.UTC(2019, 0, 15, 0, 0, 1)],
  [
    'timestamp',
    { round: true },
    '2019-01-15T00:00:00.123456Z',
    Date.UTC(2019, 0, 15, 0, 0, 0, 123),
  ],
  [
    'timestamp',
    { reads: ['dd/mm/yyyy hh:mm:ss', 'dd/mm/yyyy'], zone: '+02:00' },
    '15/01/2019',
    Date.UTC(2019, 0, 14, 22),
  ],
  [
    'timestamp',
    { reads: ['dd/mm/yyyy hh:mm:ss'] },
    '15/01/2019 08:30Z',
    Date.UTC(2019, 0, 15, 8, 30),
  ],
  ['timestamp', { reads: ['serial'], zone: 'Z' }, 43480.354166666664, Date.UTC(2019, 0, 15, 8, 30)],
  ['timestamp', { reads: ['unix-seconds'] }, 1.5, 1500],
  ['timestamp', { reads: ['unix-seconds'] }, '-1', -1000],
  ['timestamp', { reads: ['unix-milliseconds'] }, '1763600000123', 1_763_600_000_123],
  ['bytes', { reads: ['hex'] }, '00fF', Uint8Array.of(0, 255)],
  ['json', { reads: ['value'] }, 'abc', '"abc"'],
];

/** What declarations still do not read. */
const stillUnread: readonly (readonly [ColumnType, ColumnContract, RawValue])[] = [
  ['string', { reads: ['00000'] }, -5],
  ['string', { reads: ['00000'] }, 1.5],
  ['string', { reads: ['number'] }, Number.NaN],
  ['string', { reads: ['number'] }, true],
  ['string', { reads: ['date'] }, new DateCell(Number.NaN)],
  ['integer', { reads: ['1234.0'] }, '4.5'],
  ['integer', { reads: ['1234.0'] }, '4.'],
  ['integer', { reads: ['1.234'] }, '12.34'],
  ['integer', { reads: ['1.234'] }, '1234.567'],
  ['integer', { reads: ['1.234'] }, '.234'],
  ['integer', { reads: ['1.234'] }, '1..234'],
  ['integer', { reads: ['1.234'] }, '1.234.'],
  ['integer', { reads: ['1.234'] }, '-.234'],
  ['decimal', { reads: ['1234,56'] }, '1.234,56'],
  ['decimal', { reads: ['1234,56'] }, '1234.56'],
  ['decimal', { reads: ['1.234,56'] }, '1.23,56'],
  ['decimal', { reads: ['1.234,56'] }, '1,234.567'],
  ['decimal', { round: true }, '99999999.995'],
  ['double', { reads: ['1234,56'] }, '1.5'],
  ['double', { reads: ['1.234,56'] }, '1.5'],
  ['boolean', { reads: ['S/N'] }, true.toString()],
  ['date', { reads: ['dd/mm/yyyy'] }, '31/02/2019'],
  ['date', { reads: ['dd/mm/yyyy'] }, '5/1/2019'],
  ['date', { reads: ['dd/mm/yyyy'] }, '15-01-2019'],
  ['date', { reads: ['dd/mm/yyyy'] }, '15/01/20190'],
  ['date', { reads: ['dd/mm/yyyy'] }, '2019-01-15'],
  ['date', { reads: ['serial'] }, 43480.5],
  ['date', { reads: ['serial'] }, 60],
  ['date', { reads: ['serial'] }, 0],
  ['date', { reads: ['serial'] }, -1],
  ['date', { reads: ['serial'] }, 2_958_466],
  ['timestamp', { reads: ['unix-seconds'] }, 1e18],
  ['timestamp', { reads: ['unix-seconds'] }, '1e3'],
  ['timestamp', { zone: 'Z' }, new DateCell(Number.POSITIVE_INFINITY)],
  ['bytes', { reads: ['hex'] }, '0'],
];

describe('reading values', () => {
  it.each(usual)('of type %s reads without a declaration %o', (type, [value, expected]) => {
    const { accepted } = checkValues(type, [value]);

    expect(valueAt(accepted.c, 0)).toEqual(expected);
  });

  it.each(unread)('of type %s rejects without a declaration %o', (type, value) => {
    const { rejects, positions } = checkValues(type, [value]);

    expect(rejects).toEqual([{ row: 0, position: 2, rule: 'type', column: 'c', faults: 1 }]);
    expect(positions).toHaveLength(0);
  });

  it.each(declared)('of type %s with %o reads %o', (type, declaration, value, expected) => {
    const { accepted } = checkValues(type, [value], declaration);

    expect(valueAt(accepted.c, 0)).toEqual(expected);
  });

  it.each(stillUnread)('of type %s with %o rejects %o', (type, declaration, value) => {
    const { rejects } = checkValues(type, [value], declaration);

    expect(rejects.map(({ rule }) => rule)).toEqual(['type']);
  });

  it('has no value where text is empty or stands for none, in every type', () => {
    const types = ['string', 'integer', 'decimal', 'double', 'boolean', 'date', 'bytes'] as const;
    const values = ['', '   ', null, '-', ' N/D '];
    for (const type of types) {
      const { accepted, rejects } = checkValues(`${type}?`, values, { nulls: ['-', 'N/D'] });

      expect(rejects).toEqual([]);
      expect(accepted.c).toEqual([null, null, null, null, null]);
    }
  });

  it('rejects JSON that is nested too deeply to be written', () => {
    let deep: RawValue = [];
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep] as RawValue;

    const { rejects } = checkValues('json', [deep]);

    expect(rejects.map(({ rule }) => rule)).toEqual(['type']);
  });
});
