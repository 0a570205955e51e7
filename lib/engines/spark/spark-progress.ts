/** How far Spark is with a stage. */
export interface SparkProgress {
  /** Number of the stage; a query has several, and may leave some out. */
  readonly stage: number;
  /** Tasks of the stage that are done, and all of them. */
  readonly done: number;
  readonly tasks: number;
}

/** A bar of Spark's console: `[Stage 3:=====>                (12 + 2) / 200]`. */
const BAR = /\[Stage (\d+):[= >]*\((\d+) \+ \d+\) \/ (\d+)\]/g;

/**
 * The last progress that a piece of Spark's output shows; `undefined` when it shows none. A bar that
 * two pieces share is not seen: the next one comes soon.
 *
 * @example
 * sparkProgress('\r[Stage 3:==>      (12 + 2) / 200]') // => { stage: 3, done: 12, tasks: 200 }
 */
export function sparkProgress(piece: string): SparkProgress | undefined {
  const bar = [...piece.matchAll(BAR)].at(-1);
  if (bar === undefined) return undefined;
  const [stage = 0, done = 0, tasks = 0] = bar.slice(1).map(Number);
  return { stage, done, tasks };
}
