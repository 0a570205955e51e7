import { describe, expect, it } from 'vitest';
import { examples, python } from './examples.ts';
import { countedByHourlake, figuresIn, landedHours } from './landed-hours.ts';

describe('docs/reading.md', () => {
  const here = examples().filter(({ reader }) => reader !== 'Spark');

  it('has examples for the readers of this suite', () => {
    expect(here.map(({ reader }) => reader)).toEqual([
      'DuckDB',
      'pyarrow and pandas',
      'polars',
      'DataFusion',
      'ClickHouse',
    ]);
  });

  it.each(here)('counts with $reader as Hourlake does', async ({ code }) => {
    const folder = await landedHours();
    const expected = await countedByHourlake(folder);

    const printed = await python(code, [], folder);

    expect(expected).toEqual([
      expect.stringMatching(/^\d{4}$/),
      expect.stringMatching(/^\d{3}$/),
      expect.stringMatching(/^2026-11-20 12:0/),
    ]);
    expect(figuresIn(printed)).toEqual(expected);
  });
});
