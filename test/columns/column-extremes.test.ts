import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnTypeOf } from '../../lib/columns/column-types.ts';
import type { ColumnValues } from '../../lib/model/batch.ts';
import type { ColumnType } from '../../lib/model/table.ts';
import { textColumnOf } from '../text-column-of.ts';

describe('the extremes of a column', () => {
  it('are those of its numbers, in one part or in several', () => {
    const numbers = fc.array(fc.integer({ min: -4_000_000, max: 4_000_000 }), { minLength: 1 });
    const types = fc.constantFrom('integer' as const, 'date' as const);
    fc.assert(
      fc.property(types, numbers, fc.nat(80), (type, values, cut) => {
        const parts = [values.slice(0, cut), Float64Array.from(values.slice(cut))];

        expect(extremesOf(type, parts)).toEqual({
          min: Math.min(...values),
          max: Math.max(...values),
        });
      }),
    );
  });

  it('are those of its texts, by their bytes, in one part or in several', () => {
    const unit = fc.constantFrom('a', 'b', 'é', '中', '～', '😀', '\ufeff');
    const few = fc.string({ unit, maxLength: 3 });
    const texts = fc.array(fc.oneof(few, fc.string({ unit: 'binary' })), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(texts, fc.nat(200), (values, cut) => {
        const inOrder = values.map((text) => Buffer.from(text)).sort(Buffer.compare);
        const cuts = [values.slice(0, cut), values.slice(cut)];

        for (const parts of [cuts, cuts.map(textColumnOf)]) {
          const { min, max } = extremesOf('string', parts);

          expect(Buffer.from(min as Uint8Array).equals(inOrder[0] as Buffer)).toBe(true);
          expect(Buffer.from(max as Uint8Array).equals(inOrder.at(-1) as Buffer)).toBe(true);
        }
      }),
    );
  });

  it('are those of integers that no number holds', () => {
    expect(extremesOf('integer', [[1, 2n ** 63n - 1n], [-(2n ** 63n)]])).toEqual({
      min: -(2n ** 63n),
      max: 2n ** 63n - 1n,
    });
  });

  it('have the sign of zero that includes both zeros', () => {
    const { min, max } = extremesOf('double', [[0, -0]]);

    expect([Object.is(min, -0), Object.is(max, 0)]).toEqual([true, true]);
  });

  it('are those of booleans too', () => {
    expect(extremesOf('boolean', [[true, false, true]])).toEqual({ min: false, max: true });
  });
});

function extremesOf(type: ColumnType, parts: readonly ColumnValues[]) {
  return columnTypeOf({ type }).parquet.extremes(parts);
}
