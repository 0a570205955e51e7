import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ChildRequest, RestRequest } from '../../../lib/capture/rest/rest-data.ts';
import { CaptureError } from '../../../lib/errors.ts';
import type { Column, Table } from '../../../lib/model/table.ts';
import {
  type AnAnswer,
  aJob,
  anApi,
  byOffset,
  captureOf,
  landedRows,
  parsedRows,
  someItems,
} from './an-api.ts';

const column: Omit<Column, 'name'> = {
  type: 'string',
  description: '',
  example: 'x',
  statistics: false,
};
const table: Table = {
  name: 'parts',
  description: 'Parts of items',
  columns: ['shelf', 'item', 'part'].map((name) => ({ ...column, name, nullable: true })),
};

const child: ChildRequest = {
  ...byOffset,
  path: 'items/{parent.key.id}/parts',
  include: { item: 'key.id' },
};
const request: RestRequest = { ...byOffset, child };

/** Parts of the items of two shelves, or of one list of items: two on a page, three of each. */
function partsApi(answer: (path: string) => AnAnswer | undefined = () => undefined) {
  return anApi((url) => {
    const path = decodeURIComponent(url.pathname.slice('/v1/'.length));
    const offset = Number(url.searchParams.get('offset'));
    const all = Array.from({ length: 3 }, (_, number) => {
      const id = `${path.split('/')[1] ?? ''}${'abc'[number]}`;
      return { key: { id }, part: `p${id}` };
    });
    const body = { items: all.slice(offset, offset + 2), total: 3 };
    return answer(`${path}?${offset}`) ?? { body };
  });
}

describe('the lists of a child', () => {
  it('are read for each record of its parent, each from its own start', async () => {
    const api = partsApi();

    const { rows } = await landedRows(aJob({ table, request }), api);

    expect(rows.map(({ item, part }) => `${item} ${part}`)).toEqual(
      ['a', 'b', 'c'].flatMap((item) => ['a', 'b', 'c'].map((part) => `${item} p${item}${part}`)),
    );
    expect(api.paths()).toEqual([
      ...['items?offset=0', 'items?offset=2'],
      ...['a', 'b', 'c'].flatMap((item) => [
        `items/${item}/parts?offset=0`,
        `items/${item}/parts?offset=2`,
      ]),
    ]);
  });

  it('are kept with their depth, their number and the columns of their parent', async () => {
    const raw = await captureOf(aJob({ table, request }), partsApi());

    const lines = gunzipSync(raw).toString().trimEnd().split('\n');
    const places = lines.map((line) => JSON.parse(line));
    expect(places.map(({ depth, parent, page }) => `${depth} ${parent} ${page}`)).toEqual([
      ...['0 0 1', '0 0 2', '1 0 1', '1 0 2', '1 1 1', '1 1 2', '1 2 1', '1 2 2'],
    ]);
    expect(places.map(({ include }) => include?.item)).toEqual([
      undefined,
      undefined,
      'a',
      'a',
      'b',
      'b',
      'c',
      'c',
    ]);
  });

  it('have children of their own, and columns of all records above them', async () => {
    const shelves: RestRequest = {
      ...byOffset,
      path: 'shelves',
      most: 2,
      child: {
        ...byOffset,
        path: 'shelves/{parent.key.id}/items',
        include: { shelf: 'key.id' },
        child: { ...child, most: 1 },
      },
    };
    const job = aJob({ table, request: shelves });

    const { rows } = await landedRows(job, partsApi());

    expect(rows.map(({ shelf, item, part }) => `${shelf} ${item} ${part}`)).toEqual(
      ['a', 'b'].flatMap((shelf) =>
        ['a', 'b', 'c'].map((item) => `${shelf} ${shelf}${item} p${shelf}${item}a`),
      ),
    );
  });

  it('are read again alone when their total changes', async () => {
    let moved = false;
    const api = partsApi((path) => {
      if (path !== 'items/b/parts?2' || moved) return undefined;
      moved = true;
      return { body: { items: [], total: 2 } };
    });

    const { rows } = await landedRows(aJob({ table, request }), api);

    expect(rows).toHaveLength(9);
    expect(api.paths().filter((path) => path.endsWith('offset=0'))).toEqual([
      ...['items?offset=0', 'items/a/parts?offset=0', 'items/b/parts?offset=0'],
      ...['items/b/parts?offset=0', 'items/c/parts?offset=0'],
    ]);
  });

  it('are a part of the path that no value can leave', async () => {
    const api = partsApi((path) =>
      path.startsWith('items?')
        ? { body: { items: [{ key: { id: '../a b?é' } }], total: 1 } }
        : undefined,
    );

    await captureOf(aJob({ table, request }), api);

    expect(api.paths().slice(1)).toContain('items/..%2Fa%20b%3F%C3%A9/parts?offset=0');
  });

  it('have ids beyond 2^53 with all their digits', async () => {
    const api = partsApi((path) =>
      path.startsWith('items?')
        ? { text: '{"items":[{"key":{"id":12345678901234567890}}],"total":1}' }
        : undefined,
    );

    const { rows } = await landedRows(aJob({ table, request }), api);

    expect(api.paths()[1]).toBe('items/12345678901234567890/parts?offset=0');
    expect(rows[0]).toMatchObject({ item: '12345678901234567890' });
  });

  it.each<[string, unknown, string]>([
    ['lacks it', { name: 'Segredo' }, 'nothing in record 2'],
    ['has null there', { key: { id: null } }, 'null in record 2'],
    ['has an object there', { key: { id: { Segredo: 1 } } }, 'an object in record 2'],
    [
      'has an empty text there',
      { key: { id: '' } },
      'text that cannot be part of a path in record 2',
    ],
    [
      'has a step of a path there',
      { key: { id: '..' } },
      'text that cannot be part of a path in record 2',
    ],
    ['has half a character there', { key: { id: '\ud800' } }, 'text that cannot be part of a path'],
    ['is null', null, 'null in place of an object in record 2'],
    ['is a text', 'Segredo', 'text in place of an object in record 2'],
  ])('fail the capture where a record of the parent %s', async (_, record, got) => {
    const parents = [{ key: { id: 'a' } }, record];
    const api = anApi(() => ({ body: { items: parents, total: 2 } }));

    const refused = captureOf(aJob({ table, request }), api);

    await expect(refused).rejects.toThrow(CaptureError);
    await expect(refused).rejects.toThrow(
      `each record of items to have text or a number at key.id, which items/{parent.key.id}/parts needs, got ${got}`,
    );
    await expect(refused).rejects.not.toThrow('Segredo');
    expect(api.asked).toHaveLength(1);
  });

  it('are not begun where there are more of them than pages', async () => {
    const api = anApi(() => ({ body: { items: someItems(5).map((key) => ({ key })), total: 5 } }));

    const refused = captureOf(aJob({ table, request, limits: { pages: 5 } }), api);

    await expect(refused).rejects.toThrow('at most 5 pages in a period');
    expect(api.asked).toHaveLength(1);
  });

  it('are nowhere in a capture that was made without them', async () => {
    const flat = aJob({ table, request: byOffset });
    const raw = await captureOf(flat, partsApi());

    const refused = parsedRows(aJob({ table, request }), raw);
    const other = captureOf(aJob({ table, request }), partsApi());

    await expect(refused).rejects.toThrow('got the pages of another request');
    await expect(parsedRows(flat, await other)).rejects.toThrow('got the pages of another request');
  });
});
