import { describe, expect, it } from 'vitest';
import { bigQueryQueryOptions, parseSize } from '../../../bin/options/bigquery-options.ts';

const [project] = bigQueryQueryOptions();

describe('--most-bytes', () => {
  it.each([
    ['1', 1],
    ['500MB', 500_000_000],
    ['1.5 gb', 1_500_000_000],
    ['200G', 200_000_000_000],
    ['1KiB', 1024],
    ['2 TiB', 2 * 1024 ** 4],
  ])('takes %j', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(['', '0', '-1GB', '1,5GB', '5 GBit', 'GB', '1e3', '0.4', '99999999TiB', 'all'])(
    'refuses %j',
    (text) => {
      expect(() => parseSize(text)).toThrow(
        /^Expected a number of bytes, got ".*"\. Write, for example, 500MB, 200GB or 1TiB\.$/,
      );
    },
  );
});

describe('--billing-project', () => {
  it.each(['my-project-123', 'example.com:old-project'])('takes %j', (text) => {
    expect(project?.parseArg?.(text, undefined)).toBe(text);
  });

  it.each(['', 'My Project', '12', '../../etc', 'a/b'])('refuses %j', (text) => {
    expect(() => project?.parseArg?.(text, undefined)).toThrow(/^Expected the id of a project/);
  });
});
