import { describe, expect, it } from 'vitest';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { collect, type QueryResult } from '../../lib/engines/engine.ts';
import { findSavedQuery, readSavedQueries } from '../../lib/engines/saved-query.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Downloads, generatedDownloads, landedDownloads } from './landed-downloads.ts';
import { tablesOf } from './landed-events.ts';

const SAMPLE = {
  project: 'duckdb',
  country_code: 'US',
  file_version: '0.7.1',
  details_system_name: 'Linux',
  details_system_release: '5.4.0',
  details_cpu: 'x86_64',
};

/** Two complete weeks, and a Monday. */
const DAYS = generatedDownloads('2026-11-09', '2026-11-24');

async function ask(name: string, days: Downloads): Promise<QueryResult> {
  const downloads = await landedDownloads(await temporaryFolder(), days);
  const engine = duckDbEngine(tablesOf(downloads));
  try {
    return await collect(
      await engine.query(findSavedQuery(await readSavedQueries('queries'), name)),
    );
  } finally {
    await engine.close();
  }
}

/** Counts texts, the most frequent first. */
function counted(texts: readonly (string | null | undefined)[]): [string | null, number][] {
  const counts = new Map<string | null, number>();
  for (const text of texts) counts.set(text ?? null, (counts.get(text ?? null) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}

describe('pypi-daily-stats', () => {
  it('takes versions of Python of which the first two parts are equal together', async () => {
    const { rows } = await ask('pypi-daily-stats', {
      '2023-04-02': [
        { ...SAMPLE, details_python: '3.8.2' },
        { ...SAMPLE, details_python: '3.8.1' },
      ],
    });

    expect(rows).toEqual([
      ['2023-04-02', 'Linux', '5.4.0', '0.7.1', 'duckdb', 'US', 'x86_64', '3.8', 2],
    ]);
  });

  it.each([
    ['3.11.5', '3.11'],
    ['3', '3'],
    ['3.12', '3.12'],
    ['3.14.0rc2', '3.14'],
    [null, null],
  ])('shows Python %j as %j', async (details_python, version) => {
    const { rows } = await ask('pypi-daily-stats', {
      '2023-04-02': [{ ...SAMPLE, details_python }],
    });

    expect(rows[0]?.[7]).toBe(version);
  });

  it('keeps apart what is null, and loses no download', async () => {
    const { rows } = await ask('pypi-daily-stats', {
      '2023-04-02': [
        { ...SAMPLE, country_code: null },
        { ...SAMPLE, details_system_name: null },
        { ...SAMPLE, country_code: null, details_system_name: null },
        { ...SAMPLE, country_code: null },
      ],
    });

    expect(rows.map(([, system, , , , country, , , sum]) => [system, country, sum])).toEqual([
      ['Linux', null, 2],
      [null, 'US', 1],
      [null, null, 1],
    ]);
  });
});

describe('pypi-downloads-by-week', () => {
  it('has complete weeks only, the newest first', async () => {
    const { rows } = await ask('pypi-downloads-by-week', DAYS);

    const count = (from: number) =>
      Object.values(DAYS)
        .slice(from, from + 7)
        .reduce((sum, day) => sum + day.length, 0);
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      ['2026-11-16', count(7)],
      ['2026-11-09', count(0)],
    ]);
    expect(Number(rows[0]?.[2])).toBeCloseTo(100 * (count(7) / count(0) - 1), 0);
    expect(rows[1]?.[2]).toBeNull();
  });
});

describe('pypi-top-10', () => {
  it('counts versions, Python versions and countries of the newest days', async () => {
    const { rows } = await ask('pypi-top-10', DAYS);

    const all = Object.values(DAYS).flat();
    const [country] = counted(all.map(({ country_code }) => country_code));
    const [version] = counted(all.map(({ file_version }) => file_version));
    expect(rows.filter(([kind]) => kind === 'version')).toHaveLength(10);
    expect(rows.find(([kind]) => kind === 'country')?.slice(1, 4)).toEqual([1, ...(country ?? [])]);
    expect(rows.find(([kind]) => kind === 'version')?.slice(1, 4)).toEqual([1, ...(version ?? [])]);
  });

  it('leaves out what is older than the newest 28 days', async () => {
    const old = { '2023-01-01': [{ ...SAMPLE, file_version: '0.1.0' }] };

    const { rows } = await ask('pypi-top-10', {
      ...old,
      ...generatedDownloads('2026-10-01', '2026-10-29'),
    });

    expect(rows.filter(([, , value]) => value === '0.1.0')).toEqual([]);
  });
});

describe('pypi-version-adoption', () => {
  it('shares each day out among the versions', async () => {
    const { rows } = await ask('pypi-version-adoption', DAYS);

    const day = DAYS['2026-11-20'] ?? [];
    const [first] = counted(day.map(({ file_version }) => file_version));
    const ofDay = rows.filter(([dt]) => dt === '2026-11-20');
    expect(ofDay[0]?.slice(1, 3)).toEqual(first);
    expect(Number(ofDay[0]?.[3])).toBeCloseTo((100 * (first?.[1] ?? 0)) / day.length, 1);
    for (const [, , downloads] of ofDay)
      expect(Number(downloads) * 100).toBeGreaterThanOrEqual(day.length);
  });
});
