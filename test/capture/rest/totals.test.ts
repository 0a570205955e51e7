import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RestRequest } from '../../../lib/capture/rest/rest-data.ts';
import { CaptureError } from '../../../lib/errors.ts';
import {
  type AnApi,
  aJob,
  anApi,
  byOffset,
  captureOf,
  landedRows,
  offsetApi,
  parsedRows,
  someItems,
} from './an-api.ts';

/** A list that has one item more at each of its first requests. */
function growingApi({ until, from = 4 }: { until: number; from?: number }): AnApi {
  return anApi((url, before) => {
    const all = someItems(from + Math.min(before, until));
    const offset = Number(url.searchParams.get('offset'));
    return { body: { items: all.slice(offset, offset + 2), total: all.length } };
  });
}

describe('the total of a list', () => {
  it('that changes while the list is read has it read again, and only the last reading kept', async () => {
    const api = growingApi({ until: 3 });
    const job = aJob();

    const raw = await captureOf(job, api);

    expect((await parsedRows(job, raw)).rows).toEqual(someItems(7));
    expect(api.paths().map((path) => path.at(-1))).toEqual([
      '0',
      '2',
      '0',
      '2',
      '0',
      '2',
      '4',
      '6',
    ]);
    const lines = gunzipSync(raw).toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).page)).toEqual([1, 2, 3, 4]);
  });

  it('that never stands still fails the capture after the list was read four times', async () => {
    const api = growingApi({ until: Number.POSITIVE_INFINITY });

    const refused = captureOf(aJob(), api);

    await expect(refused).rejects.toThrow(CaptureError);
    await expect(refused).rejects.toThrow(
      'Expected items to have as many records as total states, got a total that changed between pages, in each of 4 readings. If the list changes while it is read, the next run may succeed.',
    );
    expect(api.asked).toHaveLength(8);
  });

  it.each<[string, number[]]>([
    ['fewer', [2, 1]],
    ['more', [2, 3]],
  ])('has the list read again when there are %s records', async (_, sizes) => {
    let lies = 1;
    const api = anApi((url) => {
      const offset = Number(url.searchParams.get('offset'));
      const page = offset === 0 ? 0 : 1;
      const size = lies > 0 && page === 1 ? sizes[1] : 2;
      if (page === 1) lies -= 1;
      return {
        body: {
          items: offset > 2 ? [] : someItems(9).slice(offset, offset + (size ?? 0)),
          total: 4,
        },
      };
    });

    const { rows } = await landedRows(aJob(), api);

    expect(rows).toEqual(someItems(4));
  });

  it('is compared whatever the paginator, a single page included', async () => {
    const short = { body: { items: someItems(2), total: 3 } };
    const paginators: RestRequest['paginator'][] = [
      { kind: 'single', total: 'total' },
      { kind: 'next-link', at: 'next', total: 'total' },
      { kind: 'link-header', total: 'total' },
      { kind: 'cursor', parameter: 'c', at: 'next', total: 'total' },
    ];

    for (const paginator of paginators) {
      const refused = captureOf(
        aJob({ request: { ...byOffset, paginator } }),
        anApi(() => short),
      );
      await expect(refused).rejects.toThrow('got another number of records, in each of 4 readings');
    }
  });
});

describe('the most records of a list', () => {
  it('are asked for, and no further ones, though the total says more', async () => {
    const api = offsetApi(someItems(9));
    const request = { ...byOffset, most: 3 };

    const { rows, rejects } = await landedRows(aJob({ request }), api);

    expect([rows, rejects]).toEqual([someItems(3), []]);
    expect(api.asked).toHaveLength(2);
  });

  it('are all there are, where these are fewer', async () => {
    const request = { ...byOffset, most: 30 };

    expect((await landedRows(aJob({ request }), offsetApi(someItems(9)))).rows).toHaveLength(9);
  });
});
