import type { Job } from '../lib/model/job.ts';
import {
  HOUR_MS,
  isTimed,
  type Period,
  periodAt,
  periodRange,
  periodsWithin,
} from '../lib/model/period.ts';
import { type Breakage, WHOLE } from './broken/breakage.ts';
import { chanceOf } from './chance.ts';
import { checkEnd } from './check/check-end.ts';
import { type FalseFinding, firstFalseFinding, type WholeLake } from './check/doctor-looks.ts';
import type { SightingCounts } from './check/sightings.ts';
import { WantedPeriods } from './check/wanted-periods.ts';
import { type Violation, Witness } from './check/witness.ts';
import type { Counts } from './counts.ts';
import { type Deployment, first } from './deployments.ts';
import { droppedLines } from './jobs/dropped-lines.ts';
import { fakeAccounts } from './jobs/fake-accounts.ts';
import { capturedJobs, placeOf, timedJobs } from './jobs/simulated-jobs.ts';
import { type FaultCounts, Ledger } from './ledger.ts';
import { planOwners } from './owners.ts';
import { type PlannedRun, type Scenario, scenarioOf } from './scenario.ts';
import { openLake, type Surroundings, startKeeping, startRun } from './start-run.ts';
import { Trace } from './trace.ts';
import { wantedOf } from './wants.ts';
import { type Weather, weatherOf } from './weather.ts';
import { bucketWorld, folderWorld, type LakeWorld } from './world/lake-world.ts';
import { Machine } from './world/machine.ts';
import { makerOf } from './world/own-work.ts';
import { SimulatedProcess, type World } from './world/simulated-process.ts';
import { VirtualTime } from './world/virtual-time.ts';

/** The outcome of a seed. */
export interface Outcome extends Counts {
  readonly seed: number;
  /** The first broken promise, if any. */
  readonly violation?: Violation & { readonly last: readonly string[] };
  /** SHA-256 of all events: always the same for the same seed. */
  readonly digest: string;
  readonly faults: FaultCounts;
  readonly sightings: SightingCounts;
  /** Hours that were removed because they had expired. */
  readonly hoursExpired: number;
}

/** Options of {@link simulate}. */
export interface SimulateOptions {
  /** A deliberate defect. Default: none. */
  readonly broken?: Breakage;
  /** Receives every event as a line. Default: events are not reported. */
  readonly tell?: (line: string) => void;
  /** The planned runs. Default: drawn from the seed. */
  readonly scenario?: Scenario;
  /** The faults of calls. Default: drawn from the seed. */
  readonly weather?: Weather;
}

/**
 * Milliseconds from the end of everything else to the quiet run. By then late listings are
 * complete.
 */
const QUIET_MS = 3 * HOUR_MS;

/** Milliseconds after which the lifecycle rule of a bucket has removed unfinished uploads. */
const LIFECYCLE_MS = 8 * 24 * HOUR_MS;

/**
 * Simulates the world of a seed: days to months of runs over a lake with many faults, then one
 * quiet run without any. Plan, runs, stores and catalog are the real code.
 */
export async function simulate(seed: number, options: SimulateOptions = {}): Promise<Outcome> {
  const world = new SimulatedWorld(String(seed), options);
  await world.live();
  return world.outcome(seed);
}

/** The world of one seed. */
class SimulatedWorld implements World, Surroundings {
  readonly seed: string;
  readonly broken: Breakage;
  private readonly scenario: Scenario;
  readonly time: VirtualTime;
  readonly trace: Trace;
  private readonly ledger = new Ledger();
  readonly witness: Witness;
  readonly lake: LakeWorld;
  private readonly machines: readonly Machine[];
  private readonly processes: SimulatedProcess[] = [];
  private readonly jobs: readonly Job[];
  private readonly wanted = new WantedPeriods();
  readonly weather: Weather;
  private landedBeforeQuiet = 0;

  constructor(
    seed: string,
    { broken = WHOLE, tell, scenario = scenarioOf(seed), weather }: SimulateOptions,
  ) {
    this.seed = seed;
    this.broken = broken;
    this.scenario = scenario;
    const { from, to, lake, deployed, machines, keeping, jobs = timedJobs } = this.scenario;
    this.time = new VirtualTime(from);
    this.trace = new Trace(tell);
    this.weather = weather ?? weatherOf(seed, from, to);
    this.witness = new Witness(deployed, () => this.time.stop());
    if (keeping !== undefined) this.witness.expiry.allow(keeping.keepDays, () => this.time.now);
    const surroundings = { seed, time: this.time, witness: this.witness, broken };
    this.lake =
      lake === 'bucket'
        ? bucketWorld(surroundings)
        : folderWorld(surroundings, { isShared: lake === 'shared folder' });
    const ids = chanceOf(seed, 'machines').pick([1, 6, 30, 4_000_000]);
    this.machines = Array.from({ length: machines }, (_, number) => {
      // Processes on one machine with a shared disk also share its process ids.
      const few = lake === 'folder' ? Math.max(ids, 12) : ids;
      const loss = () => this.lake.crash(String(number));
      return new Machine(String(number), { seed, ids: few, loss });
    });
    this.jobs = jobs;
    if (!jobs.includes(fakeAccounts)) return;
    const hours = periodRange(periodAt('hour', from), periodAt('hour', to));
    this.wanted.add({ job: fakeAccounts, wanted: hours });
  }

  async live(): Promise<void> {
    for (const planned of this.scenario.runs) {
      this.time.at(planned.at, () => this.begin(planned));
    }
    for (const at of this.scenario.keeping?.at ?? []) this.time.at(at, () => this.keep(at));
    planOwners(this.scenario.acts ?? [], { ...this, outside: this.lake.outside });
    await this.time.run();
    this.checkAllEnded();
    this.landedBeforeQuiet = this.witness.landed.size;
    if (this.witness.violation === undefined) await this.quietRun();
    for (const { hit, ending } of this.processes) {
      this.ledger.close(
        hit.map(({ fault }) => fault),
        ending ?? 'dead',
      );
    }
    this.ledger.note('tick dropped', this.scenario.droppedTicks);
    this.ledger.note('listed late', this.lake.listedLate());
  }

  outcome(seed: number): Outcome {
    const count = (ending: string) => this.processes.filter((one) => one.ending === ending).length;
    const { violation } = this.witness;
    const landed = [...this.witness.landed];
    return {
      seed,
      ...(violation && { violation: { ...violation, last: this.trace.last() } }),
      digest: this.trace.digest(),
      faults: this.ledger.all(),
      hours: (this.scenario.to - this.scenario.from) / HOUR_MS,
      periodsLanded: landed.length,
      daysLanded: landed.filter((key) => placeOf(key)?.job.grain === 'day').length,
      landedBeforeQuiet: this.landedBeforeQuiet,
      runs: this.processes.length,
      endedWell: count('well'),
      reported: count('reported'),
      dead: count('dead'),
      events: this.time.events,
      sightings: this.witness.sightings(),
      hoursExpired: this.witness.expiry.hours,
    };
  }

  private begin(planned: PlannedRun): void {
    const { name, deployment, wants, clockAhead } = planned;
    const machine = this.machines[planned.machine] ?? this.machines[0];
    if (machine === undefined) return;
    const instant = this.time.now + clockAhead;
    const wantsOfJobs = this.jobs.map((job) => wantedOf(job, wants, instant));
    for (const wanted of wantsOfJobs) this.wanted.add(wanted);
    const process = this.processOf(name, machine);
    machine.add(process);
    this.processes.push(process);
    for (const fault of planned.faults) process.suffer(fault);
    const counts = wantsOfJobs.map(({ job, wanted }) => `${wanted.length} of ${job.name}`);
    process.tell(
      `begins on machine ${machine.name} as ${process.id}: ${deployment.name}, wants ${counts.join(', ')}`,
    );
    startRun({ planned, process, machine, wants: wantsOfJobs, instant }, this);
  }

  private keep(at: number): void {
    const { keeping } = this.scenario;
    const [machine] = this.machines;
    if (machine === undefined || keeping === undefined) return;
    const process = this.processOf(`keep-${at}`, machine);
    machine.add(process);
    this.processes.push(process);
    process.tell(`declares that hours are kept for ${keeping.keepDays} days`);
    // How it ends is in its process.
    void startKeeping({ process, machine }, keeping.keepDays, this);
  }

  private processOf(name: string, machine: Machine): SimulatedProcess {
    const chance = chanceOf(this.seed, 'process', name);
    return new SimulatedProcess(this, { name, id: machine.freeId(), machine, chance });
  }

  private checkAllEnded(): void {
    const hanging = this.processes.find(({ isAlive }) => isAlive);
    if (hanging !== undefined) this.witness.accuse('a run never ended', hanging.name);
  }

  /** Runs once over all wanted periods, without faults, and checks the lake. */
  private async quietRun(): Promise<void> {
    const { time, witness, processes } = this;
    this.checkUploads();
    const began = Math.max(time.now, this.scenario.to) + QUIET_MS;
    // The first run may say that a file is of no use. The second one has nothing to say.
    if (this.jobs.includes(droppedLines)) await this.runQuietly('refusing', began - HOUR_MS);
    await this.runQuietly('quiet', began);
    if (processes.at(-1)?.ending !== 'well') witness.accuse('the quiet run failed', 'quiet');
    if (witness.violation === undefined) await this.doctorLooks();
    const { view, foreign: allowed, hasCatalog } = this.lake;
    const mayMiss = (job: Job, period: Period) => this.lacksHours(job, period);
    const end = { periods: this.expected(), allowed, hasCatalog, mayMiss };
    // What has expired is decided by the time of the quiet run.
    time.now = this.scenario.keeping === undefined ? time.now + LIFECYCLE_MS : began;
    checkEnd(witness, view, end);
  }

  private async runQuietly(name: string, began: number): Promise<void> {
    this.time.at(began, () =>
      this.begin({
        name,
        at: this.time.now,
        deployment: this.lastDeployment(),
        clockAhead: 0,
        wants: { periods: this.wanted.all() },
        machine: 0,
        concurrency: 4,
        faults: [],
      }),
    );
    await this.time.run();
    this.checkAllEnded();
  }

  /** The periods that must be in the lake at the end. */
  private expected(): ReadonlyMap<Job, ReadonlySet<Period>> {
    const { jobs, wanted, witness } = this;
    const captured = capturedJobs.filter((job) => jobs.includes(job));
    const files = new Set(witness.captures.periods());
    return new Map([
      ...[...wanted.expected()].filter(([job]) => jobs.includes(job)),
      ...captured.map((job) => [job, files] as const),
    ]);
  }

  /** Whether hours of a day have expired that no lake makes again: the time of their job begins later. */
  private lacksHours({ inputs = [] }: Job, period: Period): boolean {
    const since = this.witness.lake.declarationOf(fakeAccounts)?.since;
    if (!inputs.includes(fakeAccounts.name) || !isTimed(period) || since === undefined)
      return false;
    return periodsWithin(period, 'hour').some(
      (hour) => hour < since && this.witness.expiry.hasExpired(fakeAccounts, hour),
    );
  }

  /** Only processes that were disturbed may leave uploads behind. */
  private checkUploads(): void {
    const { witness, lake, processes } = this;
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
    const { time, witness } = this;
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
    const { seed, lake, machines, witness } = this;
    const [machine] = machines;
    if (machine === undefined) throw new TypeError('a world without a machine');
    const process = this.processOf('doctor', machine);
    const client = { process, machine, chance: chanceOf(seed, 'client', 'doctor') };
    const store = lake.openStore(client);
    const isMixed = this.scenario.deployed.length > 1;
    return {
      store,
      lake: openLake(this.lastDeployment(), store, this.time.now),
      openCatalog: (job) => lake.openCatalog(client, job),
      openMaker: (job) => makerOf(process, store, job),
      now: this.time.now,
      expected: this.expected(),
      mayDiffer: (job, period) => isMixed || witness.hasOutlivedInputs(job, period),
    };
  }

  private lastDeployment(): Deployment {
    return this.scenario.deployed.at(-1) ?? first;
  }
}
