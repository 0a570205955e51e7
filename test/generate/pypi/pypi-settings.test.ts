import { describe, expect, it } from 'vitest';
import { pypiSettings } from '../../../lib/generate/pypi/pypi-settings.ts';
import { completeSettings } from '../../../lib/model/settings.ts';

describe('the settings of downloads', () => {
  it('ask BigQuery for DuckDB unless something else is said', () => {
    expect(completeSettings(pypiSettings, {}, { owner: 'pypi-downloads' })).toEqual({
      project: 'duckdb',
      origin: 'bigquery',
      seed: 'hourlake',
      downloads: 20_000,
      dirt: 0,
    });
  });

  it.each(['duckdb', 'duckdb-engine', '3-1', 'a'])('take the normalized name %s', (project) => {
    expect(completeSettings(pypiSettings, { project }, { owner: 'job' }).project).toBe(project);
  });

  it.each(['DuckDB', 'duckdb_engine', 'zope.interface', '-a', 'a-', 'a--b', '', 'a'.repeat(101)])(
    'refuse the name %j, which the table does not have',
    (project) => {
      expect(() => completeSettings(pypiSettings, { project }, { owner: 'job' })).toThrow(
        /^Expected job\.project to be a normalized name of at most 100 characters/,
      );
    },
  );

  it.each([
    ['downloads', '10000001', 'a whole number from 0 to 10000000'],
    ['dirt', '0.6', 'a number from 0 to 0.5'],
    ['origin', 'pypi', 'bigquery or generated'],
  ])('refuse %s=%s', (name, value, expected) => {
    expect(() => completeSettings(pypiSettings, { [name]: value }, { owner: 'job' })).toThrow(
      `Expected job.${name} to be ${expected}`,
    );
  });
});
