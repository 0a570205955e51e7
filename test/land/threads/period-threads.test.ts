import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { BatchError, HourlakeError, InputError, WorkerError } from '../../../lib/errors.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import type { ConfiguredJob } from '../../../lib/land/open-job.ts';
import { failureOf } from '../../../lib/land/report.ts';
import { run } from '../../../lib/land/run.ts';
import { PeriodThreads } from '../../../lib/land/threads/period-threads.ts';
import type { Hour } from '../../../lib/model/period.ts';
import { periodMakerContract } from '../../contracts/period-maker-contract.ts';
import { keysOf } from '../../contracts/store-contract.ts';
import { footerByHyparquet } from '../../read-parquet.ts';
import { COMMAND } from '../../run-hourlake.ts';
import { aLake, SIX_HOURS } from '../a-lake.ts';
import { accountsOfDays, dayOf } from '../accounts-a-day.ts';
import { fakeAccounts } from '../fake-accounts.ts';
import { bytesOf } from '../period-in-memory.ts';

/** What the command line starts in its threads. */
const ENTRY = new URL('period-worker.js', pathToFileURL(COMMAND));

/** `answerPeriods` for threads of tests, next to the command line: below `node_modules`, to find packages. */
const ANSWER_PERIODS = new URL('threads-of-tests/answer-periods.js', ENTRY);

const THREADS = 2;

/** A table of one column of whole numbers. */
const TABLE = `{ name: 't', description: '', columns: [{ name: 'a', type: 'integer' }] }`;

beforeAll(async () => {
  await build({
    entryPoints: ['lib/land/threads/answer-periods.ts'],
    outfile: fileURLToPath(ANSWER_PERIODS),
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    keepNames: true,
  });
});

periodMakerContract('a pool of two threads', ({ job, settings }, scratch) => {
  const opened = { job, settings, inputs: [] };
  return new PeriodThreads({ entry: ENTRY, job: opened, threads: THREADS, scratch });
});

describe('a pool of two threads', () => {
  it('gives the error of the source as it was thrown, and goes on', async () => {
    const [hour, next] = SIX_HOURS as [Hour, Hour];
    const maker = poolOf(
      `answerPeriods(parentPort, {
      facts: {},
      grain: 'hour',
      table: ${TABLE},
      *batches(hour) { yield { a: [1, hour === workerData.settings.bad ? 'two' : 2] }; },
    })`,
      hour,
    );

    const [error, file] = await Promise.all([
      maker.digestOf(hour).catch(itself),
      maker.digestOf(next),
    ]);
    await maker.close();

    expect(error).toBeInstanceOf(BatchError);
    expect(error).toMatchObject({ name: 'BatchError', table: 't', column: 'a', row: 1 });
    expect(error).toHaveProperty('message', expect.stringMatching(/^Expected .+, got .+\. .+\.$/));
    expect(file).toMatchObject({ rows: 2 });
  });

  it('makes days as well as hours', async () => {
    const maker = poolOf(`answerPeriods(parentPort, {
      facts: { generator: 'days/1' },
      grain: 'day',
      table: ${TABLE},
      *batches(day) { yield { a: [Number(day.slice(-2))] }; },
    })`);

    const files = await Promise.all(
      ['2026-11-19', '2026-11-20'].map((day) => maker.withFile(dayOf(day), async (file) => file)),
    );
    await maker.close();

    const facts = files.map((file) =>
      footerByHyparquet(bytesOf(file)).key_value_metadata?.map(
        ({ key, value }) => `${key}=${value}`,
      ),
    );
    expect(facts).toEqual([
      ['hourlake.table=t', 'hourlake.day=2026-11-19', 'hourlake.generator=days/1'],
      ['hourlake.table=t', 'hourlake.day=2026-11-20', 'hourlake.generator=days/1'],
    ]);
  });

  it('gives a defect as a defect, with the place in the code where it came up', async () => {
    const maker = poolOf(`answerPeriods(parentPort, {
      facts: {},
      table: { name: 't', description: '', columns: [] },
      batches: function defective() { return undefined.batches; },
    })`);

    const error = await maker.digestOf(SIX_HOURS[0] as Hour).catch(itself);
    await maker.close();

    expect(error).not.toBeInstanceOf(HourlakeError);
    expect(error).toHaveProperty('name', 'TypeError');
    expect(error).toHaveProperty('stack', expect.stringContaining('defective'));
  });

  it('reads no input objects', async () => {
    const maker = poolOf(`answerPeriods(parentPort, {
      facts: {},
      table: { name: 't', description: '', columns: [] },
      async *batches(period, read) { yield await read({ job: 'fake-accounts', period }); },
    })`);

    const error = await maker.digestOf(SIX_HOURS[0] as Hour).catch(itself);
    await maker.close();

    expect(error).toHaveProperty(
      'message',
      'A source in a worker thread cannot read input objects',
    );
  });

  it('fails with what the source says when it does not open in the threads', async () => {
    const job = { job: accountsOfDays, settings: {}, inputs: [] };
    const maker = new PeriodThreads({ entry: ENTRY, job, threads: THREADS });

    const error = await maker.digestOf(dayOf('2026-11-20')).catch(itself);
    await maker.close();

    expect(error).toBeInstanceOf(WorkerError);
    expect(error).toHaveProperty('message', expect.stringContaining('accounts-a-day'));
    expect(error).not.toBeInstanceOf(InputError);
  });

  it.each([
    ['ends', 'process.exit(7)', 'the worker exited with code 7'],
    ['throws', "setImmediate(() => { throw new Error('out of luck'); })", 'out of luck'],
  ])(
    'fails the hour of a thread that %s, and lands the others in another',
    async (_, death, got) => {
      const lake = await aLake();
      const bad = SIX_HOURS[2] as Hour;
      const entry = `parentPort.on('message', ({ period }) => {
      if (period === workerData.settings.bad) ${death};
      else parentPort.postMessage({ file: { body: new Uint8Array(8), size: 8, rows: 1, sha256: '${sha256(new Uint8Array(8))}' } });
    })`;

      const report = await run(lake.input([fakeAccounts, SIX_HOURS]), {
        openMaker: () => poolOf(entry, bad),
      });

      const failure = failureOf(report);
      expect(failure).toMatchObject({
        periods: [{ job: 'fake-accounts', period: bad }],
        cause: expect.any(WorkerError),
      });
      expect(failure?.cause).toMatchObject({ period: bad, got });
      expect(await keysOf(lake.store, 'fake-accounts')).toHaveLength(SIX_HOURS.length - 1);
    },
  );

  it('fails every period, and does not hang, when its threads cannot start', async () => {
    const maker = poolOf("throw new Error('no such module')");

    const errors = await Promise.all(SIX_HOURS.map((hour) => maker.digestOf(hour).catch(itself)));
    await maker.close();

    expect(errors).toEqual(SIX_HOURS.map((period) => expect.objectContaining({ period })));
    expect(errors[0]).toHaveProperty('message', expect.stringContaining('no such module'));
  });

  it('starts no more than two threads, with one period at a time each', async () => {
    const maker = poolOf(`let making = 0;
    parentPort.on('message', async () => {
      making += 1;
      await new Promise((done) => setTimeout(done, 5));
      parentPort.postMessage({ digest: { size: 0, rows: making, sha256: String(threadId) } });
      making -= 1;
    })`);

    const files = await Promise.all(SIX_HOURS.map((hour) => maker.digestOf(hour)));
    await maker.close();

    expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(THREADS);
    expect(files.map(({ rows }) => rows)).toEqual(SIX_HOURS.map(() => 1));
  });

  it('fails what is being made when it is closed', async () => {
    const maker = poolOf("parentPort.on('message', () => {})");
    const making = maker.digestOf(SIX_HOURS[0] as Hour).catch(itself);

    await maker.close();

    expect(await making).toBeInstanceOf(WorkerError);
  });

  it('makes nothing after it was closed', async () => {
    const maker = poolOf("parentPort.on('message', () => {})");
    await maker.close();

    await expect(maker.digestOf(SIX_HOURS[0] as Hour)).rejects.toThrow(WorkerError);
  });
});

/**
 * A pool whose threads run some code, which knows `answerPeriods` and what of a thread it needs.
 *
 * @param bad `workerData.settings.bad` of the threads
 */
function poolOf(code: string, bad = ''): PeriodThreads {
  const module = `
    import { parentPort, threadId, workerData } from 'node:worker_threads';
    import { answerPeriods } from '${ANSWER_PERIODS}';
    ${code};`;
  const entry = new URL(`data:text/javascript,${encodeURIComponent(module)}`);
  const job: ConfiguredJob = { job: fakeAccounts, settings: { bad }, inputs: [] };
  return new PeriodThreads({ entry, job, threads: THREADS });
}

function itself(error: unknown): unknown {
  return error;
}
