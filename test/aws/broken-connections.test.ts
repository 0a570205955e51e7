import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import pMap from 'p-map';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import { StoreError } from '../../lib/errors.ts';
import type { NewObject } from '../../lib/lake/object.ts';
import { DECLARATIONS, objectKey } from '../../lib/lake/object-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { LakeJobs } from '../../lib/land/lake-jobs.ts';
import { periodFile } from '../../lib/land/land-period.ts';
import { openJob, settingsOfJob, sourceKindOf } from '../../lib/land/open-job.ts';
import { run } from '../../lib/land/run.ts';
import type { PeriodFile, PeriodMaker } from '../../lib/land/threads/period-maker.ts';
import type { Job } from '../../lib/model/job.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import {
  addPeriods,
  type Hour,
  type Period,
  parseHour,
  periodRange,
} from '../../lib/model/period.ts';
import { type S3StoreOptions, s3Store } from '../../lib/stores/s3-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import { keysOf, objectOf } from '../contracts/store-contract.ts';
import { digestsOfBucket } from './bucket-digests.ts';
import { clientFor } from './emulator.ts';
import { type Fault, faults, startTcpProxy, type Trouble } from './tcp-proxy.ts';

const SEED = process.env.HOURLAKE_TEST_SEED ?? String(Date.now());
const MIB = 1024 ** 2;
const MIDNIGHT = parseHour('2026-11-16T00');

/** Rounds of hours in parts: at least the first number, and more until each fault has happened. */
const [ROUNDS, MOST_ROUNDS] = [3, 12];

/** Stalls are short, and the SDK does not hide every fault by a retry. */
const IMPATIENT = { attempts: 2, connectTimeoutMs: 500, idleTimeoutMs: 300 };

describe('a run over connections that break', () => {
  it('lands every hour once and whole, by single requests and in parts', async () => {
    const job = await aJob({ accountsPerHour: 150, hours: 4 * 24 });
    // About half of the hours of a day have more bytes.
    const lake = await openLake({ longest: 128 * 1024, multipartAbove: 24 * 1024 });

    const errors: unknown[] = [];
    for (const days of [1, 2, 3, 4]) errors.push(...(await landThrough(lake.store, job, { days })));
    const unmet = lake.calmDown();
    const last = await landThrough(lake.patiently, job);

    expect(unmet).toEqual([]);
    expect(errors.filter(isFinal)).toEqual([]);
    expect(last).toEqual([]);
    expect(await lake.digests()).toEqual(digestsOf(job, ['accounts']));
  });

  it('lands hours of many parts, each once and whole', async () => {
    // Few answers about parts have a body.
    const wanted = faults.filter((fault) => fault !== 'answer cut in its body');
    const job = await aJob({ accountsPerHour: 50_000, hours: 2, from: addPeriods(MIDNIGHT, 13) });
    const inParts = { multipartAbove: 6 * MIB, partSize: 5 * MIB };
    const lake = await openLake({ longest: 32 * MIB, ...inParts });

    const errors: unknown[] = [];
    const rounds: string[] = [];
    while (
      rounds.length < ROUNDS ||
      (rounds.length < MOST_ROUNDS && lake.unmet(wanted).length > 0)
    ) {
      const name = `round-${rounds.length}`;
      rounds.push(name);
      errors.push(...(await landThrough(lake.store, job, { name })));
    }
    const unmet = lake.calmDown(wanted);
    const last: unknown[] = [];
    for (const name of rounds) {
      last.push(...(await landThrough(lake.patiently, job, { name })));
    }

    expect(Math.min(...[...job.files.values()].map(({ size }) => size))).toBeGreaterThan(
      2 * inParts.partSize,
    );
    expect(unmet).toEqual([]);
    expect(errors.filter(isFinal)).toEqual([]);
    expect(last).toEqual([]);
    expect(await lake.digests()).toEqual(digestsOf(job, rounds));
  });
});

describe('an S3 store over connections that break', () => {
  it('answers correctly, or with an error that can be retried', async () => {
    const lake = await openLake({ longest: 16 * 1024, client: { attempts: 1 } });
    const there = someObjects('there');
    const fresh = someObjects('fresh');
    await pMap(there, ([key, object]) => lake.directly.putIfAbsent(key, object), {
      concurrency: 4,
    });

    const questions = [
      ...there.flatMap(([key, object]) => questionsOf(lake.store, key, object)),
      ...[...fresh, ...fresh, ...fresh].map(([key, object]) => lands(lake.store, key, object)),
      ...there.map(() => lists(lake.store, 'there', there)),
    ];
    const answers = await pMap(questions, (ask) => ask().catch((error: unknown) => ({ error })), {
      concurrency: 4,
    });
    const unmet = lake.calmDown();

    const errors = answers.flatMap((answer) => (typeof answer === 'object' ? [answer.error] : []));
    expect(unmet).toEqual([]);
    expect(answers.filter((answer) => answer === false)).toEqual([]);
    expect(answers.filter((answer) => answer === true).length).toBeGreaterThan(20);
    expect(errors.length).toBeGreaterThan(20);
    expect(errors.filter(isFinal)).toEqual([]);
    const expected = Object.fromEntries(
      [...there, ...fresh].map(([key, object]) => [key, object.sha256]),
    );
    expect(expected).toMatchObject(await lake.digests());
  });

  it.each([
    ['created', 'reset at connect'],
    ['created', 'reset in the request'],
    ['created', 'request stalls'],
    ['identical', 'reset before the answer'],
    ['identical', 'answer stalls'],
    ['identical', 'answer cut in its head'],
  ] as const)('answers that an object is %s, after: %s', async (outcome, fault) => {
    const once = (connection: number) =>
      connection === 0 ? { fault, after: 100, share: 0.5 } : undefined;
    // Long enough that only the fault causes a retry.
    const lake = await openLake({ troubleOf: once, client: { idleTimeoutMs: 3_000 } });
    const object = objectOf('hello');

    const landed = await lake.store.putIfAbsent('k', object);

    expect(landed).toBe(outcome);
    expect(lake.proxy.happened[fault]).toBe(1);
    expect(await lake.digests()).toEqual({ k: object.sha256 });
  });

  it('ends an answer that stalls halfway, with any timeout', async () => {
    // From six seconds on, the SDK sets its timer for a connection later.
    const patient = { attempts: 1, idleTimeoutMs: 6_000 };
    const stall: Trouble = { fault: 'answer stalls', after: 0, share: 0.99 };
    const lake = await openLake({ client: patient, troubleOf: () => stall });
    await lake.directly.putIfAbsent('k', objectOf('x'.repeat(100_000)));

    const reading = lake.store.read('k');

    await expect(reading).rejects.toMatchObject({ name: 'StoreError', retryable: true });
    expect(lake.proxy.happened['answer stalls']).toBe(1);
  });
});

/** A job with the files of its hours, which are made once for all runs. */
interface TestJob {
  readonly job: Job;
  readonly files: ReadonlyMap<Period, PeriodFile>;
}

async function aJob({
  accountsPerHour,
  hours,
  from = MIDNIGHT,
}: {
  accountsPerHour: number;
  hours: number;
  from?: Hour;
}): Promise<TestJob> {
  const settings = { seed: SEED, 'accounts-per-hour': accountsPerHour, growth: 0 };
  const job = { ...fakeAccounts, attempts: 2, source: { ...fakeAccounts.source, settings } };
  const all = settingsOfJob(job, sourceKindOf(job, sourceKinds));
  const { source } = openJob({ job, settings: all, inputs: [] }, sourceKinds);
  const files = new Map<Period, PeriodFile>();
  for (const hour of periodRange(from, addPeriods(from, hours))) {
    files.set(hour, await periodFile(source, hour, readNothing));
  }
  return { job, files };
}

/** Accounts have no input objects. */
async function readNothing(): Promise<Uint8Array> {
  throw new Error('No input to read');
}

/**
 * The real run, with files that are already made. It begins again when it could not list the lake or
 * declare the job, because nothing has landed then.
 *
 * @returns the errors of hours, of the job and of the run itself
 */
async function landThrough(
  store: Store,
  { job, files }: TestJob,
  { name = 'accounts', days = Number.POSITIVE_INFINITY } = {},
): Promise<unknown[]> {
  const named = { ...job, name };
  const wanted = [...files.keys()].slice(0, 24 * days);
  const openMaker = (): PeriodMaker => ({
    withFile: async (period, use) => use(fileOf(files, period)),
    digestOf: async (period) => fileOf(files, period),
    close: async () => {},
  });
  const errors: unknown[] = [];
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const lake = new LakeJobs({ store, jobs: [named], kinds: sourceKinds, instant: 0 });
    const [report] = await run(
      { store, lake, jobs: [{ job: named, wanted, since: MIDNIGHT }] },
      { retryDelay: 10, openMaker },
    ).then(
      ({ jobs }) => jobs,
      (error: unknown) => [{ receipts: [], failure: error }],
    );
    const failed = (report?.receipts ?? []).filter((receipt) => receipt.status === 'failed');
    errors.push(...failed.map(({ error }) => error));
    if (report?.failure === undefined) break;
    errors.push(report.failure);
  }
  return errors;
}

function fileOf(files: TestJob['files'], period: Period): PeriodFile {
  const file = files.get(period);
  if (file === undefined) throw new Error(`No file of ${period}`);
  return file;
}

/** The expected digests of the lake without its declarations, by key. */
function digestsOf({ files }: TestJob, names: readonly string[]): Record<string, string> {
  const entries = names.flatMap((name) =>
    [...files].map(([hour, file]) => [objectKey({ name, layer: 'landing' }, hour), file.sha256]),
  );
  return Object.fromEntries(entries);
}

/** Asks a store something, and returns whether the answer is correct. */
type Question = () => Promise<boolean>;

function questionsOf(
  store: Store,
  key: string,
  { body, size, sha256: digest }: NewObject,
): Question[] {
  const range = { offset: 5, length: 900 };
  const bytes = body instanceof Uint8Array ? body : new Uint8Array();
  const part = bytes.subarray(range.offset, range.offset + range.length);
  return [
    async () => (await store.size(key)) === size,
    async () => sha256(await store.read(key)) === digest,
    async () => sha256(await store.read(key, range)) === sha256(part),
    async () => (await store.putIfAbsent(key, objectOf('other bytes'))) === 'taken',
  ];
}

function lands(store: Store, key: string, object: NewObject): Question {
  return async () => ['created', 'identical'].includes(await store.putIfAbsent(key, object));
}

function lists(
  store: Store,
  prefix: string,
  objects: readonly (readonly [string, NewObject])[],
): Question {
  return async () => (await keysOf(store, prefix)).join() === objects.map(([key]) => key).join();
}

/** Objects of up to 60 kB, by key, in order. */
function someObjects(prefix: string): [string, NewObject][] {
  return Array.from({ length: 60 }, (_, number) => {
    const key = `${prefix}/${String(number).padStart(2, '0')}`;
    return [key, objectOf(`${key} is here. `.repeat(60 * (number + 1)))];
  });
}

/**
 * A new bucket, and a store whose connections to it break.
 *
 * @param longest the most bytes that a connection forwards before it breaks
 */
async function openLake({
  longest = 1,
  troubleOf = (connection) => troubleBySeed(connection, longest),
  ...options
}: Partial<S3StoreOptions> & {
  longest?: number;
  troubleOf?: (connection: number) => Trouble | undefined;
}) {
  console.info(`Repeat this with HOURLAKE_TEST_SEED=${SEED}`);
  const endpoint = inject('awsEndpoint');
  const bucket = `test-${randomUUID()}`;
  const client = new S3Client({ ...clientFor(endpoint), forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
  const proxy = await startTcpProxy(endpoint, troubleOf);
  onTestFinished(() => proxy.stop());

  function open(url: string, patience: S3StoreOptions['client'] = {}): Store {
    const connection = { ...clientFor(url), ...patience };
    return s3Store({ bucket, pathStyle: true, ...options, client: connection });
  }

  /** Faults that have not happened, and so were not tested. */
  function unmet(wanted: readonly Fault[] = faults): Fault[] {
    return wanted.filter((fault) => proxy.happened[fault] === 0);
  }

  return {
    proxy,
    store: open(proxy.endpoint, { ...IMPATIENT, ...options.client }),
    /** The same with the default timeouts, for connections that do not break. */
    patiently: open(proxy.endpoint),
    /** Without the proxy. */
    directly: open(endpoint),
    /** Digests of all objects except declarations. */
    async digests() {
      const all = Object.entries(await digestsOfBucket(endpoint, bucket));
      return Object.fromEntries(all.filter(([key]) => !key.startsWith(`${DECLARATIONS}/`)));
    },
    unmet,
    /** From now on, no further connection breaks. Returns the faults that never happened. */
    calmDown(wanted: readonly Fault[] = faults) {
      console.info('Connections that broke:', JSON.stringify(proxy.happened));
      proxy.calmDown();
      return unmet(wanted);
    },
  };
}

/** Gives connections each fault in turn, after a number of bytes on a logarithmic scale. */
function troubleBySeed(connection: number, longest: number): Trouble {
  const chance = (what: string, row = connection) => randomStream(SEED, what).uint32(row) / 2 ** 32;
  const turn = Math.floor(connection / faults.length);
  const first = Math.floor(faults.length * chance('first of the turn', turn));
  const [fallback] = faults;
  return {
    fault: faults[(first + connection) % faults.length] ?? fallback,
    after: Math.floor(longest ** chance('after')),
    share: chance('share'),
  };
}

/** Whether an error is unexpected, or says that no later attempt can succeed. */
function isFinal(error: unknown): boolean {
  return !(error instanceof StoreError && error.retryable);
}
