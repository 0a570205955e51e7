import type { Fault } from './faults.ts';

/** How a process ended. */
export type Ending = 'well' | 'reported' | 'dead';

/** How often a class of faults was injected, and how the affected processes ended. */
export interface FaultCount {
  readonly times: number;
  readonly well: number;
  readonly reported: number;
  readonly dead: number;
}

const NONE: FaultCount = { times: 0, well: 0, reported: 0, dead: 0 };

/** Counts of faults, by class. */
export type FaultCounts = Readonly<Partial<Record<Fault, FaultCount>>>;

/** Counts the faults of a simulated world. */
export class Ledger {
  private readonly counts = new Map<Fault, FaultCount>();

  /** Counts faults that did not hit a particular process. */
  note(fault: Fault, times: number): void {
    if (times > 0) this.add(fault, { ...NONE, times });
  }

  /** Counts the faults that hit a process, after it has ended. */
  close(hit: readonly Fault[], ending: Ending): void {
    for (const fault of hit) this.add(fault, { ...NONE, times: 1, [ending]: 1 });
  }

  all(): FaultCounts {
    return Object.fromEntries(this.counts);
  }

  private add(fault: Fault, count: FaultCount): void {
    this.counts.set(fault, sumOf(this.counts.get(fault) ?? NONE, count));
  }
}

/** Adds the counts of two worlds. */
export function addedCounts(one: FaultCounts, other: FaultCounts): FaultCounts {
  const sums = { ...one };
  for (const [fault, count] of Object.entries(other) as [Fault, FaultCount][]) {
    sums[fault] = sumOf(sums[fault] ?? NONE, count);
  }
  return sums;
}

function sumOf(one: FaultCount, other: FaultCount): FaultCount {
  return {
    times: one.times + other.times,
    well: one.well + other.well,
    reported: one.reported + other.reported,
    dead: one.dead + other.dead,
  };
}
