import { capturingJob } from '../lib/land/raw-objects.ts';
import type { Job } from '../lib/model/job.ts';
import { HOUR_MS, isTimed, type Period, periodsWithin } from '../lib/model/period.ts';
import { chanceOf } from './chance.ts';
import { checkApiRows } from './check/api-rows.ts';
import { checkEnd } from './check/check-end.ts';
import { type FalseFinding, firstFalseFinding, type WholeLake } from './check/doctor-looks.ts';
import type { WantedPeriods } from './check/wanted-periods.ts';
import { type Deployment, first } from './deployments.ts';
import { apiJobs, trades } from './jobs/api-jobs.ts';
import { droppedLines } from './jobs/dropped-lines.ts';
import { fakeAccounts } from './jobs/fake-accounts.ts';
import { inboxJobs } from './jobs/simulated-jobs.ts';
import type { PlannedRun, Scenario } from './scenario.ts';
import { openLake, type Surroundings } from './start-run.ts';
import type { Machine } from './world/machine.ts';
import { makerOf } from './world/own-work.ts';
import type { SimulatedProcess } from './world/simulated-process.ts';

/** A world after all that was planned has happened. */
export interface EndingWorld extends Surroundings {
  readonly scenario: Scenario;
  readonly jobs: readonly Job[];
  readonly wanted: WantedPeriods;
  readonly machines: readonly Machine[];
  readonly processes: readonly SimulatedProcess[];
  begin(planned: PlannedRun): void;
  processOf(name: string, machine: Machine): SimulatedProcess;
  checkAllEnded(): void;
}

/**
 * Milliseconds from the end of everything else to the quiet run. By then late listings are
 * complete.
 */
const QUIET_MS = 3 * HOUR_MS;

/** Milliseconds after which the lifecycle rule of a bucket has removed unfinished uploads. */
const LIFECYCLE_MS = 8 * 24 * HOUR_MS;

/** Runs once over all wanted periods, without faults, and checks the lake. */
export function endQuietly(world: EndingWorld): Promise<void> {
  return new EndOfWorld(world).come();
}

class EndOfWorld {
  private readonly world: EndingWorld;
  /** When the quiet run begins. */
  private readonly quietFrom: number;

  constructor(world: EndingWorld) {
    this.world = world;
    this.quietFrom = Math.max(world.time.now, world.scenario.to) + QUIET_MS;
  }

  async come(): Promise<void> {
    const { time, witness, processes, scenario, jobs, lake, api } = this.world;
    this.checkUploads();
    const began = this.quietFrom;
    // The first run may say that a file is of no use. The second one has nothing to say.
    if (jobs.includes(droppedLines)) await this.runQuietly('refusing', began - HOUR_MS);
    await this.runQuietly('quiet', began);
    if (processes.at(-1)?.ending !== 'well') witness.accuse('the quiet run failed', 'quiet');
    if (witness.violation === undefined) await this.doctorLooks();
    const { view, foreign: allowed, hasCatalog } = lake;
    const mayMiss = (job: Job, period: Period) => this.lacksHours(job, period);
    const periods = this.expected();
    const end = { periods, allowed, hasCatalog, mayMiss };
    if (api !== undefined) await checkApiRows(witness, api, periods);
    // What has expired is decided by the time of the quiet run.
    time.now = scenario.keeping === undefined ? time.now + LIFECYCLE_MS : began;
    checkEnd(witness, view, end);
  }

  private async runQuietly(name: string, began: number): Promise<void> {
    const { time, wanted } = this.world;
    time.at(began, () =>
      this.world.begin({
        name,
        at: time.now,
        deployment: this.lastDeployment(),
        clockAhead: 0,
        wants: { periods: wanted.all() },
        machine: 0,
        concurrency: 4,
        faults: [],
      }),
    );
    await time.run();
    this.world.checkAllEnded();
  }

  /** The periods that must be in the lake at the end. */
  private expected(): ReadonlyMap<Job, ReadonlySet<Period>> {
    const { jobs, wanted, witness } = this.world;
    const captured = inboxJobs.filter((job) => jobs.includes(job));
    const files = new Set(witness.captures.periods());
    return new Map([
      ...[...wanted.expected()].filter(([job]) => jobs.includes(job)),
      ...captured.map((job) => [job, files] as const),
      ...apiJobs
        .filter((job) => jobs.includes(job))
        .map((job) => [job, this.expectedOfApi(job)] as const),
    ]);
  }

  /** All that was captured, and all that was wanted of what the API keeps. */
  private expectedOfApi(job: Job): ReadonlySet<Period> {
    const { witness, wanted } = this.world;
    const isKept = capturingJob(job) === trades.name;
    const history = isKept ? wanted.over(trades, this.quietFrom) : [];
    return new Set([...witness.api.periodsOf(job), ...history]);
  }

  /** Whether hours of a day have expired that no lake makes again: the time of their job begins later. */
  private lacksHours({ inputs = [] }: Job, period: Period): boolean {
    const since = this.world.witness.lake.declarationOf(fakeAccounts)?.since;
    if (!inputs.includes(fakeAccounts.name) || !isTimed(period) || since === undefined)
      return false;
    return periodsWithin(period, 'hour').some(
      (hour) => hour < since && this.world.witness.expiry.hasExpired(fakeAccounts, hour),
    );
  }

  /** Only processes that were disturbed may leave uploads behind. */
  private checkUploads(): void {
    const { witness, lake, processes } = this.world;
    const disturbed = new Set(
      processes
        .filter(({ hit, ending }) => hit.length > 0 || ending === 'dead')
        .map((one) => one.name),
    );
    witness.sees('left to the lifecycle', lake.halfDone().length);
    for (const { id, by } of lake.halfDone()) {
      if (!disturbed.has(by)) witness.accuse('an undisturbed run left an upload open', id);
    }
  }

  /** Examines the result of the quiet run with the doctor, which must find nothing wrong. */
  private async doctorLooks(): Promise<void> {
    const { time, witness } = this.world;
    let seen: FalseFinding | 'nothing' | undefined;
    time.at(time.now + QUIET_MS, () => {
      firstFalseFinding(this.wholeLake()).then(
        (finding) => {
          seen = finding ?? 'nothing';
        },
        (error: unknown) => witness.accuse('the doctor could not look', String(error)),
      );
    });
    await time.run();
    if (seen === undefined) witness.accuse('the doctor never ended', 'doctor');
    else if (seen !== 'nothing') {
      witness.accuse('the doctor takes for wrong what is whole', JSON.stringify(seen));
    }
  }

  private wholeLake(): WholeLake {
    const { seed, lake, machines, witness, scenario, time } = this.world;
    const [machine] = machines;
    if (machine === undefined) throw new TypeError('a world without a machine');
    const process = this.world.processOf('doctor', machine);
    const client = { process, machine, chance: chanceOf(seed, 'client', 'doctor') };
    const store = lake.openStore(client);
    const isMixed = scenario.deployed.length > 1;
    return {
      store,
      lake: openLake(this.lastDeployment(), store, time.now),
      openCatalog: (job) => lake.openCatalog(client, job),
      openMaker: (job) => makerOf(process, store, job),
      now: time.now,
      expected: this.expected(),
      mayDiffer: (job, period) => isMixed || witness.hasOutlivedInputs(job, period),
    };
  }

  private lastDeployment(): Deployment {
    return this.world.scenario.deployed.at(-1) ?? first;
  }
}
