import { WorkerError } from '../../lib/errors.ts';
import type { LakeJob } from '../../lib/land/lake-jobs.ts';
import { inputsFrom } from '../../lib/land/read-inputs.ts';
import type { PeriodMaker } from '../../lib/land/threads/period-maker.ts';
import type { Period } from '../../lib/model/period.ts';
import type { Source } from '../../lib/model/source.ts';
import type { Store } from '../../lib/stores/store.ts';
import { fileOf, type InputBytes, type MadeFile } from '../made-files.ts';
import type { SimulatedProcess } from './simulated-process.ts';

/** Milliseconds to make a period, minimum and maximum. */
const MAKING = [1, 20] as const;

/**
 * Returns the maker of a process. It reads the input objects from the store, takes virtual time, and
 * stops when the process dies.
 */
export function makerOf(process: SimulatedProcess, store: Store, made: LakeJob): PeriodMaker {
  const { job, source } = made;
  const read = inputsFrom(store, made, (source, period) => making(source, period, []));

  async function make(period: Period): Promise<MadeFile> {
    const inputs: InputBytes[] = [];
    for (const input of source.inputs?.(period) ?? []) {
      inputs.push({ ...input, bytes: await read(input) });
    }
    return making(source, period, inputs);
  }

  function making(
    source: Source,
    period: Period,
    inputs: readonly InputBytes[],
  ): Promise<MadeFile> {
    return process.ask({
      kind: 'make',
      about: `${job.name} ${period}`,
      carryOut: () => fileOf(source, period, inputs),
      fateOf: (fault) =>
        fault === 'worker died' ? { carriedOut: 'never', error: () => died(period) } : undefined,
      takes: MAKING,
    });
  }

  return {
    withFile: async (period, use) => use(await make(period)),
    digestOf: make,
    close: async () => {},
  };
}

function died(period: string): WorkerError {
  return new WorkerError(
    {
      expected: `a worker thread to make ${period}`,
      got: 'the worker exited with code 1',
      advice: 'Run the same command again.',
    },
    { period },
  );
}

/** Returns a function that waits in virtual time. */
export function sleepOf(process: SimulatedProcess): (milliseconds: number) => Promise<void> {
  return (milliseconds) =>
    process.ask({
      kind: 'sleep',
      about: '',
      carryOut: () => {},
      takes: [milliseconds, milliseconds],
    });
}
