/** The work of one repetition. */
export interface Work {
  readonly hours: number;
  readonly accountsPerHour: number;
}

/** One repetition of a contender. */
export interface Repetition {
  /** Number of the repetition, from 0, including warm-ups. */
  readonly number: number;
  /** An empty folder for this repetition. Its content is measured afterwards and removed. */
  readonly folder: string;
}

/** One way to make and write rows. Runs in a process of its own; see `serve-contender.ts`. */
export interface Contender {
  /** Prepares inputs, outside of the measured time. Default: no preparation. */
  prepare?(repetition: Repetition): void | Promise<void>;
  /** Does the measured work, and returns the number of rows made or written. */
  run(repetition: Repetition): number | Promise<number>;
}

/** Opens a contender for an amount of work. */
export type OpenContender = (work: Work) => Contender | Promise<Contender>;
