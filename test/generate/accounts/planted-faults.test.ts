import { describe, expect, it } from 'vitest';
import type { AccountsSettings } from '../../../lib/generate/accounts/accounts-settings.ts';
import { parseHour, periodRange } from '../../../lib/model/period.ts';
import { plantedFaults } from '../../../lib/tables/planted-faults.ts';
import { rowsOf, sourceContract } from '../../contracts/source-contract.ts';
import { footerByHyparquet, rowsByHyparquet } from '../../read-parquet.ts';
import { fileOf, someAccounts, someTruth } from './some-accounts.ts';

const HOUR = parseHour('2026-11-20T13');
const SETTINGS: Partial<AccountsSettings> = { seed: 'truth', 'accounts-per-hour': 200, dirt: 0.1 };

sourceContract('The truth of accounts', () => someTruth(SETTINGS), HOUR);

describe('the ground truth of accounts', () => {
  it('has exactly the values in which dirty accounts differ from clean ones', async () => {
    const [dirty, clean, truth] = await Promise.all([
      rowsOf(someAccounts(SETTINGS), HOUR),
      rowsOf(someAccounts({ ...SETTINGS, dirt: 0 }), HOUR),
      rowsOf(someTruth(SETTINGS), HOUR),
    ]);

    const different = dirty.flatMap((account, row) =>
      Object.entries(account)
        .map(([coluna, value]) => [coluna, stringOf(value), stringOf(clean[row]?.[coluna])])
        .filter(([, planted, right]) => planted !== right)
        .map(([coluna, planted, right]) => [account.id, coluna, right, planted]),
    );
    expect(different.length).toBeGreaterThan(20);
    expect(truth.map((row) => [row.id, row.coluna, row.valor_certo, row.valor_plantado])).toEqual(
      different,
    );
  });

  it('has no rows without dirt, nor in an hour without faults, and a file that can be read', async () => {
    const few = someTruth({ seed: 'few', 'accounts-per-hour': 5, dirt: 0.02 });
    const hours = periodRange(parseHour('2026-11-20T00'), parseHour('2026-11-21T00'));

    const counts = await Promise.all(hours.map(async (hour) => (await rowsOf(few, hour)).length));
    const { bytes, rows } = await fileOf(someTruth({ ...SETTINGS, dirt: 0 }), HOUR);

    expect(counts).toContain(0);
    expect(rows).toBe(0);
    expect(await rowsByHyparquet(bytes)).toEqual([]);
  });

  it('carries the settings of the accounts in its footer', async () => {
    const { bytes } = await fileOf(someTruth(SETTINGS), HOUR);

    const facts = footerByHyparquet(bytes).key_value_metadata?.map(({ key, value }) => [
      key,
      value,
    ]);
    expect(facts).toEqual(
      expect.arrayContaining([
        ['hourlake.table', plantedFaults.name],
        ['hourlake.seed', 'truth'],
        ['hourlake.accounts-per-hour', '200'],
        ['hourlake.dirt', '0.1'],
      ]),
    );
  });

  it('has no statistics: no engine skips a file by them', () => {
    const withStatistics = plantedFaults.columns.filter(({ statistics }) => statistics);

    expect(withStatistics.map(({ name }) => name)).toEqual([]);
  });
});

function stringOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
