import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jobs } from '../../jobs/index.ts';
import { rows } from '../../lib/columns/rows.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { collect, type QueryResult } from '../../lib/engines/engine.ts';
import {
  checkJobsOfQueries,
  findSavedQuery,
  readSavedQueries,
} from '../../lib/engines/saved-query.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { type Hour, parseHour, periodRange } from '../../lib/model/period.ts';
import { type Account, accounts } from '../../lib/tables/accounts.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { landedCooperative } from './a-cooperative.ts';
import { accountsOf, landedAccounts } from './landed-accounts.ts';
import { generatedDownloads, landedDownloads } from './landed-downloads.ts';
import { tablesOf } from './landed-events.ts';
import {
  generatedEpisodes,
  generatedPodcasts,
  landedEpisodes,
  landedPodcasts,
} from './landed-podcasts.ts';
import { generatedSales, landedSales, type SoldFile } from './landed-sales.ts';

/** Two days and an hour, of which three hours in a row are missing. */
const GAP = ['2026-11-19T05', '2026-11-19T06', '2026-11-19T07'];
const HOURS = periodRange(parseHour('2026-11-18T00'), parseHour('2026-11-20T01')).filter(
  (hour) => !GAP.includes(hour),
);

let lake: Map<Hour, Batch>;
let people: Account[];
let workbooks: SoldFile[];

/** A complete week of downloads. */
const DOWNLOADS = generatedDownloads('2026-11-16', '2026-11-23');

/** Days of podcasts between which something was added and something edited. */
const DAYS = ['2026-11-13', '2026-11-14', '2026-11-20'];

beforeAll(async () => {
  lake = new Map(HOURS.map((hour, position) => [hour, accountsOf(hour, 30 + position)]));
  people = [...lake.values()].flatMap((batch) => [...rows(accounts, batch)]);
  workbooks = await generatedSales();
});

describe('the saved queries', () => {
  it('are at least six, each in a dialect that every engine takes', async () => {
    const entries = await readdir('queries', { recursive: true });
    const files = entries.filter((file) => file.endsWith('.sql'));
    const texts = await Promise.all(files.map((file) => readFile(join('queries', file), 'utf8')));

    expect(files.length).toBeGreaterThanOrEqual(6);
    for (const text of texts) {
      const sql = text.replace(/^--.*$/gm, '');
      expect(sql).not.toMatch(/strftime|date_format|approx_distinct|at time zone|qualify|ilike/i);
      expect(sql).not.toMatch(/group by all|regexp_matches|::|;|"/i);
      // Spark has no strpos and no varchar without a length; date_diff differs in each engine.
      expect(sql).not.toMatch(/as varchar\)|date_?diff|strpos|[\\`]/i);
      // CloudFormation gives non-ASCII text back as question marks.
      expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    }
  });

  it('all run over the lake', async () => {
    const queries = await readSavedQueries('queries');

    const results = await Promise.all(queries.map(({ name }) => ask(name, lake)));

    for (const { rows } of results) expect(rows.length).toBeGreaterThan(0);
  });

  it('need jobs that exist, with the tables that they read', async () => {
    const queries = await readSavedQueries('queries');

    expect(() => checkJobsOfQueries(queries, jobs)).not.toThrow();
    for (const query of queries) {
      const needed = jobs.filter(({ name }) => query.jobs.includes(name));
      const others = jobs.filter(({ name }) => !query.jobs.includes(name));
      const sql = query.sql.replace(/--.*/g, '');
      for (const { table } of needed) expect(sql).toMatch(new RegExp(`\\b${table.name}\\b`));
      for (const { table } of others) expect(sql).not.toMatch(new RegExp(`\\b${table.name}\\b`));
    }
  });

  it('answer over an empty table when nothing has landed', async () => {
    const queries = await readSavedQueries('queries');

    const results = await Promise.all(queries.map(({ name }) => ask(name, new Map())));

    expect(results).toHaveLength(queries.length);
    for (const { columns } of results) expect(columns.length).toBeGreaterThan(1);
  });

  it('count the accounts of each hour against the hour of the day before', async () => {
    const { rows } = await ask('signups-per-hour', lake);

    const [newest] = rows;
    expect(rows).toHaveLength(45);
    expect(newest?.slice(0, 4)).toEqual(['2026-11-20T00', 75, 54, 21]);
    expect(rows.find(([hour]) => hour === '2026-11-18T23')?.[2]).toBeNull();
  });

  it('share the accounts out among the states', async () => {
    const { rows } = await ask('accounts-by-state', lake);

    const expected = people.filter(({ uf }) => uf === 'SP').length;
    expect(rows.find(([, uf]) => uf === 'SP')?.[2]).toBe(expected);
    expect(rows.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(people.length);
    expect(rows.reduce((sum, row) => sum + Number(row[3]), 0)).toBeCloseTo(100, 0);
  });

  it('put everybody into one band of age', async () => {
    const { rows } = await ask('age-pyramid', lake);

    expect(rows.map(([band]) => band).slice(0, 2)).toEqual(['18-24', '25-29']);
    expect(rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(people.length);
  });

  it('give at most three occupations for each state, the most common first', async () => {
    const { rows } = await ask('top-occupations-by-state', lake);

    const counts = new Map<string, number>();
    for (const { uf, emprego } of people) {
      counts.set(`${uf} ${emprego}`, (counts.get(`${uf} ${emprego}`) ?? 0) + 1);
    }
    for (const [uf, place, emprego, count] of rows) {
      expect(counts.get(`${uf} ${emprego}`)).toBe(count);
      expect(Number(place)).toBeLessThanOrEqual(3);
    }
  });

  it('name the freshest hour and the gap', async () => {
    const { rows } = await ask('freshness-and-gaps', lake);

    expect(rows).toEqual([
      ['freshest hour', '2026-11-20T00', '2026-11-20T00', 1],
      ['gap', '2026-11-19T05', '2026-11-19T07', 3],
    ]);
  });

  it('measure a gap of more than a day', async () => {
    const gap = periodRange(parseHour('2026-11-18T10'), parseHour('2026-11-19T20'));
    const hours = [...lake].filter(([hour]) => !gap.includes(hour));

    const { rows } = await ask('freshness-and-gaps', new Map(hours));

    expect(rows[1]).toEqual(['gap', '2026-11-18T10', '2026-11-19T19', 34]);
  });

  it('sum the days up', async () => {
    const { rows } = await ask('daily-signups', lake);

    expect(rows.map(([dt]) => dt)).toEqual(['2026-11-20', '2026-11-19', '2026-11-18']);
    expect(rows[0]?.[4]).toBe(people.length);
  });

  it('count the accounts of the bronze layer by state and day, as the landing layer does', async () => {
    const { rows } = await ask('bronze-accounts-by-state-and-day', lake);

    const ofDay = rows.filter(([dt]) => dt === '2026-11-18');
    const expected = people.filter(
      ({ criado_em, uf }) => uf === 'SP' && criado_em.getUTCDate() === 18,
    );
    expect(rows.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(people.length);
    expect(ofDay.find(([, uf]) => uf === 'SP')?.[2]).toBe(expected.length);
    expect(ofDay.reduce((sum, row) => sum + Number(row[3]), 0)).toBeCloseTo(100, 0);
  });

  it('count the people who signed up twice under one CPF', async () => {
    const hour = parseHour('2026-11-18T00');
    const batch = planted(accountsOf(hour, 20), { cpf: 'of another' });

    const [clean, twice] = await Promise.all([
      ask('bronze-sign-ups-per-cpf', lake),
      ask('bronze-sign-ups-per-cpf', new Map([[hour, batch]])),
    ]);

    expect(clean.rows).toEqual([[1, people.length, people.length]]);
    expect(twice.rows).toEqual([
      [1, 18, 18],
      [2, 1, 2],
    ]);
  });

  it('rank the cities', async () => {
    const { rows } = await ask('top-cities', lake);

    const counts = rows.map((row) => Number(row[3]));
    expect(rows).toHaveLength(20);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(rows[0]?.[1]).toBe('São Paulo');
  });
});

describe('the data-quality report', () => {
  it('is clean over what Hourlake lands', async () => {
    const { rows } = await ask('data-quality', lake);

    for (const [rule, checked, violations, verdict] of rows) {
      expect([rule, checked, violations, verdict]).toEqual([rule, people.length, 0, 'ok']);
    }
  });

  it.each([
    ['empty required value', { nome: '' }],
    ['duplicate id', { id: 'of another' }],
    ['duplicate cpf', { cpf: 'of another' }],
    ['duplicate email', { email: 'of another' }],
    ['duplicate telefone', { telefone: 'of another' }],
    ['malformed id (UUID version 7)', { id: '019b76f4-c812-4e00-8696-9931a293ce5f' }],
    ['malformed cpf', { cpf: '12345678909' }],
    ['wrong cpf check digits', { cpf: '123.456.789-00' }],
    ['cpf fiscal region is not that of uf', { cpf: '123.456.789-09', uf: 'SP' }],
    ['malformed telefone', { telefone: '11 96123-4567' }],
    ['telefone area code is not of uf', { telefone: '+55 11 96123-4567', uf: 'RJ' }],
    ['malformed cep', { cep: '24020005' }],
    ['cep is not of uf', { cep: '24020-005', uf: 'SP' }],
    ['cep is not in endereco', { cep: '99999-899' }],
    ['cep has another street or neighbourhood', { cep: 'of another' }],
    ['cidade and uf are not in endereco', { cidade: 'Nowhere' }],
    ['email is not on example.com, .org or .net', { email: 'ana@gmail.com' }],
    ['under 18 on the day of criado_em', { data_nascimento: 20_000 }],
    ['criado_em is outside dt and hour', { criado_em: Date.parse('2026-11-18T01:00:00Z') }],
  ])('finds: %s', async (rule, fault) => {
    const hour = parseHour('2026-11-18T00');

    const { rows } = await ask(
      'data-quality',
      new Map([[hour, planted(accountsOf(hour, 20), fault)]]),
    );

    expect(rows.find(([name]) => name === rule)?.[3]).toBe('FAIL');
  });
});

/** The batch with a fault in its first row; `of another` copies the value of the second. */
function planted(batch: Batch, fault: Readonly<Record<string, string | number>>): Batch {
  const columns = Object.entries(batch).map(([name, values]) => {
    const all: (string | number)[] = Array.from(values as ArrayLike<string | number>);
    const value = fault[name];
    if (value !== undefined) all[0] = value === 'of another' ? (all[1] ?? '') : value;
    return [name, all];
  });
  return Object.fromEntries(columns);
}

async function ask(name: string, batches: ReadonlyMap<Hour, Batch>): Promise<QueryResult> {
  const folder = await temporaryFolder();
  const cooperative = await landedCooperative(folder, batches.size === 0 ? {} : undefined);
  const sales = await landedSales(folder, batches.size === 0 ? [] : workbooks);
  const accountTables = await landedAccounts(folder, batches);
  const days = batches.size === 0 ? [] : DAYS;
  const shows = await landedPodcasts(folder, generatedPodcasts(...days));
  const episodes = await landedEpisodes(folder, generatedEpisodes(...days));
  const downloads = await landedDownloads(folder, batches.size === 0 ? {} : DOWNLOADS);
  const engine = duckDbEngine(
    tablesOf(...cooperative, sales, shows, episodes, downloads, ...accountTables),
  );
  try {
    const query = findSavedQuery(await readSavedQueries('queries'), name);
    return await collect(await engine.query(query));
  } finally {
    await engine.close();
  }
}
