import { describe, expect, it } from 'vitest';
import { duckDbError } from '../../../lib/engines/duckdb-errors.ts';
import { QueryError } from '../../../lib/errors.ts';
import { isOfFiles } from '../../../lib/report/gather/find-unreadable.ts';

describe('the search for unreadable files', () => {
  it.each([
    [true, "Invalid Input Error: No magic bytes found at end of file 'a.parquet'"],
    [true, 'IO Error: Snappy decompression failure'],
    [false, "HTTP Error: HTTP GET error reading 's3://b/k' (HTTP 403 Forbidden)"],
    [false, "HTTP Error: HTTP GET error reading 's3://b/k' (HTTP 400 Bad Request)"],
    [false, "HTTP Error: Request returned HTTP 503 for HTTP HEAD to 'http://h/b/k'"],
    [false, "IO Error: Could not resolve hostname error for HTTP HEAD to 'https://b/k'"],
  ])('has %s for an answer to whether an error is about files: %s', (isAboutFiles, words) => {
    expect(isOfFiles(duckDbError({ sql: 'SELECT 1' }, new Error(words)))).toBe(isAboutFiles);
  });

  it('leaves alone what is wrong with the place of the lake', () => {
    const error = new QueryError({
      expected: 'another folder',
      got: '"uf=SP"',
      advice: 'Use a link.',
    });

    expect(isOfFiles(error)).toBe(false);
  });
});
