import type { Amounts } from './amounts.ts';
import type { Compiled } from './compiled.ts';

/** The input of each part of a run. */
export interface Bench {
  readonly amounts: Amounts;
  readonly compiled: Compiled;
  /** A folder for temporary files such as lakes, removed at the end. */
  readonly scratch: string;
}
