import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../lib/errors.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { lookBackPeriods, shardOf } from '../../lib/land/plan.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { addPeriods, parseHour, periodRange } from '../../lib/model/period.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { askDuckDb } from '../read-parquet.ts';
import { digestsOf } from '../run-hourlake.ts';
import { storeWith } from '../stores/store-with.ts';
import { aLake, hoursOf } from './a-lake.ts';
import { accountsADay, accountsOfDays, dayOf } from './accounts-a-day.ts';
import { fakeAccounts } from './fake-accounts.ts';
import { receiptsOf, reportOf } from './receipts-of.ts';

const DAY = dayOf('2026-11-20');
const NEXT = addPeriods(DAY, 1);

describe('a daily job over an hourly one', () => {
  it('lands a day from the objects of its hours, after they have landed in the same run', async () => {
    const lake = await aLake();

    // Given first, it runs last all the same.
    const report = await run(lake.input([accountsOfDays, [DAY]], [fakeAccounts, hoursOf(DAY)]));

    const hours = receiptsOf(report, fakeAccounts);
    const file = lake.pathOf(accountsOfDays, DAY);
    const rows = await askDuckDb(`SELECT hora, contas, sha256 FROM '${file}'`);
    expect(report.jobs.map(({ job }) => job.name)).toEqual(['fake-accounts', 'accounts-a-day']);
    expect(receiptsOf(report, accountsOfDays)).toMatchObject([
      {
        period: '2026-11-20',
        key: 'accounts-a-day/dt=2026-11-20/accounts-a-day-2026-11-20.parquet',
        status: 'landed',
        rows: 24,
      },
    ]);
    expect(rows).toEqual(
      hours.map((receipt) => [
        receipt.period.slice(-2),
        String(receipt.status === 'landed' ? receipt.rows : 'not landed'),
        receipt.status === 'landed' ? receipt.sha256 : 'not landed',
      ]),
    );
  });

  it('waits for missing hours, and names them', async () => {
    const lake = await aLake();
    const absent = [parseHour('2026-11-20T05'), parseHour('2026-11-20T23')];
    const hours = hoursOf(DAY).filter((hour) => !absent.includes(hour));

    const report = await run(lake.input([fakeAccounts, hours], [accountsOfDays, [DAY]]));

    expect(reportOf(report, accountsOfDays)).toMatchObject({
      receipts: [],
      waiting: [
        { period: DAY, missing: absent.map((period) => ({ job: 'fake-accounts', period })) },
      ],
    });
    expect(failureOf(report)).toBeUndefined();
    expect(await keysOf(lake.store, 'accounts-a-day')).toEqual([]);
    expect(await keysOf(lake.store, '_lake')).toEqual(['_lake/fake-accounts.json']);
  });

  it('lands the day in the run that lands its last hour', async () => {
    const lake = await aLake();
    const hours = hoursOf(DAY);
    await run(lake.input([fakeAccounts, hours.slice(0, 23)], [accountsOfDays, [DAY]]));

    const report = await run(lake.input([fakeAccounts, hours], [accountsOfDays, [DAY]]));

    expect(receiptsOf(report, accountsOfDays).map(({ status }) => status)).toEqual(['landed']);
  });

  it('waits for an hour that fails, and lands the days whose hours are there', async () => {
    const bad = parseHour('2026-11-21T07');
    const lake = await aLake({
      storeOf: (store) =>
        storeWith(store, {
          async putIfAbsent(key, object) {
            if (key !== objectKey(fakeAccounts, bad)) return store.putIfAbsent(key, object);
            throw new StoreError({ expected: 'room', got: 'none', advice: 'Wait.' }, { key });
          },
        }),
    });

    const report = await run(
      lake.input([fakeAccounts, hoursOf(DAY, NEXT)], [accountsOfDays, [DAY, NEXT]]),
    );

    expect(receiptsOf(report, accountsOfDays).map(({ period }) => period)).toEqual([DAY]);
    expect(reportOf(report, accountsOfDays).waiting).toEqual([
      { period: NEXT, missing: [{ job: 'fake-accounts', period: bad }] },
    ]);
    expect(failureOf(report)).toMatchObject({ periods: [{ job: 'fake-accounts', period: bad }] });
  });

  it('leaves out the day in which the hourly job begins: its first hours will never land', async () => {
    const lake = await aLake();
    const hours = periodRange(parseHour('2026-11-20T05'), parseHour('2026-11-22T00'));

    const report = await run(lake.input([fakeAccounts, hours], [accountsOfDays, [DAY, NEXT]]));

    expect(receiptsOf(report, accountsOfDays).map(({ period }) => period)).toEqual([NEXT]);
    expect(reportOf(report, accountsOfDays).waiting).toEqual([]);
  });

  it('lands that day once the hours before the beginning are backfilled, all of them', async () => {
    const lake = await aLake();
    const later = periodRange(parseHour('2026-11-20T05'), parseHour('2026-11-22T00'));
    const before = hoursOf(DAY).slice(0, 5);
    await run(lake.input([fakeAccounts, later], [accountsOfDays, [DAY, NEXT]]));

    const some = await run(lake.input([fakeAccounts, before.slice(1)], [accountsOfDays, [DAY]]));
    const all = await run(lake.input([fakeAccounts, before], [accountsOfDays, [DAY]]));

    expect(reportOf(some, accountsOfDays)).toMatchObject({ receipts: [], waiting: [] });
    expect(receiptsOf(all, accountsOfDays)).toMatchObject([{ period: DAY, status: 'landed' }]);
    const { declaration } = await lake.open().open(fakeAccounts);
    expect(declaration?.since).toBe('2026-11-20T05');
  });

  it('takes hours that landed in an earlier run, by a run of its own', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, hoursOf(DAY)]));

    const report = await run(lake.input([accountsOfDays, [DAY]]));

    expect(receiptsOf(report, accountsOfDays).map(({ status }) => status)).toEqual(['landed']);
  });

  it('keeps the day that has landed when one of its hours is lost', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, hoursOf(DAY)], [accountsOfDays, [DAY]]));
    await rm(lake.pathOf(fakeAccounts, parseHour('2026-11-20T05')));

    const report = await run(lake.input([accountsOfDays, [DAY]]));

    expect(receiptsOf(report, accountsOfDays).map(({ status }) => status)).toEqual([
      'already-there',
    ]);
    expect(reportOf(report, accountsOfDays).waiting).toEqual([]);
  });

  it('lands the same bytes however its hours came', async () => {
    const [atOnce, bitByBit] = [await aLake(), await aLake()];
    const hours = hoursOf(DAY, NEXT);
    await run(atOnce.input([fakeAccounts, hours], [accountsOfDays, [DAY, NEXT]]));

    for (const { wanted, days } of [
      { wanted: hours.slice(0, 1), days: [DAY] },
      { wanted: hours.slice(30), days: [DAY, NEXT] },
      { wanted: hours.slice(0, 24), days: [DAY, NEXT] },
      { wanted: hours, days: [DAY, NEXT] },
    ]) {
      await run(bitByBit.input([fakeAccounts, wanted], [accountsOfDays, days]), {
        concurrency: 1,
      });
    }

    expect(await digestsOf(bitByBit.folder)).toEqual(await digestsOf(atOnce.folder));
  });

  it('lands the same bytes in shards, each of which lands its part, and a run after them', async () => {
    const [whole, sharded] = [await aLake(), await aLake()];
    const [hours, days] = [hoursOf(DAY, NEXT), [DAY, NEXT]];
    await run(whole.input([fakeAccounts, hours], [accountsOfDays, days]));

    const shards = [1, 2, 3].map((number) => ({ number, count: 3 }));
    const reports = await Promise.all(
      shards.map((shard) =>
        run({
          ...sharded.input(),
          jobs: [
            { job: fakeAccounts, wanted: shardOf(hours, shard), since: hours[0] },
            { job: accountsOfDays, wanted: shardOf(days, shard), since: days[0] },
          ],
        }),
      ),
    );
    await run(sharded.input([fakeAccounts, hours], [accountsOfDays, days]));

    const landed = reports.flatMap((report) => receiptsOf(report, fakeAccounts));
    expect(reports.map(failureOf)).toEqual([undefined, undefined, undefined]);
    expect(landed.map(({ period }) => period).sort()).toEqual(hours);
    expect(await digestsOf(sharded.folder)).toEqual(await digestsOf(whole.folder));
  });

  it('has a day of which no row is kept, as a file that can be read', async () => {
    const lake = await aLake({
      jobs: [
        fakeAccounts,
        {
          ...accountsOfDays,
          source: { kind: 'accounts-a-day', settings: { 'least-accounts': 1000 } },
        },
      ],
    });
    const [, daily] = lake.jobs as [Job, Job];

    const report = await run(lake.input([fakeAccounts, hoursOf(DAY)], [daily, [DAY]]));

    expect(receiptsOf(report, daily)).toMatchObject([{ status: 'landed', rows: 0 }]);
    expect(await askDuckDb(`SELECT count(*) FROM '${lake.pathOf(daily, DAY)}'`)).toEqual([['0']]);
  });

  it('tries a day as often as its own job says', async () => {
    const tries = new Map<string, number>();
    const stubborn = { ...accountsOfDays, attempts: 5 };
    const lake = await aLake({
      jobs: [{ ...fakeAccounts, attempts: 1 }, stubborn],
      storeOf: (store) =>
        storeWith(store, {
          async putIfAbsent(key, object) {
            const [job = ''] = key.split('/');
            if (job === '_lake' || /T(?!07)\d\d\.parquet$/.test(key)) {
              return store.putIfAbsent(key, object);
            }
            tries.set(job, (tries.get(job) ?? 0) + 1);
            if (job === 'fake-accounts') return store.putIfAbsent(key, object);
            const message = { expected: 'a store', got: 'a refusal', advice: 'None.' };
            throw new StoreError(message, { key }, { retryable: true });
          },
        }),
    });
    const [hourly] = lake.jobs as [Job];

    await run(lake.input([hourly, hoursOf(DAY)], [stubborn, [DAY]]), { sleep: async () => {} });

    expect([...tries]).toEqual([
      ['fake-accounts', 1],
      ['accounts-a-day', 5],
    ]);
  });
});

describe('what a scheduled run wants', () => {
  it('is decided for each job by its grain, its look-back and its lateness', async () => {
    const lake = await aLake();
    const hourly = { ...fakeAccounts, lookBackHours: 30 };
    const daily = { ...accountsOfDays, lookBackHours: 30, latenessMinutes: 90 };
    const lateLake = await aLake({ folder: lake.folder, jobs: [hourly, daily] });
    const wantedAt = (instant: number) =>
      [hourly, daily].map((job) => {
        const { lookBackHours: hours, latenessMinutes = 0 } = { latenessMinutes: 0, ...job };
        return lookBackPeriods(job.grain === 'hour' ? 'hour' : 'day', instant, {
          hours,
          latenessMinutes,
        });
      });

    const outcomes: unknown[] = [];
    for (const minute of [30, 90]) {
      const [hours = [], days = []] = wantedAt(Date.UTC(2026, 10, 21, 0, minute));
      const report = await run(lateLake.input([hourly, hours], [daily, days]));
      outcomes.push(receiptsOf(report, daily).map(({ period }) => period));
    }

    // The day is over at midnight and due at half past one.
    expect(outcomes).toEqual([[], [DAY]]);
  });
});

describe('the tables of a lake with both grains', () => {
  it('have the partitions that their grains have', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, hoursOf(DAY)], [accountsOfDays, [DAY]]));

    const read = (folder: string) =>
      `read_parquet('${lake.folder}/${folder}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`;
    const daily = await askDuckDb(`SELECT DISTINCT dt FROM ${read('accounts-a-day')}`);
    const columns = await askDuckDb(`DESCRIBE SELECT * FROM ${read('accounts-a-day')}`);
    const hourly = await askDuckDb(
      `SELECT DISTINCT dt, min(hour) >= '00' AND max(hour) <= '23' FROM ${read('fake-accounts')} GROUP BY dt`,
    );
    const counts = await askDuckDb(
      `SELECT (SELECT count(*) FROM ${read('fake-accounts')}), (SELECT sum(contas) FROM ${read('accounts-a-day')})`,
    );

    expect(daily).toEqual([['2026-11-20']]);
    expect(columns.map(([name]) => name)).toEqual([
      ...accountsADay.columns.map(({ name }) => name),
      'dt',
    ]);
    expect(hourly).toEqual([['2026-11-20', true]]);
    expect(counts[0]?.[0]).toBe(counts[0]?.[1]);
  });
});
