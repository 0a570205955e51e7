import type { Chance } from '../chance.ts';
import type { Witness } from '../check/witness.ts';
import type { CallKind, Fault } from '../faults.ts';
import type { Ending } from '../ledger.ts';
import type { Trace } from '../trace.ts';
import type { Weather } from '../weather.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What a fault does to a call. */
export interface Fate<Answer> {
  /** Whether the world carries the call out: in time, long after the caller gave up, or not at all. */
  readonly carriedOut: 'now' | 'later' | 'never';
  /** What is carried out in place of what was asked. */
  readonly instead?: () => Answer;
  /** What the caller is told in place of the answer. */
  readonly error?: () => Error;
  /** Milliseconds for which the caller waits, beyond the usual. */
  readonly patience?: number;
}

/** A call to the edge of the world. */
export interface Call<Answer> {
  readonly kind: CallKind;
  /** What it is about: a key, a path. */
  readonly about: string;
  /** Changes the world, or looks at it; throws what the world says by itself. */
  readonly carryOut: () => Answer | Promise<Answer>;
  /** What a fault does to this call, if it can hit it. */
  readonly fateOf?: (fault: Fault) => Fate<Answer> | undefined;
  /** Leaves the call half done, for a process that dies at it. */
  readonly halfway?: () => void;
  /** Milliseconds that it takes, at the least and at the most. */
  readonly takes: readonly [number, number];
}

/** What all processes of a world have in common. */
export interface World {
  readonly time: VirtualTime;
  readonly trace: Trace;
  readonly weather: Weather;
  readonly witness: Witness;
}

/** The machine that a process runs on. */
export interface ProcessMachine {
  /** Loses all its processes, and what they had not flushed. */
  crash(): void;
}

/** What the world says to a call. */
interface Said<Answer> {
  readonly answer?: Answer;
  readonly error?: Error;
}

const AS_ASKED: Fate<never> = { carriedOut: 'now' };

/** Thrown where a process that is dead cannot wait for ever: nobody hears of it. */
class Killed extends Error {}

const LATER_MS = 1_200_000;

/**
 * A process of a simulated world. Between two calls to the edge a process has no effect on the
 * world, so that to die at any call, before or after it was carried out, is to die at any point
 * that can matter. One that is dead never gets another answer.
 */
export class SimulatedProcess {
  readonly name: string;
  /** What the operating system calls it. */
  readonly id: number;
  /** Faults that hit it, in order. */
  readonly hit: Fault[] = [];
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

  /** Asks the world, which answers in its own time, or never. */
  ask<Answer>(call: Call<Answer>): Promise<Answer> {
    if (!this.isAlive) return new Promise(() => {});
    const { time } = this.world;
    const fault = this.drawFault(call.kind);
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

  /** What the world says to a call when it gets there; `undefined` when nobody waits for it. */
  private async carriedOut<Answer>(
    call: Call<Answer>,
    fault: Fault | undefined,
    fate: Fate<Answer>,
  ): Promise<Said<Answer> | undefined> {
    // What a process had asked for when it died may be done or not.
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

  /** Carries out what nobody waits for any more. */
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

  /** Milliseconds until a call gets there, and until its answer is back. */
  private waysOf<Answer>({ takes }: Call<Answer>, fault: Fault | undefined): [number, number] {
    const both = this.chance.between(...takes);
    const there = both >> 1;
    const more = this.delayOf(fault);
    return this.chance.happens(0.5) ? [there + more, both - there] : [there, both - there + more];
  }

  /** Asks the world for what is answered at once. */
  askNow<Answer>(
    call: Omit<Call<Answer>, 'carryOut' | 'takes'> & { carryOut: () => Answer },
  ): Answer {
    if (!this.isAlive) throw new Killed();
    const fault = this.drawFault(call.kind);
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
   * Dies here and now.
   *
   * @param withMachine whether what it had asked of its machine is not done any more
   */
  die({ withMachine = false } = {}): void {
    if (!this.isAlive) return;
    this.isCutOff = withMachine;
    this.ending = 'dead';
  }

  /** Says that something hit this process. */
  suffer(fault: Fault): void {
    this.hit.push(fault);
  }

  tell(what: string): void {
    this.world.trace.add(this.world.time.now, this.name, what);
  }

  private drawFault(kind: CallKind): Fault | undefined {
    const { time, weather } = this.world;
    const drawn = weather.faultOf(kind, time.now, this.chance);
    const fault = this.isExpired && EXPIRING.has(kind) ? 'credentials expired' : drawn;
    if (fault === undefined) return undefined;
    if (fault === 'credentials expired') this.isExpired = true;
    this.hit.push(fault);
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
