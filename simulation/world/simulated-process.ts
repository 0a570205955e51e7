import type { Chance } from '../chance.ts';
import type { Witness } from '../check/witness.ts';
import type { CallKind, Fault } from '../faults.ts';
import type { Ending } from '../ledger.ts';
import type { Trace } from '../trace.ts';
import type { Weather } from '../weather.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The effect of a fault on a call. */
export interface Fate<Answer> {
  /** When the call is carried out: now, long after the caller gave up, or never. */
  readonly carriedOut: 'now' | 'later' | 'never';
  /** Replaces the requested call. */
  readonly instead?: () => Answer;
  /** The error that the caller gets instead of the answer. */
  readonly error?: () => Error;
  /** Additional milliseconds until the caller gets the error. */
  readonly patience?: number;
}

/** A call to simulated I/O. */
export interface Call<Answer> {
  readonly kind: CallKind;
  /** The key or path of the call. */
  readonly about: string;
  /** Changes or reads the world. Throws the regular errors of the service. */
  readonly carryOut: () => Answer | Promise<Answer>;
  /** Returns the effect of a fault on this call, or `undefined` for none. */
  readonly fateOf?: (fault: Fault) => Fate<Answer> | undefined;
  /** Carries out half of the call, for a process that dies during it. */
  readonly halfway?: () => void;
  /** Milliseconds that the call takes, minimum and maximum. */
  readonly takes: readonly [number, number];
}

/** A fault that hit a process. */
export interface Hit {
  readonly fault: Fault;
  /** The key or path of the call that it hit; `''` when it hit no call. */
  readonly about: string;
}

/** State shared by all processes of a world. */
export interface World {
  readonly time: VirtualTime;
  readonly trace: Trace;
  readonly weather: Weather;
  readonly witness: Witness;
}

/** The machine that a process runs on. */
export interface ProcessMachine {
  /** Kills all its processes and loses unflushed data. */
  crash(): void;
}

/** The result of a call. */
interface Said<Answer> {
  readonly answer?: Answer;
  readonly error?: Error;
}

const AS_ASKED: Fate<never> = { carriedOut: 'now' };

/**
 * Thrown by synchronous calls of a dead process, which cannot wait forever. It is never reported.
 */
class Killed extends Error {}

const LATER_MS = 1_200_000;

/**
 * A process of a simulated world.
 *
 * Between two calls a process has no effect on the world. Dying before or after a call therefore
 * covers every moment of death that can matter. A dead process never gets another answer.
 */
export class SimulatedProcess {
  readonly name: string;
  /** Process id of the operating system. */
  readonly id: number;
  /** Faults that hit the process, in order. */
  readonly hit: Hit[] = [];
  ending: Ending | undefined;
  private readonly world: World;
  private readonly machine: ProcessMachine;
  private readonly chance: Chance;
  private isCutOff = false;
  private isExpired = false;

  constructor(
    world: World,
    {
      name,
      id,
      machine,
      chance,
    }: { name: string; id: number; machine: ProcessMachine; chance: Chance },
  ) {
    this.world = world;
    this.name = name;
    this.id = id;
    this.machine = machine;
    this.chance = chance;
  }

  get isAlive(): boolean {
    return this.ending === undefined;
  }

  /** Makes a call. The answer takes virtual time, and may never come. */
  ask<Answer>(call: Call<Answer>): Promise<Answer> {
    if (!this.isAlive) return new Promise(() => {});
    const { time } = this.world;
    const fault = this.drawFault(call);
    const fate = (fault && call.fateOf?.(fault)) ?? AS_ASKED;
    const [there, back] = this.waysOf(call, fault);
    return new Promise((resolve, reject) => {
      const hear = ({ answer, error }: Said<Answer>) => {
        if (!this.isAlive) return;
        const words = error === undefined ? 'done' : codeOf(error);
        this.tell(
          `${call.kind} ${call.about}: ${words}${fault === undefined ? '' : ` (${fault})`}`,
        );
        if (error === undefined) resolve(answer as Answer);
        else reject(error);
      };
      const arrive = async () => {
        const said = await this.carriedOut(call, fault, fate);
        if (said !== undefined) time.after(back + (fate.patience ?? 0), () => hear(said));
      };
      time.after(there, arrive, { wakes: false });
    });
  }

  /** Carries out a call when it arrives. Returns `undefined` if the caller is dead. */
  private async carriedOut<Answer>(
    call: Call<Answer>,
    fault: Fault | undefined,
    fate: Fate<Answer>,
  ): Promise<Said<Answer> | undefined> {
    // A call that was under way when its process died may or may not take effect.
    if (!this.isAlive) {
      if (!this.isCutOff && this.chance.happens(0.5)) await this.forNobody(call);
      return undefined;
    }
    if (fault === 'killed before a call' || fault === 'machine crashed') {
      if (this.chance.happens(0.5)) call.halfway?.();
      this.perish(call, fault);
      return undefined;
    }
    const carryOut = fate.instead ?? call.carryOut;
    if (fate.carriedOut === 'later') this.carryOutLater(call);
    const said = fate.carriedOut === 'now' ? await outcomeOf(carryOut) : {};
    if (fault === 'killed after a call') {
      this.perish(call, fault);
      return undefined;
    }
    return fate.error === undefined ? said : { error: fate.error() };
  }

  private carryOutLater<Answer>(call: Call<Answer>): void {
    const late = async () => {
      const { error } = await this.forNobody(call);
      const words = error === undefined ? 'done' : codeOf(error);
      this.tell(`${call.kind} ${call.about}: ${words}, later`);
    };
    this.world.time.after(this.chance.below(LATER_MS), late, { wakes: false });
  }

  /** Carries out a call whose caller no longer waits. */
  private async forNobody<Answer>({ carryOut }: Call<Answer>): Promise<Said<Answer>> {
    const { witness } = this.world;
    const before = witness.landed.size;
    const said = await outcomeOf(carryOut);
    witness.sees('landed after its writer died', witness.landed.size - before);
    return said;
  }

  private perish<Answer>(call: Call<Answer>, fault: Fault): void {
    this.tell(`${call.kind} ${call.about}: ${fault}`);
    if (fault === 'machine crashed') this.machine.crash();
    else this.die();
  }

  /** Milliseconds until a call arrives, and until its answer is back. */
  private waysOf<Answer>({ takes }: Call<Answer>, fault: Fault | undefined): [number, number] {
    const both = this.chance.between(...takes);
    const there = both >> 1;
    const more = this.delayOf(fault);
    return this.chance.happens(0.5) ? [there + more, both - there] : [there, both - there + more];
  }

  /** Makes a synchronous call. */
  askNow<Answer>(
    call: Omit<Call<Answer>, 'carryOut' | 'takes'> & { carryOut: () => Answer },
  ): Answer {
    if (!this.isAlive) throw new Killed();
    const fault = this.drawFault(call);
    const error = fault === undefined ? undefined : call.fateOf?.(fault)?.error?.();
    if (fault !== undefined) this.tell(`${call.kind} ${call.about}: ${fault}`);
    if (fault === 'killed before a call' || fault === 'killed after a call') {
      this.die();
      throw new Killed();
    }
    if (error !== undefined) throw error;
    return call.carryOut();
  }

  /**
   * Ends the process immediately.
   *
   * @param withMachine whether calls that are under way have no effect any more
   */
  die({ withMachine = false } = {}): void {
    if (!this.isAlive) return;
    this.isCutOff = withMachine;
    this.ending = 'dead';
  }

  /**
   * Records a fault that hit this process.
   *
   * @param about key or path of the call that it hit. Default: it hit no call.
   */
  suffer(fault: Fault, about = ''): void {
    this.hit.push({ fault, about });
  }

  tell(what: string): void {
    this.world.trace.add(this.world.time.now, this.name, what);
  }

  private drawFault({ kind, about }: Pick<Call<unknown>, 'kind' | 'about'>): Fault | undefined {
    const { time, weather } = this.world;
    const drawn = weather.faultOf(kind, time.now, this.chance);
    const fault = this.isExpired && EXPIRING.has(kind) ? 'credentials expired' : drawn;
    if (fault === undefined) return undefined;
    if (fault === 'credentials expired') this.isExpired = true;
    this.hit.push({ fault, about });
    return fault;
  }

  private delayOf(fault: Fault | undefined): number {
    if (fault === 'slow call') return this.chance.between(1_000, 120_000);
    if (fault === 'hanging call') return this.chance.between(600_000, 10_800_000);
    return 0;
  }
}

const EXPIRING = new Set<CallKind>([
  'LIST',
  'HEAD',
  'GET',
  'PUT',
  'POST uploads',
  'PUT part',
  'POST upload',
  'DELETE upload',
  'GetTable',
  'BatchCreatePartition',
]);

async function outcomeOf<Answer>(carryOut: () => Answer | Promise<Answer>): Promise<Said<Answer>> {
  try {
    return { answer: await carryOut() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
