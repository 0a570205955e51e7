import type { Finding } from '../lib/doctor/finding.ts';
import { lookBackHours } from '../lib/land/plan.ts';
import { run } from '../lib/land/run.ts';
import { HOUR_MS, type Hour, periodAt, periodRange } from '../lib/model/period.ts';
import { type Breakage, WHOLE } from './broken/breakage.ts';
import { chanceOf } from './chance.ts';
import { firstFalseFinding, type WholeLake } from './check/doctor-looks.ts';
import type { SightingCounts } from './check/sightings.ts';
import { type Errand, PREFIX, type Settled, type Violation, Witness } from './check/witness.ts';
import type { Counts } from './counts.ts';
import { type Deployment, mistaken } from './deployments.ts';
import { type FaultCounts, Ledger } from './ledger.ts';
import { type PlannedRun, type Scenario, scenarioOf } from './scenario.ts';
import { Trace } from './trace.ts';
import { type Weather, weatherOf } from './weather.ts';
import { bucketWorld, folderWorld, type LakeWorld } from './world/lake-world.ts';
import { Machine } from './world/machine.ts';
import { makerOf, sleepOf } from './world/own-work.ts';
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
class SimulatedWorld implements World {
  private readonly seed: string;
  private readonly broken: Breakage;
  private readonly scenario: Scenario;
  readonly time: VirtualTime;
  readonly trace: Trace;
  private readonly ledger = new Ledger();
  readonly witness: Witness;
  private readonly lake: LakeWorld;
  private readonly machines: readonly Machine[];
  private readonly processes: SimulatedProcess[] = [];
  private readonly wanted: Set<Hour>;
  readonly weather: Weather;
  private landedBeforeQuiet = 0;

  constructor(
    seed: string,
    { broken = WHOLE, tell, scenario = scenarioOf(seed), weather }: SimulateOptions,
  ) {
    this.seed = seed;
    this.broken = broken;
    this.scenario = scenario;
    const { from, to, lake, deployed, machines } = this.scenario;
    this.time = new VirtualTime(from);
    this.trace = new Trace(tell);
    this.weather = weather ?? weatherOf(seed, from, to);
    this.witness = new Witness(deployed, () => this.time.stop());
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
    this.wanted = new Set(periodRange(periodAt('hour', from), periodAt('hour', to)));
  }

  async live(): Promise<void> {
    for (const planned of this.scenario.runs) {
      this.time.at(planned.at, () => this.begin(planned));
    }
    await this.time.run();
    this.checkAllEnded();
    this.landedBeforeQuiet = this.witness.landed.size;
    if (this.witness.violation === undefined) await this.quietRun();
    for (const { hit, ending } of this.processes) this.ledger.close(hit, ending ?? 'dead');
    this.ledger.note('tick dropped', this.scenario.droppedTicks);
    this.ledger.note('listed late', this.lake.listedLate());
  }

  outcome(seed: number): Outcome {
    const count = (ending: string) => this.processes.filter((one) => one.ending === ending).length;
    const { violation } = this.witness;
    return {
      seed,
      ...(violation && { violation: { ...violation, last: this.trace.last() } }),
      digest: this.trace.digest(),
      faults: this.ledger.all(),
      hours: (this.scenario.to - this.scenario.from) / HOUR_MS,
      hoursLanded: this.witness.landed.size,
      landedBeforeQuiet: this.landedBeforeQuiet,
      runs: this.processes.length,
      endedWell: count('well'),
      reported: count('reported'),
      dead: count('dead'),
      events: this.time.events,
      sightings: this.witness.sightings(),
    };
  }

  private begin(planned: PlannedRun): void {
    const { name, deployment, wants, clockAhead } = planned;
    const isMistaken = deployment === mistaken;
    // A lake without a listed hour does not reveal its settings.
    if (isMistaken && (!this.witness.hasHours || this.lake.listedLate() > 0)) return;
    const machine = this.machines[planned.machine] ?? this.machines[0];
    if (machine === undefined) return;
    const hours =
      'hours' in wants ? wants.hours : lookBackHours(this.time.now + clockAhead, wants.lookBack);
    if (!isMistaken) for (const hour of hours) this.wanted.add(hour);
    const process = new SimulatedProcess(this, {
      name,
      id: machine.freeId(),
      machine,
      chance: chanceOf(this.seed, 'process', name),
    });
    machine.add(process);
    this.processes.push(process);
    for (const fault of planned.faults) process.suffer(fault);
    process.tell(
      `begins on machine ${machine.name} as ${process.id}: ${deployment.name}, ${hours.length} hours to ${hours.at(-1)}`,
    );
    this.execute(planned, { process, machine }, hours);
  }

  private execute(
    { name, deployment, concurrency, stopAfter }: PlannedRun,
    { process, machine }: { process: SimulatedProcess; machine: Machine },
    wanted: readonly Hour[],
  ): void {
    const client = { process, machine, chance: chanceOf(this.seed, 'client', name) };
    const store = this.lake.openStore(client);
    const catalog = this.lake.openCatalog(client);
    const errand: Errand = { process, deployment, wanted, tellsCatalog: catalog !== undefined };
    const stop = new AbortController();
    if (stopAfter !== undefined) {
      this.time.after(stopAfter, () => {
        if (!process.isAlive) return;
        process.suffer('told to stop');
        process.tell('is told to stop');
        stop.abort();
      });
    }
    const { broken } = this;
    const end = (settled: Settled) => this.end(errand, settled);
    (broken.run ?? run)(
      {
        source: deployment.source,
        store: broken.store?.(store) ?? store,
        prefix: PREFIX,
        wanted,
        ...(catalog && { catalog: broken.catalog?.(catalog) ?? catalog }),
      },
      {
        concurrency,
        signal: stop.signal,
        openMaker: () => makerOf(process, deployment),
        sleep: sleepOf(process),
        onReceipt: (receipt) => {
          if (process.isAlive) this.witness.told(errand, receipt);
        },
      },
    ).then(
      (report) => end({ report }),
      (thrown: unknown) => end({ thrown }),
    );
  }

  private end(errand: Errand, settled: Settled): void {
    const { process } = errand;
    if (!process.isAlive || this.witness.violation !== undefined) return;
    process.ending = this.witness.ended(errand, settled);
    process.tell(`ends: ${process.ending}`);
  }

  private checkAllEnded(): void {
    const hanging = this.processes.find(({ isAlive }) => isAlive);
    if (hanging !== undefined) this.witness.accuse('a run never ended', hanging.name);
  }

  /** Runs once over all wanted hours, without faults. */
  private async quietRun(): Promise<void> {
    const { time, lake, witness, wanted, processes } = this;
    const disturbed = new Set(
      processes
        .filter(({ hit, ending }) => hit.length > 0 || ending === 'dead')
        .map((one) => one.name),
    );
    witness.sees('left to the lifecycle', lake.halfDone().length);
    for (const { id, by } of lake.halfDone()) {
      if (!disturbed.has(by)) witness.accuse('an undisturbed run left an upload open', id);
    }
    time.at(Math.max(time.now, this.scenario.to) + QUIET_MS, () =>
      this.begin({
        name: 'quiet',
        at: time.now,
        deployment: this.scenario.deployed.at(-1) ?? mistaken,
        clockAhead: 0,
        wants: { hours: [...wanted].sort() },
        machine: 0,
        concurrency: 4,
        faults: [],
      }),
    );
    await time.run();
    this.checkAllEnded();
    if (processes.at(-1)?.ending !== 'well') witness.accuse('the quiet run failed', 'quiet');
    if (witness.violation === undefined) await this.doctorLooks();
    time.now += LIFECYCLE_MS;
    const { foreign: allowed, hasCatalog } = lake;
    witness.finished(lake.view, { wanted, allowed, hasCatalog });
  }

  /** Examines the result of the quiet run with the doctor, which must find nothing wrong. */
  private async doctorLooks(): Promise<void> {
    const { time, witness, wanted, scenario } = this;
    const deployment = scenario.deployed.at(-1) ?? mistaken;
    const isMixed = scenario.deployed.length > 1;
    let seen: Finding | 'nothing' | undefined;
    time.at(time.now + QUIET_MS, () => {
      const view = this.viewOfDoctor(deployment);
      firstFalseFinding({ ...view, source: deployment.source, wanted, isMixed }).then(
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

  private viewOfDoctor(deployment: Deployment): Pick<WholeLake, 'store' | 'catalog' | 'maker'> {
    const { seed, lake, machines } = this;
    const [machine] = machines;
    if (machine === undefined) throw new TypeError('a world without a machine');
    const name = 'doctor';
    const chance = chanceOf(seed, 'process', name);
    const process = new SimulatedProcess(this, { name, id: machine.freeId(), machine, chance });
    const client = { process, machine, chance: chanceOf(seed, 'client', name) };
    return {
      store: lake.openStore(client),
      catalog: lake.openCatalog(client),
      maker: makerOf(process, deployment),
    };
  }
}
