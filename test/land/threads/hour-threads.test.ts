import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BatchError, HourlakeError, WorkerError } from '../../../lib/errors.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { failureOf, run } from '../../../lib/land/run.ts';
import { hourThreads } from '../../../lib/land/threads/hour-threads.ts';
import type { Hour } from '../../../lib/model/hour.ts';
import { hourMakerContract } from '../../contracts/hour-maker-contract.ts';
import { keysOf } from '../../contracts/store-contract.ts';
import { COMMAND } from '../../run-hourlake.ts';
import { aLake, SIX_HOURS } from '../a-lake.ts';

/** What the command line starts in its threads. */
const ENTRY = new URL('hour-worker.js', pathToFileURL(COMMAND));

const THREADS = 2;

hourMakerContract('a pool of two threads', (job) =>
  hourThreads({ entry: ENTRY, job, threads: THREADS }),
);

describe('a pool of two threads', () => {
  it('gives the error of the source as it was thrown, and goes on', async () => {
    const [hour, next] = SIX_HOURS as [Hour, Hour];
    const maker = poolOf(
      `answerHours(parentPort, {
      facts: {},
      table: { name: 't', description: '', columns: [{ name: 'a', type: 'integer' }] },
      *batches(hour) { yield { a: [1, hour === workerData ? 'two' : 2] }; },
    })`,
      hour,
    );

    const [error, file] = await Promise.all([maker.make(hour).catch(itself), maker.make(next)]);
    await maker.close();

    expect(error).toBeInstanceOf(BatchError);
    expect(error).toMatchObject({ name: 'BatchError', table: 't', column: 'a', row: 1 });
    expect(error).toHaveProperty('message', expect.stringMatching(/^Expected .+, got .+\. .+\.$/));
    expect(file).toMatchObject({ rows: 2 });
  });

  it('gives a defect as a defect, with the place in the code where it came up', async () => {
    const maker = poolOf(`answerHours(parentPort, {
      facts: {},
      table: { name: 't', description: '', columns: [] },
      batches: function defective() { return undefined.batches; },
    })`);

    const error = await maker.make(SIX_HOURS[0] as Hour).catch(itself);
    await maker.close();

    expect(error).not.toBeInstanceOf(HourlakeError);
    expect(error).toHaveProperty('name', 'TypeError');
    expect(error).toHaveProperty('stack', expect.stringContaining('defective'));
  });

  it.each([
    ['ends', 'process.exit(7)', 'an end with code 7'],
    ['throws', "setImmediate(() => { throw new Error('out of luck'); })", 'out of luck'],
  ])(
    'fails the hour of a thread that %s, and lands the others in another',
    async (_, death, got) => {
      const lake = await aLake();
      const bad = SIX_HOURS[2] as Hour;
      const entry = `parentPort.on('message', (hour) => {
      if (hour === workerData) ${death};
      else parentPort.postMessage({ file: { bytes: new Uint8Array(8), rows: 1, sha256: '${sha256(new Uint8Array(8))}' } });
    })`;

      const report = await run(
        { ...lake, wanted: SIX_HOURS },
        { openMaker: () => poolOf(entry, bad) },
      );

      const failure = failureOf(report);
      expect(failure).toMatchObject({ hours: [bad], cause: expect.any(WorkerError) });
      expect(failure?.cause).toMatchObject({ hour: bad, got });
      expect(await keysOf(lake.store, '')).toHaveLength(SIX_HOURS.length - 1);
    },
  );

  it('fails every hour, and does not hang, when its threads cannot start', async () => {
    const maker = poolOf("throw new Error('no such module')");

    const errors = await Promise.all(SIX_HOURS.map((hour) => maker.make(hour).catch(itself)));
    await maker.close();

    expect(errors).toEqual(SIX_HOURS.map((hour) => expect.objectContaining({ hour })));
    expect(errors[0]).toHaveProperty('message', expect.stringContaining('no such module'));
  });

  it('starts no more than two threads, with one hour at a time each', async () => {
    const maker = poolOf(`let making = 0;
    parentPort.on('message', async () => {
      making += 1;
      await new Promise((done) => setTimeout(done, 5));
      parentPort.postMessage({ file: { bytes: new Uint8Array(), rows: making, sha256: String(threadId) } });
      making -= 1;
    })`);

    const files = await Promise.all(SIX_HOURS.map((hour) => maker.make(hour)));
    await maker.close();

    expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(THREADS);
    expect(files.map(({ rows }) => rows)).toEqual(SIX_HOURS.map(() => 1));
  });

  it('fails what is being made when it is closed', async () => {
    const maker = poolOf("parentPort.on('message', () => {})");
    const making = maker.make(SIX_HOURS[0] as Hour).catch(itself);

    await maker.close();

    expect(await making).toBeInstanceOf(WorkerError);
  });
});

/** A pool whose threads run some code, which knows `answerHours` and what of a thread it needs. */
function poolOf(code: string, job?: unknown) {
  const lib = new URL('../lib/land/threads/answer-hours.js', ENTRY);
  const module = `
    import { parentPort, threadId, workerData } from 'node:worker_threads';
    import { answerHours } from '${lib}';
    ${code};`;
  const entry = new URL(`data:text/javascript,${encodeURIComponent(module)}`);
  return hourThreads({ entry, job, threads: THREADS });
}

function itself(error: unknown): unknown {
  return error;
}
