import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LandedTable } from '../../lib/catalog/local-catalog.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { collect } from '../../lib/engines/engine.ts';
import { findSavedQuery, readSavedQueries } from '../../lib/engines/saved-query.ts';
import { accountsSettings } from '../../lib/generate/accounts/accounts-settings.ts';
import { generatedAccounts } from '../../lib/generate/accounts/generated-accounts.ts';
import { truthOfAccounts } from '../../lib/generate/accounts/planted-faults.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { completeSettings } from '../../lib/model/settings.ts';
import type { Source } from '../../lib/model/source.ts';
import { periodInMemory } from '../land/period-in-memory.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { tablesOf } from './landed-events.ts';

const HOURS = periodRange(parseHour('2026-11-20T00'), parseHour('2026-11-20T12'));

/** The rule of the report that finds every fault of a kind, and nothing else that is planted. */
const RULES = [
  ['wrong-check-digits', 'wrong cpf check digits'],
  ['swapped-name-and-email', 'email is not on example.com, .org or .net'],
  ['swapped-city-and-state', 'cep is not of uf'],
  ['duplicate-person', 'duplicate cpf'],
  ['duplicate-person', 'duplicate telefone'],
  ['missing-postal-code', 'empty required value'],
  ['birth-in-the-future', 'under 18 on the day of criado_em'],
  ['created-in-the-future', 'criado_em is outside dt and hour'],
] as const;

/**
 * How often a postal code has another street or neighbourhood, without the accounts with one of the
 * two faults that change these: whatever the rule finds was planted.
 */
const STREETS_WITHOUT_FAULTS = `
  SELECT count(DISTINCT cep || split_part(endereco, ', ', 1) || split_part(endereco, ', ', 3))
    - count(DISTINCT cep)
  FROM fake_accounts
  WHERE cep <> '' AND id NOT IN (
    SELECT id FROM planted_faults WHERE falha IN ('mojibake', 'missing-neighbourhood')
  )`;

describe('the data-quality report over dirty accounts', () => {
  it.each([0.05, 0.5])('counts what was planted, to the account, with dirt %d', async (dirt) => {
    const settings = completeSettings(
      accountsSettings,
      { seed: 'dirty', 'accounts-per-hour': 300, dirt },
      { owner: 'test' },
    );
    const tables = await Promise.all([
      landed(generatedAccounts(settings)),
      landed(truthOfAccounts(settings, { job: 'hours' })),
    ]);
    const queries = await readSavedQueries('queries');
    const engine = duckDbEngine(tablesOf(...tables));

    const report = await collect(await engine.query(findSavedQuery(queries, 'data-quality')));
    const planted = await collect(
      await engine.query({
        sql: 'SELECT falha, count(DISTINCT id) FROM planted_faults GROUP BY falha',
      }),
    );
    const undamaged = await collect(await engine.query({ sql: STREETS_WITHOUT_FAULTS }));
    await engine.close();

    const violations = new Map(report.rows.map(([rule, , count]) => [rule, count]));
    const faults = new Map(planted.rows.map(([fault, count]) => [fault, count]));
    expect(faults.size).toBe(9);
    expect(undamaged.rows).toEqual([[0]]);
    expect(Number(violations.get('cep has another street or neighbourhood'))).toBeLessThanOrEqual(
      Number(faults.get('mojibake')) + Number(faults.get('missing-neighbourhood')),
    );
    expect(RULES.map(([, rule]) => [rule, violations.get(rule)])).toEqual(
      RULES.map(([fault, rule]) => [rule, faults.get(fault)]),
    );
  });
});

async function landed(source: Source): Promise<LandedTable> {
  const folder = await temporaryFolder();
  const files = await Promise.all(
    HOURS.map(async (hour) => {
      const file = join(folder, objectKey({ name: 'hours', layer: 'landing' }, hour));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, (await periodInMemory(source, hour, noInput)).bytes);
      return file;
    }),
  );
  return { table: source.table, grain: 'hour', files };
}

/** Both sources generate their rows. */
async function noInput(): Promise<never> {
  throw new Error('No input is read');
}
