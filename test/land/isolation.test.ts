import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CatalogError,
  HourlakeError,
  InputError,
  RunFailedError,
  StoreError,
} from '../../lib/errors.ts';
import { declarationKey, jobFolder } from '../../lib/lake/object-key.ts';
import { failureOf, type RunReport } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Source, SourceKind } from '../../lib/model/source.ts';
import type { Store } from '../../lib/stores/store.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { digestsOf } from '../run-hourlake.ts';
import { storeWith } from '../stores/store-with.ts';
import { aCatalog } from './a-catalog.ts';
import { type ALake, type ALakeOptions, aLake, hoursOf, SIX_HOURS } from './a-lake.ts';
import { accountsADay, accountsOfDays, dayOf } from './accounts-a-day.ts';
import { fakeAccounts } from './fake-accounts.ts';
import { receiptsOf, reportOf } from './receipts-of.ts';

const DAY = dayOf('2026-11-20');

/** A job that fails in its own way, and has nothing to do with the others. */
const bad: Job = {
  name: 'bad',
  table: { ...accountsADay, name: 'bad' },
  grain: 'hour',
  layer: 'landing',
  source: { kind: 'bad' },
};

/** Days over the accounts, over the bad job, and over that one. */
const overAccounts = accountsOfDays;
const overBad: Job = { ...accountsOfDays, name: 'over-bad', inputs: ['bad'] };
const overThat: Job = { ...overBad, name: 'over-that', inputs: ['over-bad'] };
const all = [bad, overThat, overBad, overAccounts, fakeAccounts];

const REFUSAL = { expected: 'a source', got: 'an outage', advice: 'Wait.' };

const unlistable: Pick<ALakeOptions, 'storeOf'> = {
  storeOf: (store) =>
    storeWith(store, {
      list: (prefix) => (prefix === 'bad' ? refusedListing(prefix) : store.list(prefix)),
    }),
};

/** What may fail in a job, and what the run says of it then. */
const failures: readonly {
  readonly name: string;
  readonly options?: Pick<ALakeOptions, 'storeOf'>;
  readonly source?: () => Partial<Source>;
  readonly prepare?: (lake: ALake) => Promise<unknown>;
  readonly kind: new (...args: never[]) => Error;
  readonly message: RegExp;
}[] = [
  {
    name: 'its source does not open',
    source: () => {
      throw new InputError(REFUSAL);
    },
    kind: InputError,
    message: /an outage/,
  },
  {
    name: 'its source refuses the span',
    source: () => ({
      checkSpan() {
        throw new InputError(REFUSAL);
      },
    }),
    kind: InputError,
    message: /an outage/,
  },
  {
    name: 'its source has a defect',
    source: () => ({
      batches() {
        throw new TypeError('undefined is not a source');
      },
    }),
    kind: TypeError,
    message: /undefined is not a source/,
  },
  {
    name: 'its source throws a bare text',
    source: () => ({
      batches() {
        throw 'a bare text';
      },
    }),
    kind: Error,
    message: /^a bare text$/,
  },
  {
    name: 'its declaration is not usable',
    async prepare({ folder }) {
      await mkdir(join(folder, '_lake'), { recursive: true });
      await writeFile(join(folder, declarationKey('bad')), '{}');
    },
    kind: InputError,
    message: /_lake\/bad\.json to be the declaration of a job/,
  },
  {
    name: 'its declaration cannot be put',
    options: {
      storeOf: (store) =>
        storeWith(store, {
          putIfAbsent: (key, object) =>
            key === declarationKey('bad') ? refused(key) : store.putIfAbsent(key, object),
        }),
    },
    kind: StoreError,
    message: /an outage/,
  },
  {
    name: 'its folder cannot be listed',
    options: unlistable,
    kind: StoreError,
    message: /an outage/,
  },
];

describe('a job that fails', () => {
  it.each(failures)(
    'because $name does not stop the others, and those over it wait',
    async ({ options, source, prepare, kind, message }) => {
      const lake = await aLakeWithBadJob(options, source);
      await prepare?.(lake);

      const report = await runAll(lake);

      const failure = failureOf(report);
      expect(failure).toBeInstanceOf(kind);
      expect(failure?.message).toMatch(message);
      expect(reportOf(report, bad).failure).toBe(failure);
      for (const job of [overBad, overThat]) {
        expect(reportOf(report, job)).toEqual({
          job,
          receipts: [],
          notBegun: [],
          waiting: [],
          expired: [],
          lost: [],
          waitsFor: 'bad',
        });
      }
      expect(statusesOf(report, fakeAccounts)).toEqual(Array(24).fill('landed'));
      expect(statusesOf(report, overAccounts)).toEqual(['landed']);
      expect(await keysOf(lake.store, 'over-bad')).toEqual([]);
    },
  );

  it('with an outage of its source fails its periods, tries them again, and no others', async () => {
    let tries = 0;
    const lake = await aLakeWithBadJob({}, () => ({
      batches() {
        tries += 1;
        throw new StoreError(REFUSAL, { key: 'outside' }, { retryable: true });
      },
    }));

    const report = await runAll(lake);

    const failure = failureOf(report);
    expect(tries).toBe(3 * SIX_HOURS.length);
    expect(failure).toBeInstanceOf(RunFailedError);
    expect(failure).toMatchObject({
      periods: SIX_HOURS.map((period) => ({ job: 'bad', period })),
      cause: expect.any(StoreError),
    });
    expect(reportOf(report, overBad).waiting.map(({ period }) => period)).toEqual([DAY]);
    expect(statusesOf(report, fakeAccounts)).toEqual(Array(24).fill('landed'));
    expect(statusesOf(report, overAccounts)).toEqual(['landed']);
  });

  it('with a defect in one period lands those in flight, and begins no other', async () => {
    const [first, second, third] = SIX_HOURS;
    const lake = await aLakeWithBadJob({}, () => ({
      async *batches(period) {
        if (period === second) throw new TypeError('a defect');
        yield { hora: [period], contas: [1], sha256: [''] };
      },
    }));

    const report = await runAll(lake, { concurrency: 3 });

    const { receipts, notBegun, failure } = reportOf(report, bad);
    expect(failure).toBeInstanceOf(TypeError);
    expect(receipts.map(({ period, status }) => [period, status])).toEqual([
      [first, 'landed'],
      [third, 'landed'],
    ]);
    expect(notBegun).toEqual(SIX_HOURS.slice(3));
    expect(statusesOf(report, fakeAccounts)).toEqual(Array(24).fill('landed'));
  });

  it('heals in the next run, with all that waited for it', async () => {
    const [broken, whole] = [await aLakeWithBadJob(unlistable), await aLakeWithBadJob()];
    await runAll(broken, {}, hoursOf(DAY));

    const healed = await aLakeWithBadJob({ folder: broken.folder });
    const report = await runAll(healed, {}, hoursOf(DAY));
    await runAll(whole, {}, hoursOf(DAY));

    expect(failureOf(report)).toBeUndefined();
    expect(statusesOf(report, overBad)).toEqual(['landed']);
    expect(await digestsOf(healed.folder)).toEqual(await digestsOf(whole.folder));
  });

  it('is one of several that a run names at its end, each with what it said', async () => {
    const catalog = {
      ...aCatalog(),
      register: () =>
        Promise.reject(new CatalogError({ expected: 'a table', got: 'none', advice: 'Deploy.' })),
    };
    const lake = await aLakeWithBadJob({}, () => ({
      checkSpan() {
        throw new InputError(REFUSAL);
      },
    }));
    const input = inputOf(lake);

    const report = await run({
      ...input,
      jobs: input.jobs.map((each) => (each.job === fakeAccounts ? { ...each, catalog } : each)),
    });

    const failure = failureOf(report);
    expect(failure).toBeInstanceOf(RunFailedError);
    expect(failure?.message).toBe(
      [
        'Expected 5 jobs without failures, got failures of bad, fake-accounts. bad: Expected a source, got an outage. Wait.',
        'fake-accounts: Expected a table, got none. Deploy.',
      ].join('\n'),
    );
    expect(failure).toMatchObject({ periods: [], cause: expect.any(InputError) });
    expect(statusesOf(report, overAccounts)).toEqual(['landed']);
  });
});

describe('the error of a run', () => {
  it('is none when all is well, nor when a job waits', async () => {
    const lake = await aLake();

    const report = await run(lake.input([fakeAccounts, SIX_HOURS], [accountsOfDays, [DAY]]));

    expect(failureOf(report)).toBeUndefined();
  });

  it('names failed periods and a catalog that refuses, both of one job', () => {
    const refusal = new CatalogError({ expected: 'a table', got: 'none', advice: 'Deploy.' });

    const failure = failureOf({
      jobs: [{ ...reportWithFailed(fakeAccounts, 2), registration: refusal }],
    });

    expect(failure).toMatchObject({
      expected: '1 job without failures',
      got: 'failures of fake-accounts',
      periods: SIX_HOURS.slice(0, 2).map((period) => ({ job: 'fake-accounts', period })),
    });
    expect(failure?.message).toMatch(/got 2 that failed: .+\nfake-accounts: Expected a table/);
  });

  it('puts a defect before others as its cause, so that its stack is shown', () => {
    const defect = new TypeError('a defect');

    const failure = failureOf({
      jobs: [
        reportWithFailed(fakeAccounts, 1),
        { ...reportWithFailed(accountsOfDays, 0), failure: defect },
      ],
    });

    expect(failure).toBeInstanceOf(HourlakeError);
    expect(failure?.cause).toBe(defect);
    expect(failure?.message).toMatch(/\naccounts-a-day: Unexpected: TypeError: a defect$/);
  });

  it('names every job, however many failed and however much they say', () => {
    const jobs = Array.from({ length: 40 }, (_, n): RunReport['jobs'][number] => ({
      ...reportWithFailed({ ...fakeAccounts, name: `job-${n}` }, 0),
      failure: new InputError({ ...REFUSAL, got: 'much '.repeat(500) }),
    }));

    const message = failureOf({ jobs })?.message ?? '';

    for (const { job } of jobs)
      expect(message).toContain(`${job.name}: Expected a source, got much`);
    expect(message.length).toBeLessThan(5000);
  });
});

/** A lake with a job that works, unless the options or its source say otherwise. */
function aLakeWithBadJob(
  options: ALakeOptions = {},
  source: () => Partial<Source> = () => ({}),
): Promise<ALake> {
  const kind: SourceKind = {
    kind: 'bad',
    settings: {},
    open: ({ table }) => ({
      table,
      grain: 'hour',
      facts: { generator: 'bad/1' },
      *batches(period) {
        yield { hora: [period], contas: [1], sha256: [''] };
      },
      ...source(),
    }),
  };
  return aLake({ jobs: all, moreKinds: [kind], ...options });
}

function inputOf(lake: ALake, badHours = SIX_HOURS) {
  return lake.input(
    [overThat, [DAY]],
    [overBad, [DAY]],
    [bad, badHours],
    [overAccounts, [DAY]],
    [fakeAccounts, hoursOf(DAY)],
  );
}

function runAll(
  lake: ALake,
  options: Parameters<typeof run>[1] = {},
  badHours = SIX_HOURS,
): Promise<RunReport> {
  return run(inputOf(lake, badHours), { sleep: async () => {}, ...options });
}

function statusesOf(report: RunReport, job: Job): string[] {
  return receiptsOf(report, job).map(({ status }) => status);
}

function reportWithFailed(job: Job, failed: number): RunReport['jobs'][number] {
  const error = new StoreError(REFUSAL, { key: 'a' });
  const receipts = SIX_HOURS.slice(0, failed).map((period) => {
    return { period, key: `${jobFolder(job)}/${period}`, status: 'failed', error } as const;
  });
  return { job, receipts, notBegun: [], waiting: [], expired: [], lost: [] };
}

function refused(key: string): ReturnType<Store['putIfAbsent']> {
  return Promise.reject(new StoreError(REFUSAL, { key }));
}

async function* refusedListing(key: string): AsyncGenerator<string> {
  yield* [];
  throw new StoreError(REFUSAL, { key });
}
