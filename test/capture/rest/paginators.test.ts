import { describe, expect, it } from 'vitest';
import type { Paginator } from '../../../lib/capture/rest/rest-data.ts';
import { CaptureError } from '../../../lib/errors.ts';
import { type AnAnswer, aJob, anApi, BASE, byOffset, landedRows, someItems } from './an-api.ts';

/** Seven items on three pages. */
const pages = [someItems(7).slice(0, 3), someItems(7).slice(3, 6), someItems(7).slice(6)];

describe('a paginator', () => {
  it.each<[string, Paginator, (url: URL, before: number) => AnAnswer, string[]]>([
    [
      'by offset, until all of its total are there, however few are on a page',
      { kind: 'offset', parameter: 'from', total: 'total' },
      (url) => {
        const from = Number(url.searchParams.get('from'));
        return { body: { items: someItems(7).slice(from, from + (from < 3 ? 3 : 2)), total: '7' } };
      },
      ['items?from=0', 'items?from=3', 'items?from=5'],
    ],
    [
      'by offset, until a page has no records',
      { kind: 'offset', parameter: 'from' },
      (_, before) => ({ body: { items: pages[before] ?? [] } }),
      ['items?from=0', 'items?from=3', 'items?from=6', 'items?from=7'],
    ],
    [
      'by number, until a page has no records',
      { kind: 'page', parameter: 'page' },
      (_, before) => ({ body: { items: pages[before] ?? [] } }),
      ['items?page=1', 'items?page=2', 'items?page=3', 'items?page=4'],
    ],
    [
      'by number from 0, as many as the answer says',
      { kind: 'page', parameter: 'p', first: 0, pages: 'meta.pages' },
      (_, before) => ({
        body: { items: [pages[0], [], pages[1], pages[2]][before], meta: { pages: 4 } },
      }),
      ['items?p=0', 'items?p=1', 'items?p=2', 'items?p=3'],
    ],
    [
      'by number, until all of its total are there',
      { kind: 'page', parameter: 'page', total: 'total' },
      (_, before) => ({ body: { items: pages[before], total: 7 } }),
      ['items?page=1', 'items?page=2', 'items?page=3'],
    ],
    [
      'by a link in the answer, relative or absolute',
      { kind: 'next-link', at: 'links.next' },
      (_, before) => ({
        body: {
          items: pages[before],
          ...(before < 2 && { links: { next: [`${BASE}more?a=1#x`, '?a=2'][before] } }),
        },
      }),
      ['items', 'more?a=1', 'more?a=2'],
    ],
    [
      'by a link that is null on the last page',
      { kind: 'next-link', at: 'next', total: 'total' },
      (_, before) => ({
        body: { items: pages[before], total: 7, next: ['items?b', '/v1/items?c', null][before] },
      }),
      ['items', 'items?b', 'items?c'],
    ],
    [
      'by the header Link',
      { kind: 'link-header' },
      (_, before) => ({
        body: { items: pages[before] },
        ...(before < 2 && { link: `<items?page=${before + 2}>; rel="next"` }),
      }),
      ['items', 'items?page=2', 'items?page=3'],
    ],
    [
      'by a cursor',
      { kind: 'cursor', parameter: 'after', at: 'meta.cursor' },
      (_, before) => ({ body: { items: pages[before], meta: { cursor: ['a b', 7, ''][before] } } }),
      ['items', 'items?after=a%20b', 'items?after=7'],
    ],
  ])('goes on %s', async (_, paginator, answer, paths) => {
    const api = anApi(answer);

    const { rows } = await landedRows(aJob({ request: { ...byOffset, paginator } }), api);

    expect(rows).toEqual(someItems(7));
    expect(api.paths()).toEqual(paths);
  });

  it('has a single page where it is declared so', async () => {
    const api = anApi(() => ({ body: { items: someItems(2), next: 'items?page=2' } }));
    const request = { ...byOffset, paginator: { kind: 'single' } } as const;

    const { rows } = await landedRows(aJob({ request }), api);

    expect(rows).toEqual(someItems(2));
    expect(api.paths()).toEqual(['items']);
  });

  it.each<[string, string]>([
    ['another host', 'https://evil.example.com/v1/items?page=2'],
    ['another protocol', 'http://api.example.com/v1/items?page=2'],
    ['another port', 'https://api.example.com:8443/v1/items?page=2'],
    ['a person', 'https://Segredo:x@api.example.com/v1/items?page=2'],
    ['no URL', 'https://[Segredo'],
  ])('never follows a link to %s', async (_, next) => {
    const links = { kind: 'next-link', at: 'next' } as const;
    const api = anApi((_, before) => ({ body: { items: [{ id: before }], next } }));

    const refused = landedRows(aJob({ request: { ...byOffset, paginator: links } }), api);

    await expect(refused).rejects.toThrow(CaptureError);
    await expect(refused).rejects.toThrow(
      'page after items, page 1 to be at https://api.example.com',
    );
    await expect(refused).rejects.not.toThrow(/Segredo|evil/);
    expect(api.asked).toHaveLength(1);
  });

  it.each<[string, Paginator, (before: number) => AnAnswer]>([
    [
      'a link to a page that was read',
      { kind: 'next-link', at: 'next' },
      (before) => ({ body: { items: [{ id: before }], next: `items?page=${(before + 1) % 2}` } }),
    ],
    [
      'a link to the first page in the header',
      { kind: 'link-header' },
      (before) => ({ body: { items: [{ id: before }] }, link: '<items>; rel=next' }),
    ],
    [
      'a cursor that was used',
      { kind: 'cursor', parameter: 'after', at: 'cursor' },
      (before) => ({ body: { items: [{ id: before }], cursor: 'Segredo' } }),
    ],
    [
      'the same answer again, since the API does not know the parameter',
      { kind: 'page', parameter: 'pagina' },
      () => ({ body: { items: someItems(2) } }),
    ],
  ])('is refused with %s', async (_, paginator, answer) => {
    const api = anApi((_, before) => answer(before));

    const refused = landedRows(aJob({ request: { ...byOffset, paginator } }), api);

    await expect(refused).rejects.toThrow(CaptureError);
    await expect(refused).rejects.toThrow(/to be a new page, got the .* Correct the paginator/);
    await expect(refused).rejects.not.toThrow('Segredo');
    expect(api.asked.length).toBeLessThan(4);
  });

  it('does not take a value for a link or a cursor that is no text', async () => {
    const links = { kind: 'next-link', at: 'next' } as const;
    const answers = [{ url: 'Segredo' }, ['Segredo'], true, '\ud800'].map((next) =>
      anApi(() => ({ body: { items: [], next } })),
    );

    for (const api of answers) {
      const refused = landedRows(aJob({ request: { ...byOffset, paginator: links } }), api);
      await expect(refused).rejects.toThrow(
        'next in the answer to items, page 1 to be text, or null',
      );
      await expect(refused).rejects.not.toThrow('Segredo');
    }
  });
});
