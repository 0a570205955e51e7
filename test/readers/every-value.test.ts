import { describe, expect, it } from 'vitest';
import { fileWithValues, readBy } from './every-value.ts';

describe.each(['every type', 'accounts'] as const)('a file of %s', (kind) => {
  it.each(['duckdb', 'pyarrow', 'polars', 'datafusion', 'clickhouse'])(
    'has the same values in %s, down to the last one',
    async (reader) => {
      const { path, spelled } = await fileWithValues(kind);

      const read = await readBy(reader, path);

      expect(read.length).toBe(spelled.length);
      expect(read.findIndex((row, index) => row !== spelled[index])).toBe(-1);
    },
  );
});
