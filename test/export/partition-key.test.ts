import { describe, expect, it } from 'vitest';
import { folderText, partitionKey } from '../../lib/export/partition-key.ts';

describe('the key of a partition', () => {
  it('has one file in the folder of the export, where there are no partitions', () => {
    expect(partitionKey({ name: 'sales', values: [], extension: '.csv.gz' })).toBe(
      'sales/sales.csv.gz',
    );
  });

  it.each([
    ['../..', '..%2F..'],
    ['é', '%C3%A9'],
    ["it's (1)*!", 'it%27s%20%281%29%2A%21'],
    ['', ''],
  ])('encodes %j as DuckDB does', (value, text) => {
    expect(folderText(value)).toBe(text);
  });

  it('refuses values that no file system has room for, without showing them', () => {
    const values = [['name', 'ã'.repeat(50)]] as const;

    const key = () => partitionKey({ name: 'sales', values, extension: '.parquet' });

    expect(key).toThrow(
      'Expected names of folders and files of at most 255 bytes, got 305 bytes, from values of name. Nothing was written.',
    );
  });
});
