import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnTypeOf } from '../../lib/columns/column-types.ts';
import type { ColumnValues } from '../../lib/model/batch.ts';
import { encoded } from '../../lib/model/encoded-text.ts';
import type { ColumnType } from '../../lib/model/table.ts';
import { TextWriter } from '../../lib/model/text-writer.ts';

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

        const found = statisticsOf(type, parts);

        expect(found).toEqual({
          min: Math.min(...values),
          max: Math.max(...values),
          distinct: new Set(values).size,
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
        const inOrder = [...values].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

        const cuts = [values.slice(0, cut), values.slice(cut)];
        const ofBytes = statisticsOf('string', cuts.map(columnOf));
        const ofStrings = statisticsOf('string', cuts);

        const expected = {
          min: inOrder[0],
          max: inOrder.at(-1),
          distinct: new Set(values).size,
        };
        expect(ofBytes).toEqual(expected);
        expect(ofStrings).toEqual(expected);
      }),
    );
  });

  it('count thousands of different texts', () => {
    const values = Array.from({ length: 20_000 }, (_, number) => `text ${number % 7000}`);

    const { distinct } = statisticsOf('string', [columnOf(values)]);

    expect(distinct).toBe(7000);
  });

  it.each([
    ['the order of bytes, where that of UTF-16 is another', ['😀', '\uff5e'], '\uff5e', '😀'],
    ['a byte order mark', ['\ufeffb', '\ufeffa'], '\ufeffa', '\ufeffb'],
  ])('keep %s', (_, values, min, max) => {
    const expected = { min, max, distinct: 2 };

    expect(statisticsOf('string', [values])).toEqual(expected);
    expect(statisticsOf('string', [columnOf(values)])).toEqual(expected);
  });

  it('are those of strings and booleans too', () => {
    expect(statisticsOf('string', [['b', 'a'], ['b']])).toEqual({
      min: 'a',
      max: 'b',
      distinct: 2,
    });
    expect(statisticsOf('boolean', [[true, false, true]])).toEqual({
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

function statisticsOf(type: ColumnType, parts: readonly ColumnValues[]) {
  return columnTypeOf({ type }).parquet.statistics(parts);
}
