import { expect, it } from 'vitest';
import { fileWithValues, readBy } from '../readers/every-value.ts';

it.each(['every type', 'accounts'] as const)(
  'has the same values in Spark, down to the last one, in a file of %s',
  async (kind) => {
    const { path, spelled } = await fileWithValues(kind);

    const read = await readBy('spark', path);

    expect(read.length).toBe(spelled.length);
    expect(read.findIndex((row, index) => row !== spelled[index])).toBe(-1);
  },
);
