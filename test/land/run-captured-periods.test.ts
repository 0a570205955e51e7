import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examine } from '../../lib/doctor/examine.ts';
import { isWrong } from '../../lib/doctor/finding.ts';
import { capturedPeriodKey } from '../../lib/lake/raw-key.ts';
import { failureOf, type RunReport } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { addPeriods, periodAt, periodEnd, type TimedPeriod } from '../../lib/model/period.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { findingsIn } from '../doctor/shortly.ts';
import { digestsOf } from '../run-hourlake.ts';
import { type ALake, aLake } from './a-lake.ts';
import { aDay, reportOf } from './orders-inbox.ts';
import {
  type RatesOutside,
  rates,
  ratesKinds,
  ratesOutside,
  ratesRejects,
} from './rates-outside.ts';

const DAY = aDay('2026-11-20');
const HOUR_MS = 3_600_000;

/** A lake of rates at an instant that a test moves on. */
async function aLakeOfRates(options: { readonly job?: Job } = {}) {
  const job = options.job ?? rates;
  const clock = { now: periodEnd(DAY) + HOUR_MS };
  const lake = await aLake({
    jobs: [job, ratesRejects],
    moreKinds: ratesKinds,
    instant: () => clock.now,
  });
  return {
    lake,
    clock,
    run: (outside: RatesOutside, wanted: readonly TimedPeriod[], more = {}) =>
      runAt(lake, clock.now, { job, outside, wanted, more }),
    doctor: async () =>
      examine({
        store: lake.store,
        lake: lake.open(),
        jobs: [{ job }, { job: ratesRejects }],
        keys: await keysOf(lake.store, ''),
        leftovers: 0,
        instant: clock.now,
      }),
  };
}

function runAt(
  { store, open }: ALake,
  instant: number,
  {
    job,
    outside,
    wanted,
    more,
  }: { job: Job; outside: RatesOutside; wanted: readonly TimedPeriod[]; more: object },
): Promise<RunReport> {
  const jobs = [
    { job, wanted, connector: outside.connect() },
    { job: ratesRejects, wanted },
  ];
  const today = periodAt('day', instant);
  return run({ store, lake: open(), jobs, today }, { sleep: async () => {}, ...more });
}

describe('a job that captures snapshots', () => {
  it('captures a day once, keeps it as it came, and lands its rows', async () => {
    const { lake, run } = await aLakeOfRates();
    const outside = ratesOutside('5.42');

    const report = await run(outside, [DAY]);
    const before = await digestsOf(lake.folder);
    outside.rate = '5.50';
    await run(outside, [DAY]);

    expect(failureOf(report)).toBeUndefined();
    expect(await keysOf(lake.store, '')).toEqual([
      '_lake/rates-rejects.json',
      '_lake/rates.json',
      'rates/dt=2026-11-20/rates-2026-11-20.parquet',
      'raw/rates/dt=2026-11-20/rates-2026-11-20.ndjson.gz',
      'rejects/rates/dt=2026-11-20/rates-rejects-2026-11-20.parquet',
    ]);
    expect(outside.asked).toEqual([DAY]);
    expect(await digestsOf(lake.folder)).toEqual(before);
  });

  it('fails as a whole when the outside does, and lands nothing', async () => {
    const { lake, run } = await aLakeOfRates();

    const report = await run(ratesOutside(undefined), [DAY]);

    expect(failureOf(report)?.message).toContain(
      'Could not capture 2026-11-20 from http://rates: expected an answer, got none. Wait.',
    );
    expect(reportOf(report, rates).waiting.map(({ period }) => period)).toEqual([DAY]);
    expect(await keysOf(lake.store, '')).toEqual([]);
  });

  it('lands what was captured in time by a run that died, also when its time is over', async () => {
    const { lake, clock, run } = await aLakeOfRates();
    await run(ratesOutside('5.42'), [DAY]);
    await rm(lake.pathOf(rates, DAY));
    clock.now += 9 * 24 * HOUR_MS;

    const report = await run(ratesOutside('5.50'), []);

    expect(reportOf(report, rates).receipts).toMatchObject([{ period: DAY, status: 'landed' }]);
  });

  it('never asks for a day that is lost, and the doctor names it, which is not wrong', async () => {
    const { clock, run, doctor } = await aLakeOfRates();
    await run(ratesOutside('5.42'), [DAY]);
    clock.now += 2 * 24 * HOUR_MS;
    const outside = ratesOutside('5.50');
    const [lost, last] = [addPeriods(DAY, 1), addPeriods(DAY, 2)];

    const report = await run(outside, [DAY, lost, last]);

    const examination = await doctor();
    expect(reportOf(report, rates).lost).toEqual([lost]);
    expect(outside.asked).toEqual([last]);
    expect(failureOf(report)).toBeUndefined();
    expect(findingsIn(examination)).toEqual(['lost 2026-11-21 to 2026-11-21 (1)']);
    expect(examination.jobs.flatMap(({ findings }) => findings).filter(isWrong)).toEqual([]);
    expect(examination.jobs.flatMap(({ waiting }) => waiting)).toEqual([]);
  });

  it('begins with the first day that it captured', async () => {
    const { lake, run } = await aLakeOfRates();

    await run(ratesOutside('5.42'), [aDay('2026-11-18'), aDay('2026-11-19'), DAY]);

    expect((await lake.open().open(rates)).declaration?.since).toBe(DAY);
    expect((await lake.open().open(ratesRejects)).declaration?.since).toBe(DAY);
  });

  it('keeps the first of two concurrent captures', async () => {
    const { lake, run } = await aLakeOfRates();

    const reports = await Promise.all([
      run(ratesOutside('5.42'), [DAY]),
      run(ratesOutside('5.50'), [DAY]),
    ]);

    expect(reports.map(failureOf)).toEqual([undefined, undefined]);
    expect(await keysOf(lake.store, 'raw')).toHaveLength(1);
  });

  it('has rows that cannot be compared when what they were parsed from has expired', async () => {
    const job: Job = { ...rates, keepRawDays: 3 };
    const { lake, clock, run, doctor } = await aLakeOfRates({ job });
    await run(ratesOutside('5.42'), [DAY]);
    clock.now += 5 * 24 * HOUR_MS;

    const report = await run(ratesOutside(undefined), [], { removesExpired: true });

    const examination = await doctor();
    expect(reportOf(report, job).removal).toEqual({ removed: 1 });
    expect(await keysOf(lake.store, 'raw')).toEqual([]);
    expect(findingsIn(examination)).toContain(
      'unparsed 2026-11-20: what it was parsed from is older than its job keeps it',
    );
    expect(examination.jobs.flatMap(({ findings }) => findings).filter(isWrong)).toEqual([]);
  });

  it('cannot be compared and says so when somebody removed what was captured', async () => {
    const { lake, run, doctor } = await aLakeOfRates();
    await run(ratesOutside('5.42'), [DAY]);
    await rm(join(lake.folder, capturedPeriodKey('rates', DAY)));

    const examination = await doctor();

    expect(findingsIn(examination)[0]).toMatch(/^unreadable 2026-11-20: It cannot be made again/);
  });
});

describe('a run that is asked to end while it captures', () => {
  it('says which periods it did not begin', async () => {
    const job: Job = { ...rates, captures: 'history' };
    const { run } = await aLakeOfRates({ job });
    const stop = new AbortController();
    const days = [addPeriods(DAY, -1), DAY];

    const report = await run(ratesOutside('5.42'), days, {
      signal: stop.signal,
      onCapture: () => stop.abort(),
    });

    expect(failureOf(report)).toBeUndefined();
    expect(reportOf(report, job).notBegun).toEqual(days);
    expect(reportOf(report, job).waiting.map(({ period }) => period)).toEqual([DAY]);
  });
});

describe('a job that captures a history', () => {
  it('captures any day, however old', async () => {
    const job: Job = { ...rates, captures: 'history' };
    const { lake, run } = await aLakeOfRates({ job });
    const days = [aDay('2020-02-29'), aDay('2020-03-01')];

    const report = await run(ratesOutside('5.42'), days);

    expect(failureOf(report)).toBeUndefined();
    expect(await keysOf(lake.store, 'raw')).toHaveLength(2);
  });
});
