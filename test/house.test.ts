import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { municipalityRows } from '../lib/brazil/municipalities.ts';
import { occupationRows } from '../lib/brazil/occupations.ts';
import { generatedAccounts } from '../lib/generate/accounts/generated-accounts.ts';
import { addPeriods, type Hour, parseHour } from '../lib/model/period.ts';
import { accounts } from '../lib/tables/accounts.ts';
import { documents, withDictionary } from '../scripts/data-dictionary.ts';
import { settingsOf } from './generate/accounts/some-accounts.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

describe('the house', () => {
  it.each(['@faker-js/faker', '@noble/ciphers', 'hyparquet', 'parquetjs-lite'])(
    'pins %s, which shapes rows or bytes',
    (name) => {
      expect(manifest.dependencies[name]).toMatch(/^\d+\.\d+\.\d+$/);
    },
  );

  it('locks what shapes the bytes below parquetjs-lite', () => {
    expect(lock.packages['node_modules/snappyjs'].version).toBe('0.6.1');
  });

  it.each(['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64'])(
    'locks DuckDB and Biome for %s, so that "npm ci" works there',
    (platform) => {
      expect(lock.packages).toHaveProperty([`node_modules/@duckdb/node-bindings-${platform}`]);
      expect(lock.packages).toHaveProperty([`node_modules/@biomejs/cli-${platform}`]);
    },
  );

  it('names no registry in the lock', () => {
    const resolved = Object.values<{ resolved?: string }>(lock.packages).filter(
      (entry) => entry.resolved !== undefined,
    );

    expect(resolved).toEqual([]);
  });

  it.each(documents)('has the current data dictionary in %s', (file) => {
    const document = readFileSync(file, 'utf8');

    expect(withDictionary(document, file)).toBe(document);
  });

  it('describes every column in Portuguese too', () => {
    const document = readFileSync('README.pt-BR.md', 'utf8');

    for (const { name } of accounts.columns) expect(document).toContain(`| \`${name}\` |`);
  });

  it('states in docs/data.md how long unique numbers last, and how long the lists are', () => {
    const document = readFileSync('docs/data.md', 'utf8');
    const promised = [
      ...document.matchAll(/^\| ([\d,]+)(?: \(default\))? \| (\S+T\d\d) to (\S+T\d\d) \|/gm),
    ].map(([, mean = '', ...hours]) => ({
      accountsPerHour: Number(mean.replaceAll(',', '')),
      hours: hours.map(parseHour),
    }));

    expect(promised).toHaveLength(4);
    for (const { accountsPerHour, hours } of promised) {
      const [first, last] = hours as [Hour, Hour];
      const source = generatedAccounts(settingsOf({ 'accounts-per-hour': accountsPerHour }));
      expect(() => source.checkSpan?.(first, last)).not.toThrow();
      expect(() => source.checkSpan?.(first, addPeriods(last, 1))).toThrow();
    }
    expect(document).toContain(`${municipalityRows.length} municipalities`);
    expect(document).toContain(`${occupationRows.length} occupations`);
  });
});
