import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { PageNews } from '../../../lib/capture/rest/pages/capture-pages.ts';
import type { AskPage } from '../../../lib/capture/rest/rest-http.ts';
import { CaptureError } from '../../../lib/errors.ts';
import { parsePeriod, type TimedPeriod } from '../../../lib/model/period.ts';
import { connectorContract } from '../../contracts/connector-contract.ts';
import { type AnAnswer, aJob, anApi, captureOf, DAY, offsetApi, someItems } from './an-api.ts';

const wanted = [DAY, parsePeriod('2026-11-21') as TimedPeriod];

connectorContract(
  'an API',
  async () => {
    const shown = new Map<string, string>();
    const { ask } = anApi((url) => {
      const name = shown.get(url.searchParams.get('day') ?? '');
      return { body: name === undefined ? [] : [{ id: 1, name }] };
    });
    const query = { day: '{period}' };
    const request = { path: 'items', query, records: '', paginator: { kind: 'single' } } as const;
    return {
      connector: aJob({ request }).connect({ ask }),
      put: async (name, text) => void shown.set(name, text),
      outside: async () => [...shown.keys()].sort(),
    };
  },
  ['2026-11-20', '2026-11-21'],
  { wanted, textOf: (bytes) => gunzipSync(bytes).toString() },
);

const due = { name: DAY, period: DAY };

describe('the connector to an API', () => {
  it('keeps each page as a line, as it came, with its request, status and time', async () => {
    const api = anApi((_, before) =>
      before === 0
        ? { text: '{\n "items": [{"id": 12345678901234567890, "name": 1.0}],\r\n "total": 2}' }
        : { body: { items: [{ id: 2 }], total: 2 } },
    );

    const raw = await captureOf(aJob(), api);

    const url = 'https://api.example.com/v1/items?offset=';
    const facts = '"status":200,"time":"2026-11-21T00:10:00.000Z","depth":0,"parent":0,';
    expect(gunzipSync(raw).toString()).toBe(
      `{"url":"${url}0",${facts}"page":1,"body":{  "items": [{"id": 12345678901234567890, "name": 1.0}],   "total": 2}}\n` +
        `{"url":"${url}1",${facts}"page":2,"body":{"items":[{"id":2}],"total":2}}\n`,
    );
  });

  it('names what it fetched as the last part of its key', async () => {
    const result = await aJob()
      .connect(offsetApi(someItems(1)))
      .fetch(due);

    expect(result).toMatchObject({
      kind: 'fetched',
      fetched: { period: DAY, name: 'things-2026-11-20.ndjson.gz' },
    });
  });

  it('ends between two pages when the run does, and keeps nothing', async () => {
    const end = new AbortController();
    const api = offsetApi(someItems(9));
    const connector = aJob().connect({
      ask: api.ask,
      signal: end.signal,
      onPage: ({ page }) => page === 2 && end.abort(),
    });

    const result = await connector.fetch(due);

    expect(result).toEqual({
      kind: 'waits',
      reason: 'The run ended before all pages were read.',
    });
    expect(api.asked).toHaveLength(2);
  });

  it('tells of each page and its records', async () => {
    const news: PageNews[] = [];
    const { ask } = offsetApi(someItems(3));

    await aJob()
      .connect({ ask, onPage: (page) => news.push(page) })
      .fetch(due);

    expect(news).toEqual([
      { page: 1, records: 2 },
      { page: 2, records: 1 },
    ]);
  });

  it('asks in the period for what the request says', async () => {
    const query = { since: '{period.from}', until: '{period.to}', q: 'a b&c', size: 2, all: true };
    const request = {
      path: 'days/{period}/items',
      query,
      records: '',
      paginator: { kind: 'single' },
    } as const;
    const api = anApi(() => ({ body: [] }));

    await captureOf(aJob({ request }), api);

    expect(api.paths()).toEqual([
      'days/2026-11-20/items?since=2026-11-20T00%3A00%3A00.000Z&until=2026-11-21T00%3A00%3A00.000Z&q=a%20b%26c&size=2&all=true',
    ]);
  });

  it('asks for no more pages than the limit, and for no more bytes', async () => {
    const endless = anApi((url) => ({
      body: { items: [{ id: Number(url.searchParams.get('offset')) }], total: 1e9 },
    }));
    const pages = captureOf(aJob({ limits: { pages: 3 } }), endless);
    await expect(pages).rejects.toThrow(
      'Expected at most 3 pages in a period, got more, from items, page 4 on. Check that the paginator of the job ends.',
    );
    expect(endless.asked).toHaveLength(3);

    const large = anApi((_, before) => ({
      body: { items: [{ id: before, name: 'x'.repeat(600_000) }], total: 3 },
    }));
    const bytes = captureOf(aJob({ limits: { megabytes: 1 } }), large);
    await expect(bytes).rejects.toThrow(
      'Expected at most 1 million bytes of answers in a period, got more, from items, page 2 on.',
    );
    expect(large.asked.map(({ mostBytes }) => mostBytes)).toEqual([1_000_000, 399_960]);
  });

  it('asks for a page of 64 million bytes at most, however many the period may have', async () => {
    const asked: number[] = [];
    const ask: AskPage = async ({ url, mostBytes }) => {
      asked.push(mostBytes);
      const bytes = asked.length === 1 ? 64_000_000 : 64_000_001;
      const text = JSON.stringify({ items: [{ id: asked.length }], total: 3 });
      return { url, status: 200, text, bytes, link: undefined, time: 0 };
    };

    const refused = captureOf(aJob(), { ask });

    await expect(refused).rejects.toThrow(
      'Expected at most 64 million bytes in an answer, got more, in items, page 2. Ask for fewer records a page',
    );
    expect(asked).toEqual([64_000_000, 64_000_000]);
  });

  it.each<[string, AnAnswer, string]>([
    ['no JSON', { text: '<html>Segredo' }, 'the answer to items, page 1 to be JSON, got 13 bytes'],
    ['no answer', { text: '' }, 'the answer to items, page 1 to be JSON, got 0 bytes'],
    [
      'no list',
      { body: { total: 1 } },
      'items in the answer to items, page 1 to be a list, got nothing',
    ],
    ['an object', { body: { items: { a: 'Segredo' } } }, 'to be a list, got an object'],
    [
      'no total',
      { body: { items: [] } },
      'total in the answer to items, page 1 to be a whole number, got nothing',
    ],
    ['a bad total', { body: { items: [], total: -1 } }, 'got another number'],
    ['a text as total', { body: { items: [], total: 'Segredo' } }, 'got text'],
  ])('refuses %s as an answer, and repeats none of it', async (_, answer, message) => {
    const refused = captureOf(
      aJob(),
      anApi(() => answer),
    );

    await expect(refused).rejects.toThrow(CaptureError);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.not.toThrow('Segredo');
  });
});
