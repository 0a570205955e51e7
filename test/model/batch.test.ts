import { describe, expect, it } from 'vitest';
import { rowCount, valueAt } from '../../lib/model/batch.ts';
import { tableOf } from '../parquet/table-of.ts';
import { textColumnOf } from '../text-column-of.ts';

const visits = tableOf({ who: 'string', pages: 'integer' });
const batch = { who: ['Ana', ''], pages: Int32Array.of(3, 0) };

describe('rowCount', () => {
  it('is the length of the columns', () => {
    expect(rowCount(visits, batch)).toBe(2);
  });

  it('is 0 for a batch without the columns of the table', () => {
    expect(rowCount(visits, {})).toBe(0);
  });

  it('is 0 for a table without columns', () => {
    expect(rowCount({ name: 'empty', description: '', columns: [] }, batch)).toBe(0);
  });
});

describe('valueAt', () => {
  it('is the value of a row, whatever holds the column', () => {
    const texts = textColumnOf(['a', 'b']);

    const values = [['a', 'b'], texts, [true, false], Int32Array.of(1, 2)].map((column) =>
      valueAt(column, 1),
    );

    expect(values).toEqual(['b', 'b', false, 2]);
  });

  it('is undefined after the last row, and for a column that is missing', () => {
    expect(valueAt(['a'], 1)).toBeUndefined();
    expect(valueAt(undefined, 0)).toBeUndefined();
  });
});
