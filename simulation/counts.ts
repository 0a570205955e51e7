/** What is counted in a world, and in many together. */
export interface Counts {
  /** Of lake time. */
  readonly hours: number;
  readonly hoursLanded: number;
  /** How many of them the runs had landed before the quiet run. */
  readonly landedBeforeQuiet: number;
  readonly runs: number;
  readonly endedWell: number;
  readonly reported: number;
  readonly dead: number;
  readonly events: number;
}

/** Before the first world. */
export const noCounts: Counts = {
  hours: 0,
  hoursLanded: 0,
  landedBeforeQuiet: 0,
  runs: 0,
  endedWell: 0,
  reported: 0,
  dead: 0,
  events: 0,
};

/** The counts of worlds, and of one more. */
export function countsWith(counts: Counts, more: Counts): Counts {
  const names = Object.keys(noCounts) as (keyof Counts)[];
  const sums = names.map((name) => [name, counts[name] + more[name]]);
  // Built from the very names that the type has.
  return Object.fromEntries(sums) as Record<keyof Counts, number>;
}
