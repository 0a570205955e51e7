import { changeKeeping } from '../lib/land/keeping.ts';
import { LakeJobs } from '../lib/land/lake-jobs.ts';
import { run } from '../lib/land/run.ts';
import type { JobToRun } from '../lib/land/run-options.ts';
import type { Job } from '../lib/model/job.ts';
import { periodAt } from '../lib/model/period.ts';
import type { Store } from '../lib/stores/store.ts';
import type { Breakage } from './broken/breakage.ts';
import { chanceOf } from './chance.ts';
import { checkRun, type Settled } from './check/check-run.ts';
import type { Errand, Witness } from './check/witness.ts';
import type { Deployment } from './deployments.ts';
import { simulatedKey } from './jobs/bronze-accounts.ts';
import { fakeAccounts } from './jobs/fake-accounts.ts';
import { simulatedJobs } from './jobs/simulated-jobs.ts';
import { openConnector } from './open-connector.ts';
import type { PlannedRun } from './scenario.ts';
import type { WantedOfJob } from './wants.ts';
import { WatchedLake } from './watched-lake.ts';
import type { SimulatedApi } from './world/api.ts';
import type { LakeWorld } from './world/lake-world.ts';
import type { Machine } from './world/machine.ts';
import { makerOf, sleepOf } from './world/own-work.ts';
import type { SimulatedProcess } from './world/simulated-process.ts';
import type { VirtualTime } from './world/virtual-time.ts';

/** The world that a run takes place in. */
export interface Surroundings {
  readonly seed: string;
  readonly time: VirtualTime;
  readonly witness: Witness;
  readonly lake: LakeWorld;
  readonly broken: Breakage;
  /** `undefined` where no job captures from it. */
  readonly api: SimulatedApi | undefined;
}

/** A run that begins now. */
export interface RunNow {
  readonly planned: PlannedRun;
  readonly process: SimulatedProcess;
  readonly machine: Machine;
  readonly wants: readonly WantedOfJob[];
  /** What time it is by the clock of the process, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly instant: number;
}

/** Starts a run in a process, and lets the witness check all that it says. */
export function startRun(now: RunNow, surroundings: Surroundings): void {
  const { planned, process, wants, instant } = now;
  const { seed, lake, broken, witness } = surroundings;
  const { deployment, clockAhead } = planned;
  const client = { ...now, chance: chanceOf(seed, 'client', planned.name) };
  const whole = lake.openStore(client);
  const store = broken.store?.(whole) ?? whole;
  const signal = stopSignal(now, surroundings);
  const jobs = wants.map(
    (of): JobToRun => ({
      ...of,
      catalog: catalogOf(of.job),
      connector: openConnector(of.job, now, surroundings, signal),
    }),
  );
  const tellsCatalog = lake.hasCatalog;
  const errand: Errand = { process, deployment, wants, instant, clockAhead, tellsCatalog };
  witness.begins(errand);

  function catalogOf(job: Job) {
    const catalog = lake.openCatalog(client, job);
    return catalog && (broken.catalog?.(catalog) ?? catalog);
  }

  function end(settled: Settled): void {
    if (!process.isAlive || witness.violation !== undefined) return;
    process.ending = checkRun(witness, errand, settled);
    process.tell(`ends: ${process.ending}`);
  }

  (broken.run ?? run)(
    {
      store,
      lake: watchedLake(errand, store, surroundings, instant),
      jobs,
      today: periodAt('day', instant),
    },
    {
      concurrency: planned.concurrency,
      removesExpired: true,
      signal,
      openMaker: (job) => makerOf(process, store, job),
      sleep: sleepOf(process),
      onCapture: (job, outcome) => {
        if (process.isAlive && job.captures !== undefined) witness.api.told(errand, job, outcome);
      },
      onReceipt: (_, receipt) => {
        if (process.isAlive) witness.told(errand, receipt);
      },
    },
  ).then(
    (report) => end({ report }),
    (thrown: unknown) => end({ thrown }),
  );
}

/** A person declares in a process for how many days the lake keeps its hours. */
export async function startKeeping(
  { process, machine }: Pick<RunNow, 'process' | 'machine'>,
  keepDays: number,
  { seed, time, lake }: Surroundings,
): Promise<void> {
  const chance = chanceOf(seed, 'client', process.name);
  const store = lake.openStore({ process, machine, chance });
  const ending = await changeKeeping({
    store,
    job: fakeAccounts,
    keepDays,
    instant: time.now,
  }).then(
    () => 'well' as const,
    () => 'reported' as const,
  );
  if (process.isAlive) process.ending = ending;
}

/** Opens a lake to look at it, with the code of a deployment. */
export function openLake({ kinds, asked }: Deployment, store: Store, instant: number): LakeJobs {
  const keyOf = () => simulatedKey;
  return new LakeJobs({ store, jobs: simulatedJobs, kinds, asked, keyOf, instant });
}

function watchedLake(
  { process, deployment: { kinds, asked } }: Errand,
  store: Store,
  { witness, broken }: Surroundings,
  instant: number,
): LakeJobs {
  const options = {
    store,
    jobs: simulatedJobs,
    kinds: broken.kinds?.(kinds) ?? kinds,
    asked,
    keyOf: () => simulatedKey,
    instant,
  };
  return new WatchedLake(options, (declared, isOther) => {
    if (process.isAlive) witness.declarations.taken(process.name, declared, { isOther });
  });
}

function stopSignal(
  { planned: { stopAfter }, process }: RunNow,
  { time }: Surroundings,
): AbortSignal {
  const stop = new AbortController();
  if (stopAfter !== undefined) {
    time.after(stopAfter, () => {
      if (!process.isAlive) return;
      process.suffer('told to stop');
      process.tell('is told to stop');
      stop.abort();
    });
  }
  return stop.signal;
}
