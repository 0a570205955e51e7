import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawTable } from '../../bin/terminal/result-table.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { collect, type QueryResult } from '../../lib/engines/engine.ts';
import { findSavedQuery, readSavedQueries } from '../../lib/engines/saved-query.ts';
import { boticarioSpellings, resemblingNames } from '../../lib/generate/spotify/podcast-words.ts';
import type { DataHackersEpisode } from '../../lib/tables/data-hackers-episodes.ts';
import type { Podcast } from '../../lib/tables/podcasts.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { tablesOf } from './landed-events.ts';
import {
  generatedEpisodes,
  generatedPodcasts,
  landedEpisodes,
  landedPodcasts,
  type Snapshots,
} from './landed-podcasts.ts';
import { changesOf, countsOf, mentionsBoticario, type Row } from './podcasts-by-hand.ts';

/** A query in the document, and what it printed. */
const SHOWN = /^npx hourlake query ([\w-]+)\n```\n\n```text\n([\s\S]*?)```/gm;

const BOTICARIO = 'data-hackers-episodes-boticario';

const EPISODE: DataHackersEpisode = {
  id: 'a',
  name: '',
  description: '',
  release_date: '2019-05-10',
  release_date_precision: 'day',
  duration_ms: 1,
  language: null,
  languages: '["pt-BR"]',
  explicit: false,
  type: 'episode',
};

describe('the saved queries about the newest day', () => {
  it('give the shows of that day, and no other', async () => {
    const days = generatedPodcasts('2026-11-19', '2026-11-20');

    const rows = await ask('podcasts-current', { podcasts: days });

    expect(rows).toHaveLength(50);
    expect(new Set(rows.map(({ dt }) => dt))).toEqual(new Set(['2026-11-20']));
    expect(rows.map(({ dt, ...row }) => row).sort(byId)).toEqual(
      [...(days['2026-11-20'] ?? [])].sort(byId),
    );
  });

  it('give the episodes of that day with the first day that a release can mean', async () => {
    const days = generatedEpisodes('2026-11-19', '2026-11-20');

    const rows = await ask('data-hackers-episodes-current', { episodes: days });

    const released = new Map(rows.map((row) => [row.release_date_precision, row]));
    expect(rows.map(({ dt, released_on, ...row }) => row).sort(byId)).toEqual(
      [...(days['2026-11-20'] ?? [])].sort(byId),
    );
    expect(released.get('year')).toMatchObject({ release_date: '2018', released_on: '2018-01-01' });
    expect(released.get('month')).toMatchObject({
      release_date: '2018-06',
      released_on: '2018-06-01',
    });
    expect(rows[0]).toMatchObject({ release_date: '2026-11-20', released_on: '2026-11-20' });
  });

  it('have no date for a release on a day that does not exist', async () => {
    const episodes = { '2026-11-20': [{ ...EPISODE, release_date: '2019-02-30' }] };

    const rows = await ask('data-hackers-episodes-current', { episodes });

    expect(rows).toMatchObject([{ release_date: '2019-02-30', released_on: null }]);
  });
});

describe('docs/podcasts.md', () => {
  it('shows what the queries answer about days of the stand-in', async () => {
    const dates = ['2026-11-13', '2026-11-14', '2026-11-20'];
    const days = { podcasts: generatedPodcasts(...dates), episodes: generatedEpisodes(...dates) };
    const shown = [...readFileSync('docs/podcasts.md', 'utf8').matchAll(SHOWN)];

    expect(shown.map(([, name]) => name)).toEqual([
      `${BOTICARIO}-counts`,
      'data-hackers-episodes-changes',
      'podcasts-changes',
    ]);
    for (const [, name = '', text] of shown) {
      const result = await resultOf(name, days);
      expect(text).toBe(`${drawTable(result, { colours: false })}\n`);
    }
  });
});

describe('the saved queries about changes', () => {
  it('find what plain code finds between days of the stand-in', async () => {
    const dates = ['2026-11-12', '2026-11-13', '2026-11-14', '2026-11-20'];
    const [podcasts, episodes] = [generatedPodcasts(...dates), generatedEpisodes(...dates)];

    const shows = await ask('podcasts-changes', { podcasts });
    const rows = await ask('data-hackers-episodes-changes', { episodes });

    expect(shows).toEqual(changesOf(podcasts));
    expect(rows).toEqual(changesOf(episodes));
    expect(shows.length).toBeGreaterThan(5);
    expect(rows.map(({ dt, change }) => [dt, change])).toEqual([
      ['2026-11-20', 'new'],
      ['2026-11-14', 'changed'],
      ['2026-11-13', 'new'],
    ]);
  });

  it('find what plain code finds between any days', async () => {
    await fc.assert(
      fc.asyncProperty(someDays(anEpisode()), someDays(aPodcast()), async (episodes, podcasts) => {
        const rows = await ask('data-hackers-episodes-changes', { episodes });
        const shows = await ask('podcasts-changes', { podcasts });

        expect(rows).toEqual(changesOf(episodes));
        expect(shows).toEqual(changesOf(podcasts));
      }),
      { numRuns: 10 },
    );
  });

  it('compare a day with the one before it in the lake, whatever was lost in between', async () => {
    const episodes = { '2026-11-01': [EPISODE], '2026-11-20': [{ ...EPISODE, id: 'b' }] };

    const rows = await ask('data-hackers-episodes-changes', { episodes });

    expect(rows.map(({ compared_with, change, id }) => [compared_with, change, id])).toEqual([
      ['2026-11-01', 'gone', 'a'],
      ['2026-11-01', 'new', 'b'],
    ]);
  });
});

describe('the saved queries about Grupo Boticário', () => {
  it('judge by the same text', () => {
    const [first, second] = [BOTICARIO, `${BOTICARIO}-counts`].map(
      (name) =>
        /^WITH snapshots[\s\S]*?^\)\nSELECT/m.exec(
          readFileSync(`queries/podcasts/${name}.sql`, 'utf8'),
        )?.[0],
    );

    expect(first).toContain('regexp_replace');
    expect(second).toBe(first);
  });

  it('find and count what plain code does in the episodes of the stand-in', async () => {
    const episodes = generatedEpisodes('2026-11-19', '2026-11-20');
    const newest = episodes['2026-11-20'] ?? [];

    const found = await ask(BOTICARIO, { episodes });
    const counts = await ask(`${BOTICARIO}-counts`, { episodes });

    const expected = newest.filter(
      ({ name, description }) => mentionsBoticario(name) || mentionsBoticario(description),
    );
    expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(counts).toEqual([countsOf('2026-11-20', newest)]);
    expect(counts).toMatchObject([{ in_name: 15, in_description: 28, in_either: 35 }]);
  });

  it('find every spelling', async () => {
    const texts = boticarioSpellings.map((spelling) => `Dados no ${spelling}, com Ana`);

    expect(await areFound(texts)).toEqual(texts.map(() => true));
  });

  it('find it in any mixture of case and accents, and nothing that only resembles it', async () => {
    const texts = [
      ...resemblingNames,
      'grüpo bôtìcårío',
      'g\u0301r\u0301u\u0301p\u0301o\u0301 b\u0301o\u0301tica\u0301\u0302rio\u0303',
      'Grupo  Boticário',
      'Grupo-Boticário',
      'Grupo\nBoticário',
      'Grupo Botic.rio',
      'Grupo Boticrio',
      'Boticário Grupo',
      'Grupo Boticário Grupo Boticário',
      'no fim: grupo boticário',
      '',
    ];

    expect(await areFound(texts)).toEqual(texts.map(mentionsBoticario));
  });

  it('find it in any text that plain code finds it in', async () => {
    const part = fc.oneof(
      fc.constantFrom(...boticarioSpellings, ...resemblingNames, 'grupo', ' ', 'botic', 'ário'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    const text = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));

    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 50 }), async (texts) => {
        expect(await areFound(texts)).toEqual(texts.map(mentionsBoticario));
      }),
      { numRuns: 5 },
    );
  });
});

/** Whether each of some texts is found, as a name and as a description alike. */
async function areFound(texts: readonly string[]): Promise<boolean[]> {
  const rows = texts.flatMap((text, index) => [
    { ...EPISODE, id: `${index} name`, name: text },
    { ...EPISODE, id: `${index} description`, description: text },
  ]);
  const found = await ask(BOTICARIO, { episodes: { '2026-11-20': rows } });
  const ids = new Set(found.map(({ id }) => id));
  return texts.map((text, index) => {
    const [inName, inDescription] = [ids.has(`${index} name`), ids.has(`${index} description`)];
    expect(inName, JSON.stringify(text)).toBe(inDescription);
    return inName;
  });
}

/** Up to four days of few different rows, so that many are equal and some are gone. */
function someDays<Item extends { readonly id: string }>(
  item: fc.Arbitrary<Item>,
): fc.Arbitrary<Snapshots<Item>> {
  const day = fc.constantFrom('2026-10-31', '2026-11-01', '2026-11-02', '2026-11-20');
  const rows = fc.uniqueArray(item, { selector: ({ id }) => id, maxLength: 6 });
  return fc.dictionary(day, rows, { maxKeys: 4, noNullPrototype: true });
}

function anEpisode(): fc.Arbitrary<DataHackersEpisode> {
  return fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    name: fc.constantFrom('Um', 'dois', 'É'),
    description: fc.constantFrom('', 'texto'),
    release_date: fc.constantFrom('2019', '2019-05'),
    release_date_precision: fc.constantFrom('year', 'month'),
    duration_ms: fc.integer({ min: 1, max: 2 }),
    language: fc.constantFrom(null, 'pt'),
    languages: fc.constantFrom(null, '["pt"]'),
    explicit: fc.boolean(),
    type: fc.constantFrom('episode', 'other'),
  });
}

function aPodcast(): fc.Arbitrary<Podcast> {
  return fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    name: fc.constantFrom('Um', 'dois', 'É'),
    description: fc.constantFrom('', 'texto'),
    total_episodes: fc.integer({ min: 0, max: 1 }),
  });
}

interface Lake {
  readonly podcasts?: Snapshots<Podcast>;
  readonly episodes?: Snapshots<DataHackersEpisode>;
}

/** The rows of the answer to a saved query over some days. */
async function ask(name: string, lake: Lake): Promise<Row[]> {
  const { columns, rows } = await resultOf(name, lake);
  return rows.map((row) => Object.fromEntries(columns.map((key, index) => [key, row[index]])));
}

async function resultOf(
  name: string,
  { podcasts = {}, episodes = {} }: Lake,
): Promise<QueryResult> {
  const folder = await temporaryFolder();
  const engine = duckDbEngine(
    tablesOf(await landedPodcasts(folder, podcasts), await landedEpisodes(folder, episodes)),
  );
  try {
    const query = findSavedQuery(await readSavedQueries('queries'), name);
    return await collect(await engine.query(query));
  } finally {
    await engine.close();
  }
}

function byId(a: Row, b: Row): number {
  return String(a.id) < String(b.id) ? -1 : 1;
}
