import { describe, expect, it } from 'vitest';
import { rows } from '../../lib/columns/rows.ts';
import type { Column, ColumnType } from '../../lib/model/table.ts';

const visits = {
  name: 'visits',
  description: 'Visits',
  columns: [
    column('who', 'string'),
    column('pages', 'integer'),
    column('share', 'double'),
    column('member', 'boolean'),
    column('born', 'date'),
    column('at', 'timestamp'),
  ],
} as const;

const batch = {
  who: ['Ana', ''],
  pages: Int32Array.of(3, 0),
  share: Float64Array.of(0.5, -0.25),
  member: [true, false],
  born: [-1, 20_000],
  at: Float64Array.of(0, 1_795_180_062_513),
};

describe('rows', () => {
  it('gives each row as an object, with dates as text and timestamps as Date', () => {
    const objects = [...rows(visits, batch)];

    expect(objects).toEqual([
      {
        who: 'Ana',
        pages: 3,
        share: 0.5,
        member: true,
        born: '1969-12-31',
        at: new Date('1970-01-01T00:00:00.000Z'),
      },
      {
        who: '',
        pages: 0,
        share: -0.25,
        member: false,
        born: '2024-10-04',
        at: new Date(1_795_180_062_513),
      },
    ]);
  });

  it('keeps the order of the columns of the table, and leaves out what the table does not have', () => {
    const [first] = rows(visits, { stray: ['x', 'y'], ...batch });

    expect(Object.keys(first ?? {})).toEqual(['who', 'pages', 'share', 'member', 'born', 'at']);
  });

  it('gives a row only when it is asked for', () => {
    const born = {
      length: 2,
      0: 20_000,
      get 1(): number {
        throw new Error('asked for the second row');
      },
    };
    const birthdays = { name: 't', description: '', columns: [column('born', 'date')] };

    const first = rows(birthdays, { born }).next();

    expect(first.value).toEqual({ born: '2024-10-04' });
  });

  it('types the row by the table', () => {
    for (const { who, pages, member, born, at } of rows(visits, batch)) {
      const typed: [string, number | bigint, boolean, string, Date] = [
        who,
        pages,
        member,
        born,
        at,
      ];

      expect(typed.map((value) => typeof value)).toEqual([
        'string',
        'number',
        'boolean',
        'string',
        'object',
      ]);
    }
  });
});

function column<const Name extends string, const Type extends ColumnType>(
  name: Name,
  type: Type,
): Column<Name, Type> {
  return { name, type, description: '', example: '', statistics: false };
}
