/** Counts of a world, or sums over several worlds. */
export interface Counts {
  /** Hours of simulated time. */
  readonly hours: number;
  readonly periodsLanded: number;
  /** How many of them are days. */
  readonly daysLanded: number;
  /** How many periods had landed before the quiet run. */
  readonly landedBeforeQuiet: number;
  readonly runs: number;
  readonly endedWell: number;
  readonly reported: number;
  readonly dead: number;
  readonly events: number;
}

/** The counts before the first world. */
export const noCounts: Counts = {
  hours: 0,
  periodsLanded: 0,
  daysLanded: 0,
  landedBeforeQuiet: 0,
  runs: 0,
  endedWell: 0,
  reported: 0,
  dead: 0,
  events: 0,
};

/** Adds the counts of one world to the counts of others. */
export function countsWith(counts: Counts, more: Counts): Counts {
  const names = Object.keys(noCounts) as (keyof Counts)[];
  const sums = names.map((name) => [name, counts[name] + more[name]]);
  // Safe: built from the keys of the same type.
  return Object.fromEntries(sums) as Record<keyof Counts, number>;
}
