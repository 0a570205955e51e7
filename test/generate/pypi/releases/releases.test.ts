import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfDate } from '../../../../lib/generate/pypi/days/knots.ts';
import { duckdbReleases } from '../../../../lib/generate/pypi/releases/duckdb-releases.ts';
import {
  fileOfRelease,
  wheelPlatforms,
} from '../../../../lib/generate/pypi/releases/package-files.ts';
import { releaseCalendar } from '../../../../lib/generate/pypi/releases/releases.ts';
import { daysFrom, shareOf, someDownloads, valuesOf } from '../some-downloads.ts';

const SEED = { seed: 'hourlake' };
const downloads = someDownloads({ downloads: 2000 });

describe('the releases of DuckDB', () => {
  const known = releaseCalendar('duckdb', SEED).until(dayOfDate('2026-11-23'));

  it('are the real ones', () => {
    expect(known.map(({ version }) => version)).toEqual(duckdbReleases.map(([, one]) => one));
    expect(known.find(({ version }) => version === '1.4.0')?.day).toBe(dayOfDate('2025-09-16'));
    expect(known.filter(({ isBackport }) => isBackport).map(({ version }) => version)).toEqual([
      '1.4.5',
    ]);
  });

  it('have files whose names are on PyPI', () => {
    // What PyPI lists of 64-bit wheels for Python 3.9 and 3.12.
    const listed = readFileSync('test/generate/pypi/releases/duckdb-files.txt', 'utf8')
      .trim()
      .split('\n');
    const made = known.flatMap((release) =>
      wheelPlatforms.flatMap((platform) =>
        [9, 12].map((minor) =>
          fileOfRelease('duckdb', release, { minor, platform, asSource: false }),
        ),
      ),
    );
    const wheels = new Set(
      made.filter(({ type }) => type === 'bdist_wheel').map(({ filename }) => filename),
    );

    const missing = listed.filter((name) => !wheels.has(name) && !name.startsWith('duckdb-0.3.3'));
    expect([...wheels].filter((name) => !listed.includes(name))).toEqual([]);
    expect(missing).toEqual([]);
    expect(wheels.size).toBeGreaterThan(300);
  });

  it('go on after the last one that is known, by the seed', () => {
    const later = releaseCalendar('duckdb', SEED).until(dayOfDate('2028-01-01'));
    const others = releaseCalendar('duckdb', { seed: 'demo' }).until(dayOfDate('2028-01-01'));

    expect(later.length).toBeGreaterThan(known.length + 5);
    expect(later.slice(0, known.length)).toEqual(known);
    expect(others.map(({ day }) => day)).not.toEqual(later.map(({ day }) => day));
  });
});

describe('the releases of any project', () => {
  it('come in the order of time, and higher ones later', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,8}(-[a-z0-9]{1,5})?$/),
        fc.integer({ min: dayOfDate('2024-01-01'), max: dayOfDate('2040-01-01') }),
        (project, day) => {
          const calendar = releaseCalendar(project, SEED);
          const releases = calendar.until(day);

          const days = releases.map((release) => release.day);
          expect(days).toEqual([...days].sort((one, other) => one - other));
          expect(new Set(releases.map(({ version }) => version)).size).toBe(releases.length);
          expect(days.at(-1)).toBeLessThanOrEqual(day);
          expect(releaseCalendar(project, SEED).until(day - 400)).toEqual(
            releases.filter((release) => release.day <= day - 400),
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the adoption of a release', () => {
  const shares = (from: string, days: number, version: string): number =>
    shareOf(valuesOf(downloads, daysFrom(from, days), 'file_version'), (one) => one === version);

  it('begins on its day, takes some days, and ends slowly after the next one', () => {
    const before = shares('2025-09-09', 7, '1.4.0');
    const atFirst = shares('2025-09-17', 2, '1.4.0');
    const later = shares('2025-09-29', 7, '1.4.0');
    const afterNext = shares('2025-11-01', 7, '1.4.0');
    const long = shares('2026-10-01', 7, '1.4.0');

    expect(before).toBe(0);
    expect(atFirst).toBeGreaterThan(0.05);
    expect(later).toBeGreaterThan(1.5 * atFirst);
    expect(afterNext).toBeLessThan(0.6 * later);
    expect(long).toBeGreaterThan(0);
    expect(long).toBeLessThan(0.05);
  });

  it('leaves a tail of old releases', () => {
    const versions = new Set(valuesOf(downloads, daysFrom('2026-11-16', 3), 'file_version'));

    expect(versions.size).toBeGreaterThan(30);
    expect(versions).toContain('0.9.2');
  });

  it('does not reach Pythons that it has no wheels for', () => {
    const days = daysFrom('2025-11-03', 5);
    const [pythons, versions] = ['details_python', 'file_version'].map((column) =>
      valuesOf(downloads, days, column),
    );
    const withOld = (versions ?? []).filter((_, row) => String(pythons?.[row]).startsWith('3.8.'));

    // The wheels of 1.3.0 and later begin with Python 3.9.
    expect(withOld.length).toBeGreaterThan(50);
    expect(withOld.filter((version) => /^1\.[3-9]/.test(String(version)))).toEqual([]);
    expect(shareOf(withOld, (version) => version === '1.2.2')).toBeGreaterThan(0.3);
  });
});
