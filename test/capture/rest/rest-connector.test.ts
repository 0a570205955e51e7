import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { aJob, anApi, captureOf, landedRows, offsetApi, someItems } from './an-api.ts';

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

  it('reads all pages', async () => {
    const api = offsetApi(someItems(5));

    const { rows, rejects } = await landedRows(aJob(), api);

    expect(rows).toEqual(someItems(5));
    expect(rejects).toEqual([]);
    expect(api.paths()).toEqual(['items?offset=0', 'items?offset=2', 'items?offset=4']);
  });
});
