import { readFile, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bronzeFakeAccounts } from '../../jobs/bronze-fake-accounts.ts';
import { fakeAccountsTruth } from '../../jobs/fake-accounts-truth.ts';
import { InputError, StoreError } from '../../lib/errors.ts';
import { takeInventory } from '../../lib/lake/inventory.ts';
import { declarationKey } from '../../lib/lake/object-key.ts';
import { changeKeeping } from '../../lib/land/keeping.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { RunOptions } from '../../lib/land/run-options.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import type { Job } from '../../lib/model/job.ts';
import { addPeriods, periodStart } from '../../lib/model/period.ts';
import type { Store } from '../../lib/stores/store.ts';
import { storeWith } from '../stores/store-with.ts';
import { type ALakeOptions, aLake, hoursOf } from './a-lake.ts';
import { accountsOfDays, dayOf } from './accounts-a-day.ts';
import { fakeAccounts } from './fake-accounts.ts';

const OLD = dayOf('2026-11-10');
const NEW = addPeriods(OLD, 1);
/** When the hours of the old day have expired, and those of the new one have not. */
const NOW = periodStart(addPeriods(OLD, 8)) + 1;
const kept: Job = { ...fakeAccounts, keepDays: 7 };
const JOBS = [kept, accountsOfDays, bronzeFakeAccounts];
const SWEEP: RunOptions = { removesExpired: true };

describe('a lake that keeps the hours of a job for seven days', () => {
  it('declares it with the first run', async () => {
    const { lake } = await twoDays();

    expect(JSON.parse(await text(lake.store, kept))).toMatchObject({ keepDays: 7 });
  });

  it('removes what has expired after the run, and nothing else', async () => {
    const { lake, later } = await twoDays();

    const { jobs } = await run(later.input([kept, []], [accountsOfDays, []]), SWEEP);

    expect(jobs.map(({ job, removal }) => [job.name, removal])).toEqual([
      [kept.name, { removed: 24 }],
      [accountsOfDays.name, undefined],
    ]);
    expect((await takeInventory(lake.store, kept)).landed).toEqual(hoursOf(NEW));
    expect((await takeInventory(lake.store, accountsOfDays)).landed).toEqual([OLD, NEW]);
  });

  it('removes nothing unless the run is asked to', async () => {
    const { lake, later } = await twoDays();

    const { jobs } = await run(later.input([kept, hoursOf(OLD)]));

    expect(jobs[0]).toMatchObject({ expired: [], receipts: { length: 24 } });
    expect(jobs[0]?.removal).toBeUndefined();
    expect((await takeInventory(lake.store, kept)).landed).toEqual(hoursOf(OLD, NEW));
  });

  it('removes nothing when the run was asked to end', async () => {
    const { lake, later } = await twoDays();
    const signal = AbortSignal.abort();

    await run(later.input([kept, []]), { ...SWEEP, signal });

    expect((await takeInventory(lake.store, kept)).landed).toEqual(hoursOf(OLD, NEW));
  });

  it('removes nothing of a store that expires objects itself', async () => {
    const { folder } = await twoDays();
    const bucketLike = (store: Store): Store => {
      const { remove: _, ...others } = storeWith(store, {});
      return others;
    };
    const later = await aLake({ jobs: JOBS, folder, instant: () => NOW, storeOf: bucketLike });

    const { jobs } = await run(later.input([kept, []]), SWEEP);

    expect(jobs[0]?.removal).toBeUndefined();
    expect((await takeInventory(later.store, kept)).landed).toEqual(hoursOf(OLD, NEW));
  });

  it('removes the same when two runs do it at once', async () => {
    const { lake, later } = await twoDays();

    const reports = await Promise.all([
      run(later.input([kept, []]), SWEEP),
      run(later.input([kept, []]), SWEEP),
    ]);

    const removed = reports.map(({ jobs }) => jobs[0]?.removal?.removed ?? 0);
    expect((removed[0] ?? 0) + (removed[1] ?? 0)).toBe(24);
    expect(reports.map((report) => failureOf(report))).toEqual([undefined, undefined]);
    expect((await takeInventory(lake.store, kept)).landed).toEqual(hoursOf(NEW));
  });

  it('keeps all that landed, and fails in the end, when an object cannot be removed', async () => {
    const { folder } = await twoDays();
    const reason = { failed: 'No', got: 'EACCES', advice: 'Grant it.' };
    const refusing = (store: Store): Store =>
      storeWith(store, { remove: async (key) => Promise.reject(new StoreError(reason, { key })) });
    const later = await aLake({ jobs: JOBS, folder, instant: () => NOW, storeOf: refusing });
    const [hour] = hoursOf(addPeriods(NEW, 1));

    const report = await run(later.input([kept, hour === undefined ? [] : [hour]]), SWEEP);

    expect(report.jobs[0]).toMatchObject({
      receipts: [{ period: hour, status: 'landed' }],
      removal: { removed: 0, failure: { message: 'No: EACCES. Grant it.' } },
    });
    expect(failureOf(report)).toBeInstanceOf(StoreError);
  });

  it('lands nothing that has expired, and says so', async () => {
    const { lake, later } = await twoDays();
    await run(later.input([kept, []]), SWEEP);

    const { jobs } = await run(later.input([kept, hoursOf(OLD, NEW)]));

    expect(jobs[0]?.expired).toEqual(hoursOf(OLD));
    expect(jobs[0]?.receipts.every(({ status }) => status === 'already-there')).toBe(true);
    expect((await takeInventory(lake.store, kept)).landed).toEqual(hoursOf(NEW));
  });

  it('makes a missing day of hours that have expired, with the bytes that it had', async () => {
    const { lake, later } = await twoDays();
    const paths = [accountsOfDays, bronzeFakeAccounts].map((job) => lake.pathOf(job, OLD));
    const before = await Promise.all(paths.map((path) => readFile(path)));
    await run(later.input([kept, []]), SWEEP);
    for (const path of paths) await rm(path);

    const { jobs } = await run(
      later.input([kept, hoursOf(OLD)], [accountsOfDays, [OLD]], [bronzeFakeAccounts, [OLD]]),
    );

    expect(jobs.map(({ receipts }) => receipts.map(({ status }) => status))).toEqual([
      [],
      ['landed'],
      ['landed'],
    ]);
    expect(await Promise.all(paths.map((path) => readFile(path)))).toEqual(before);
  });

  it('makes no hour again that is missing and has not expired', async () => {
    const { lake, later } = await twoDays();
    const [hour] = hoursOf(NEW);
    if (hour === undefined) throw new TypeError('a day without hours');
    await rm(lake.pathOf(kept, hour));
    await rm(lake.pathOf(accountsOfDays, NEW));

    const { jobs } = await run(later.input([accountsOfDays, [NEW]]));

    expect(jobs[0]?.waiting).toEqual([
      { period: NEW, missing: [{ job: kept.name, period: hour }] },
    ]);
  });

  it('leaves out a day before the time of its hours begins', async () => {
    const { later } = await twoDays();
    const before = addPeriods(OLD, -1);

    const { jobs } = await run(later.input([accountsOfDays, [before]]));

    expect(jobs[0]).toMatchObject({ receipts: [], waiting: [], expired: [] });
  });

  it('leaves out a day whose hours have expired and were of another version', async () => {
    const { lake, later } = await twoDays();
    await run(later.input([kept, []]), SWEEP);
    await rm(lake.pathOf(accountsOfDays, OLD));
    const key = declarationKey(kept.name);
    const other = (await text(lake.store, kept)).replace(/generated-accounts\/\d+/, 'another/1');
    const otherStore = (store: Store): Store =>
      storeWith(store, {
        read: async (asked, range) =>
          asked === key ? new TextEncoder().encode(other) : store.read(asked, range),
      });
    const options = { jobs: JOBS, folder: lake.folder, instant: () => NOW, storeOf: otherStore };
    const changed = await aLake(options);

    const { jobs } = await run(changed.input([accountsOfDays, [OLD]]));

    expect(jobs[0]).toMatchObject({ receipts: [], waiting: [], expired: [] });
  });

  it('makes expired inputs of expired inputs', async () => {
    const truth: Job = { ...fakeAccountsTruth, keepDays: 7 };
    const daily: Job = { ...accountsOfDays, inputs: [truth.name] };
    const jobs = [kept, truth, daily];
    checkJobs(jobs);
    const wanted = [
      [kept, hoursOf(OLD)],
      [truth, hoursOf(OLD)],
      [daily, [OLD]],
    ] as const;
    const lake = await aLake({ jobs });
    await run(lake.input(...wanted));
    const before = await readFile(lake.pathOf(daily, OLD));
    const later = await aLake({ jobs, folder: lake.folder, instant: () => NOW });
    await run(later.input([kept, []], [truth, []]), SWEEP);
    await rm(lake.pathOf(daily, OLD));

    const report = await run(later.input([daily, [OLD]]));

    expect(failureOf(report)).toBeUndefined();
    expect(await readFile(lake.pathOf(daily, OLD))).toEqual(before);
  });

  it('refuses a file that says another number than the lake declares, and changes nothing', async () => {
    const { folder } = await twoDays();
    const jobs = [{ ...kept, keepDays: 30 }, accountsOfDays];
    const later = await aLake({ jobs, folder, instant: () => NOW });

    const report = await run(later.input([jobs[0] ?? kept, hoursOf(OLD)]), SWEEP);

    expect(report.jobs[0]?.failure).toBeInstanceOf(InputError);
    expect(failureOf(report)?.message).toBe(
      'Expected fake-accounts to be kept for 7 days, as ./lake declares, got keepDays 30 in the file of the job. Nothing was landed or removed. Correct the file, or change what the lake declares with "hourlake keep".',
    );
    expect((await takeInventory(later.store, kept)).landed).toEqual(hoursOf(OLD, NEW));
  });

  it('goes by the lake where the file says nothing', async () => {
    const { folder } = await twoDays();
    const later = await aLake({ folder, instant: () => NOW });

    const { jobs } = await run(later.input([fakeAccounts, []]), SWEEP);

    expect(jobs[0]?.removal).toEqual({ removed: 24 });
  });

  it('lands and removes nothing when the time to keep is changed under it', async () => {
    const { folder } = await twoDays({ jobs: [fakeAccounts, accountsOfDays] });
    const later = await aLake({ folder, instant: () => NOW });
    const [hour] = hoursOf(addPeriods(NEW, 1));
    const input = later.input([fakeAccounts, hour === undefined ? [] : [hour]]);
    await input.lake.open(fakeAccounts);
    await changeKeeping({ store: later.store, job: fakeAccounts, keepDays: 7, instant: NOW });

    const report = await run(input, SWEEP);

    expect(failureOf(report)?.message).toMatch(/to keep fake-accounts for ever, as when this run/);
    expect((await takeInventory(later.store, kept)).landed).toEqual(hoursOf(OLD, NEW));
  });
});

/** A lake with two days and all that is made from them, and the same lake a week later. */
async function twoDays({ jobs = JOBS }: Pick<ALakeOptions, 'jobs'> = {}) {
  const lake = await aLake({ jobs });
  const [hourly, ...daily] = jobs;
  await run(
    lake.input(
      [hourly ?? kept, hoursOf(OLD, NEW)],
      ...daily.map((job) => [job, [OLD, NEW]] as const),
    ),
  );
  const later = await aLake({ jobs, folder: lake.folder, instant: () => NOW });
  return { lake, later, folder: lake.folder };
}

async function text(store: Store, { name }: Job): Promise<string> {
  return new TextDecoder().decode(await store.read(declarationKey(name)));
}
