import type { Job } from '../lib/model/job.ts';
import { HOUR_MS, periodAt, periodRange } from '../lib/model/period.ts';
import { type Breakage, WHOLE } from './broken/breakage.ts';
import { chanceOf } from './chance.ts';
import type { SightingCounts } from './check/sightings.ts';
import type { Violation } from './check/violation.ts';
import { WantedPeriods } from './check/wanted-periods.ts';
import { Witness } from './check/witness.ts';
import type { Counts } from './counts.ts';
import { type EndingWorld, endQuietly } from './end-of-world.ts';
import { callFaults, callFaultsWithApi } from './faults.ts';
import { apiJobs } from './jobs/api-jobs.ts';
import { fakeAccounts } from './jobs/fake-accounts.ts';
import { placeOf, timedJobs } from './jobs/simulated-jobs.ts';
import { type FaultCounts, Ledger } from './ledger.ts';
import { forgetFiles } from './made-files.ts';
import { planOwners } from './owners.ts';
import { type PlannedRun, type Scenario, scenarioOf } from './scenario.ts';
import { startKeeping, startRun } from './start-run.ts';
import { Trace } from './trace.ts';
import { wantedOf } from './wants.ts';
import { type Weather, weatherOf } from './weather.ts';
import { SimulatedApi } from './world/api.ts';
import { bucketWorld, folderWorld, type LakeWorld } from './world/lake-world.ts';
import { Machine } from './world/machine.ts';
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
 * Simulates the world of a seed: days to months of runs over a lake with many faults, then one
 * quiet run without any. Plan, runs, stores and catalog are the real code.
 */
export async function simulate(seed: number, options: SimulateOptions = {}): Promise<Outcome> {
  const world = new SimulatedWorld(String(seed), options);
  await world.live();
  if (world.api !== undefined) forgetFiles(apiJobs.map(({ table }) => table));
  return world.outcome(seed);
}

/** The world of one seed. */
class SimulatedWorld implements World, EndingWorld {
  readonly seed: string;
  readonly broken: Breakage;
  readonly scenario: Scenario;
  readonly time: VirtualTime;
  readonly trace: Trace;
  private readonly ledger = new Ledger();
  readonly witness: Witness;
  readonly lake: LakeWorld;
  readonly api: SimulatedApi | undefined;
  readonly machines: readonly Machine[];
  readonly processes: SimulatedProcess[] = [];
  readonly jobs: readonly Job[];
  readonly wanted = new WantedPeriods();
  readonly weather: Weather;
  private landedBeforeQuiet = 0;

  constructor(
    seed: string,
    { broken = WHOLE, tell, scenario = scenarioOf(seed), weather }: SimulateOptions,
  ) {
    this.seed = seed;
    this.broken = broken;
    this.scenario = scenario;
    const { lake, deployed, machines, keeping, jobs = timedJobs, api } = this.scenario;
    this.time = new VirtualTime(scenario.from);
    this.trace = new Trace(tell);
    const faults = api === undefined ? callFaults : callFaultsWithApi;
    this.weather = weather ?? weatherOf(seed, scenario, faults);
    this.witness = new Witness(
      deployed,
      () => this.time.stop(),
      () => this.time.now,
    );
    this.api = api && new SimulatedApi(api);
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
    const hours = periodRange(periodAt('hour', scenario.from), periodAt('hour', scenario.to));
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
    if (this.witness.violation === undefined) await endQuietly(this);
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

  begin(planned: PlannedRun): void {
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

  processOf(name: string, machine: Machine): SimulatedProcess {
    const chance = chanceOf(this.seed, 'process', name);
    return new SimulatedProcess(this, { name, id: machine.freeId(), machine, chance });
  }

  checkAllEnded(): void {
    const hanging = this.processes.find(({ isAlive }) => isAlive);
    if (hanging !== undefined) this.witness.accuse('a run never ended', hanging.name);
  }
}
