import { describe, expect, it } from 'vitest';
import { aBigQuery, aDownload, landed } from './some-downloads.ts';

describe('the rows of BigQuery', () => {
  it('are those of the period, under the names and types of the table', async () => {
    const outside = [
      aDownload(7, { at: '2026-11-19T23:59:59.999Z' }),
      aDownload(8, { at: '2026-11-21T00:00:00.000Z' }),
    ];
    const bigQuery = await aBigQuery([aDownload(1), ...outside, aDownload(2)]);

    const { rows, rejects } = await bigQuery.landed();

    expect(rows).toEqual([landed(1), landed(2)]);
    expect(rejects).toEqual([]);
  });
});
