import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonWriter } from '../../../../lib/generate/mock/rows/json-writer.ts';
import { columnValues, type MockColumn } from '../../../../lib/generate/mock/rows/mock-column.ts';

const ROWS = 5;

const scalars = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant('lone \ud800 half'),
  fc.constant('quote " and \\ and \u2028 and \u007f'),
);

/** Columns of a number of rows, with columns within them. */
function columns(rows: number, levels: number): fc.Arbitrary<MockColumn> {
  const values = fc
    .array(scalars, { minLength: rows, maxLength: rows })
    .map((each): MockColumn => ({ kind: 'values', values: each }));
  if (levels === 0) return values;
  const inner = columns(rows, levels - 1);
  const absent = fc.uint8Array({ min: 0, max: 1, minLength: rows, maxLength: rows });
  const counts = fc
    .array(fc.nat(3), { minLength: rows, maxLength: rows })
    .map((each) => Uint32Array.from(each));
  const names = fc.uniqueArray(fc.oneof(fc.string(), fc.constant('__proto__')), { maxLength: 4 });
  return fc.oneof(
    values,
    fc
      .tuple(absent, inner)
      .map(([flags, column]): MockColumn => ({ kind: 'nullable', absent: flags, column })),
    fc.tuple(names, fc.array(inner, { minLength: 4, maxLength: 4 })).map(
      ([named, made]): MockColumn => ({
        kind: 'records',
        length: rows,
        members: named.map((name, place) => ({ name, column: made[place] as MockColumn })),
      }),
    ),
    counts.chain((each) =>
      columns(
        each.reduce((sum, count) => sum + count, 0),
        levels - 1,
      ).map((column): MockColumn => ({ kind: 'lists', counts: each, column })),
    ),
  );
}

describe('columns within columns', () => {
  it('give the same values as JSON and as objects', () => {
    fc.assert(
      fc.property(columns(ROWS, 3), (column) => {
        const [texts, values] = [jsonOf(column), columnValues(column)];

        expect(texts).toHaveLength(ROWS);
        expect(texts.map((text) => JSON.parse(text))).toEqual(
          values.map((value) => JSON.parse(JSON.stringify(value))),
        );
      }),
    );
  });

  it('keep the order of members, whatever their names are', () => {
    const column = (value: string): MockColumn => ({ kind: 'values', values: [value] });

    const [text] = jsonOf({
      kind: 'records',
      length: 1,
      members: [
        { name: 'b', column: column('x') },
        { name: '1', column: column('y') },
        { name: '__proto__', column: column('z') },
      ],
    });

    expect(text).toBe('{"b":"x","1":"y","__proto__":"z"}');
  });

  it('make one entry of a map of equal keys', () => {
    const keys: MockColumn = { kind: 'values', values: ['a', 'a', 'b'] };
    const column: MockColumn = { kind: 'values', values: [1, 2, 3] };

    const map: MockColumn = { kind: 'maps', counts: Uint32Array.of(3, 0), keys, column };

    expect(jsonOf(map, 2)).toEqual(['{"a":2,"b":3}', '{}']);
    expect(columnValues(map)).toEqual([{ a: 2, b: 3 }, {}]);
  });
});

function jsonOf(column: MockColumn, rows = column.kind === 'records' ? column.length : ROWS) {
  return new JsonWriter().texts(column, rows);
}
