import { expect, it } from 'vitest';
import { LocalCatalog } from '../../lib/catalog/local-catalog.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { collect } from '../../lib/engines/engine.ts';
import { run } from '../../lib/land/run.ts';
import { addPeriods } from '../../lib/model/period.ts';
import { aLake, hoursOf } from '../land/a-lake.ts';
import { accountsOfDays, dayOf } from '../land/accounts-a-day.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';

const DAY = dayOf('2026-11-20');
const NEXT = addPeriods(DAY, 1);

it('a daily table is queried together with the hourly one that it is made from', async () => {
  const { folder, store, jobs, input } = await aLake();
  await run(input([fakeAccounts, hoursOf(DAY, NEXT)], [accountsOfDays, [DAY, NEXT]]));
  const engine = duckDbEngine(new LocalCatalog({ store, jobs, root: folder }));

  const { rows } = await collect(
    await engine.query({
      sql: `
        WITH hours AS (SELECT dt, hour, count(*) AS accounts FROM fake_accounts GROUP BY dt, hour)
        SELECT day.dt, count(*), sum(CASE WHEN contas = coalesce(accounts, 0) THEN 1 END)
        FROM accounts_a_day AS day
        LEFT JOIN hours ON hours.dt = day.dt AND hours.hour = day.hora
        GROUP BY day.dt ORDER BY day.dt`,
    }),
  );
  await engine.close();

  expect(rows).toEqual([
    [DAY, 24, 24],
    [NEXT, 24, 24],
  ]);
});
