import type { Amounts } from './amounts.ts';
import type { Compiled } from './compiled.ts';

/** What each part of a run is given. */
export interface Bench {
  readonly amounts: Amounts;
  readonly compiled: Compiled;
  /** A folder for lakes and the like, which is removed at the end. */
  readonly scratch: string;
}
