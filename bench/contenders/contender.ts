/** The work of one repetition. */
export interface Work {
  readonly hours: number;
  readonly accountsPerHour: number;
}

/** Where a repetition is. */
export interface Repetition {
  /** Number of the repetition, warm-up included, from 0. */
  readonly number: number;
  /** An empty folder of its own; what is in it afterwards is measured and removed. */
  readonly folder: string;
}

/** One way to make rows and write them. Runs in a process of its own, see `serve-contender.ts`. */
export interface Contender {
  /** What is not measured: inputs that this way is given. Default: there are none. */
  prepare?(repetition: Repetition): void | Promise<void>;
  /** What is measured; gives how many rows it made or wrote. */
  run(repetition: Repetition): number | Promise<number>;
}

/** Gets a contender ready for work of a size. */
export type OpenContender = (work: Work) => Contender | Promise<Contender>;
