import { HourlakeError } from '../../errors.ts';
import { countRejects, type RuleCount } from '../../land/count-rejects.ts';
import type { Job } from '../../model/job.ts';
import type { Store } from '../../stores/store.ts';
import type { RejectCount, RejectFacts } from '../report-facts.ts';

/**
 * Counts the rejects of a job by rule and column, over all that it captured.
 *
 * @param job of the layer `rejects`
 */
export async function rejectFacts(store: Store, job: Job): Promise<RejectFacts> {
  try {
    const { rules } = await countRejects(store, [job]);
    return { job: job.name, rules: byRule(rules), uncounted: undefined };
  } catch (error) {
    if (!(error instanceof HourlakeError)) throw error;
    return { job: job.name, rules: [], uncounted: error.message };
  }
}

function byRule(counts: readonly RuleCount[]): RejectCount[] {
  const found = new Map<string, RejectCount>();
  for (const { rule, field: column, rows } of counts) {
    const key = JSON.stringify([rule, column]);
    found.set(key, { rule, column, rows: rows + (found.get(key)?.rows ?? 0) });
  }
  return [...found]
    .sort(([a, one], [b, other]) => other.rows - one.rows || (a < b ? -1 : 1))
    .map(([, count]) => count);
}
