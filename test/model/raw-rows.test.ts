import { describe, expect, it } from 'vitest';
import { DateCell, rawRow } from '../../lib/model/raw-rows.ts';

describe('a date cell', () => {
  it('is a date as JSON where it has no time of day', () => {
    const cells = [new DateCell(0), new DateCell(1), new DateCell(Date.UTC(1899, 11, 31))];

    expect(JSON.stringify(cells)).toBe('["1970-01-01","1970-01-01T00:00:00.001","1899-12-31"]');
  });

  it('is null as JSON where no calendar reaches it', () => {
    const cells = [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1].map(
      (milliseconds) => new DateCell(milliseconds),
    );

    expect(JSON.stringify(cells)).toBe('[null,null,null]');
  });
});

describe('a raw row', () => {
  it('has null where a column is shorter, and the last value of a repeated name', () => {
    const rows = { length: 1, names: ['a', 'b', 'a'], columns: [[1], [], [2]], positions: [1] };

    expect(rawRow(rows, 0)).toEqual({ a: 2, b: null });
  });
});
