import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordColumn, wordsOfTexts } from '../../lib/model/word-column.ts';
import { footerByHyparquet, rowsByHyparquet } from '../read-parquet.ts';
import { textColumnOf } from '../text-column-of.ts';
import { encodeInMemory } from './encode-in-memory.ts';
import { tableOf } from './table-of.ts';

describe('a dictionary', () => {
  const words = wordsOfTexts(['never', 'São Paulo', 'Niterói', 'Rio']);

  it('is the same for words, strings and bytes', async () => {
    const texts = Array.from({ length: 500 }, (_, row) => ['Rio', 'São Paulo'][row % 2] as string);
    const numbers = Uint16Array.from(texts, (text) => words.texts.indexOf(text));

    const files = await Promise.all(
      [new WordColumn(words, numbers), texts, textColumnOf(texts)].map((s) =>
        encodeInMemory(tableOf({ s: 'string' }), [{ s }, { s }]),
      ),
    );

    const [first, ...others] = files.map(({ bytes }) => Buffer.from(bytes));
    for (const other of others) expect(other.equals(first as Buffer)).toBe(true);
    expect((await rowsByHyparquet(first as Buffer)).map(({ s }) => s)).toEqual([
      ...texts,
      ...texts,
    ]);
  });

  it('is there where values repeat, and only where it saves space', async () => {
    const rows = 2000;
    const table = tableOf({
      few: 'string',
      many: 'string',
      day: 'date',
      apart: 'date',
      at: 'timestamp',
    });
    const row = Array.from({ length: rows }, (_, index) => index);
    const { bytes } = await encodeInMemory(table, [
      {
        few: row.map((index) => `city ${index % 30}`),
        many: row.map((index) => `person ${index}`),
        day: row.map((index) => index % 300),
        apart: row,
        at: row.map(() => 0),
      },
    ]);

    const chunks = footerByHyparquet(bytes).row_groups[0]?.columns.map(
      ({ meta_data }) => meta_data,
    );

    expect(chunks?.map((chunk) => chunk?.encodings[0])).toEqual([
      'PLAIN_DICTIONARY',
      'PLAIN',
      'PLAIN_DICTIONARY',
      'PLAIN',
      'PLAIN',
    ]);
    expect(chunks?.[0]?.encoding_stats).toEqual([
      { page_type: 'DICTIONARY_PAGE', encoding: 'PLAIN_DICTIONARY', count: 1 },
      { page_type: 'DATA_PAGE', encoding: 'PLAIN_DICTIONARY', count: 1 },
    ]);
    expect(chunks?.[1]?.encoding_stats).toEqual([
      { page_type: 'DATA_PAGE', encoding: 'PLAIN', count: 1 },
    ]);
    expect(chunks?.[0]?.dictionary_page_offset).toBe(4n);
    expect(chunks?.[1]?.dictionary_page_offset).toBeUndefined();
  });

  it('is given up when it grows beyond a megabyte', async () => {
    const long = Array.from({ length: 3000 }, (_, index) => `${index % 1500}`.padStart(1000, 'x'));
    const { bytes } = await encodeInMemory(tableOf({ s: 'string' }), [{ s: long }]);

    const [chunk] = footerByHyparquet(bytes).row_groups[0]?.columns ?? [];

    expect(chunk?.meta_data?.encodings[0]).toBe('PLAIN');
    expect((await rowsByHyparquet(bytes)).map(({ s }) => s)).toEqual(long);
  });

  it('is read back whatever the values', async () => {
    const some = fc.array(fc.constantFrom('', 'a', 'é', '😀', 'a longer text'), { maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(some, async (s) => {
        const { bytes } = await encodeInMemory(
          tableOf({ s: 'string' }),
          s.length === 0 ? [] : [{ s }],
        );

        expect((await rowsByHyparquet(bytes)).map((row) => row.s)).toEqual(s);
      }),
      { numRuns: 50 },
    );
  });
});
