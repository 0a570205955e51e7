import type { Job } from '../model/job.ts';
import type { CapturedFile } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import { type RejectedRow, rejectedRows } from './rejected-rows.ts';

/** How many rows of a capture broke a rule first. */
export interface RuleCount
  extends Pick<RejectedRow, 'job' | 'file' | 'capture' | 'rule' | 'field'> {
  readonly rows: number;
}

/** Which rejects are counted. */
export interface CountOptions {
  /** Only of this captured file. Default: all. */
  readonly file?: CapturedFile | undefined;
  /** Rejects to return as they are, at most. Default: 0. */
  readonly most?: number;
}

/** Rejects by rule, and the first of them. */
export interface CountedRejects {
  /** In the order of jobs and files; within a file, in the order of the first row of each rule. */
  readonly rules: readonly RuleCount[];
  readonly shown: readonly RejectedRow[];
}

/**
 * Counts the rejects in a lake by job, file, rule and column.
 *
 * @param jobs of the layer `rejects`
 * @throws StoreError when an object cannot be read; ParquetError when one is damaged.
 */
export async function countRejects(
  store: Store,
  jobs: readonly Job[],
  { file, most = 0 }: CountOptions = {},
): Promise<CountedRejects> {
  const counts = new Map<string, RuleCount>();
  const shown: RejectedRow[] = [];
  for (const job of jobs) {
    for await (const row of rejectedRows({ store, job, file })) {
      const key = [row.job, row.file, row.rule, row.field].join('\0');
      const { capture, rule, field } = row;
      const known = counts.get(key) ?? {
        job: row.job,
        file: row.file,
        capture,
        rule,
        field,
        rows: 0,
      };
      counts.set(key, { ...known, rows: known.rows + 1 });
      if (shown.length < most) shown.push(row);
    }
  }
  return { rules: [...counts.values()], shown };
}
