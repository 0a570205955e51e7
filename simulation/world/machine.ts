import { type Chance, chanceOf } from '../chance.ts';
import type { ProcessMachine, SimulatedProcess } from './simulated-process.ts';

/** Discards what a crash of a machine loses, besides its processes. */
export type Loss = () => void;

/** Probability that the id of an ended process is reused by an unrelated process. */
const PASSED_ON = 0.1;

/** Maximum number of unrelated processes that are alive. */
const MOST_STRANGERS = 3;

/** A machine with its processes. Few ids are available, so that ids are reused. */
export class Machine implements ProcessMachine {
  readonly name: string;
  private readonly processes: SimulatedProcess[] = [];
  private readonly strangers = new Set<number>();
  private readonly ids: number;
  private readonly chance: Chance;
  private readonly loss: Loss;

  /** @param ids number of process ids; 1 means one process at a time, as in a container */
  constructor(name: string, { seed, ids, loss }: { seed: string; ids: number; loss: Loss }) {
    this.name = name;
    this.ids = ids;
    this.chance = chanceOf(seed, 'machine', name);
    this.loss = loss;
  }

  /** Returns an id that no process has now. */
  freeId(): number {
    if (this.ids === 1) return 1;
    let id = 1 + this.chance.below(this.ids);
    while (this.isRunning(id)) id += 1;
    return id;
  }

  add(process: SimulatedProcess): void {
    const ended = this.processes.filter(({ isAlive }) => !isAlive);
    for (const { id } of ended) {
      const isPassedOn = this.chance.happens(PASSED_ON);
      if (isPassedOn && this.strangers.size < MOST_STRANGERS && this.ids > 1)
        this.strangers.add(id);
    }
    this.processes.splice(
      0,
      this.processes.length,
      ...this.processes.filter(({ isAlive }) => isAlive),
      process,
    );
  }

  isRunning(id: number): boolean {
    return this.strangers.has(id) || this.processes.some((one) => one.isAlive && one.id === id);
  }

  crash(): void {
    for (const process of this.processes) process.die({ withMachine: true });
    this.strangers.clear();
    this.loss();
  }
}
