import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encoded, TextWriter } from '../../lib/model/text-column.ts';
import { statisticsOf } from '../../lib/parquet/column-statistics.ts';

describe('the statistics of a column', () => {
  it('are those of its numbers, in order or not, in one part or in several', () => {
    const near = fc.integer({ min: -50, max: 50 });
    // Too far from the others for marks of all days between them.
    const far = fc.constantFrom(-4_000_000, 4_000_000);
    const numbers = fc.array(fc.oneof({ weight: 40, arbitrary: near }, far), {
      minLength: 1,
      maxLength: 80,
    });
    const types = fc.constantFrom('integer' as const, 'date' as const);
    fc.assert(
      fc.property(types, numbers, fc.boolean(), fc.nat(80), (type, drawn, inOrder, cut) => {
        const values = inOrder ? [...drawn].sort((a, b) => a - b) : drawn;
        const parts = [values.slice(0, cut), Float64Array.from(values.slice(cut))];

        const found = statisticsOf({ type }, parts);

        expect(found).toEqual({
          min: Math.min(...values),
          max: Math.max(...values),
          distinct: new Set(values).size,
        });
      }),
    );
  });

  it('are those of its texts, by their bytes, in one part or in several', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '中', '😀'), maxLength: 3 });
    const texts = fc.array(fc.oneof(few, fc.string({ unit: 'binary' })), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(texts, fc.nat(200), (values, cut) => {
        const inOrder = [...values].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

        const found = statisticsOf({ type: 'string' }, [
          columnOf(values.slice(0, cut)),
          columnOf(values.slice(cut)),
        ]);

        expect(found).toEqual({
          min: inOrder[0],
          max: inOrder.at(-1),
          distinct: new Set(values).size,
        });
      }),
    );
  });

  it('count thousands of different texts', () => {
    const values = Array.from({ length: 20_000 }, (_, number) => `text ${number % 7000}`);

    const { distinct } = statisticsOf({ type: 'string' }, [columnOf(values)]);

    expect(distinct).toBe(7000);
  });

  it('are those of strings and truth values too', () => {
    expect(statisticsOf({ type: 'string' }, [['b', 'a'], ['b']])).toEqual({
      min: 'a',
      max: 'b',
      distinct: 2,
    });
    expect(statisticsOf({ type: 'boolean' }, [[true, false, true]])).toEqual({
      min: false,
      max: true,
      distinct: 2,
    });
  });
});

function columnOf(texts: readonly string[]) {
  const out = new TextWriter(texts.length);
  for (const text of texts) out.word(encoded(text));
  return out.column();
}
