import type { JobExamination } from '../../doctor/examine.ts';
import type { Consecutive } from '../../doctor/finding.ts';
import type { Look } from '../../doctor/look.ts';
import { grainOf, isTimed, type Period, periodFromIndex, periodIndex } from '../../model/period.ts';
import type { PeriodFact, PeriodState, ProblemFact } from '../report-facts.ts';

/** Rows and bytes of the objects of a job, by period. Those whose end cannot be read are left out. */
export type Sizes = ReadonlyMap<Period, { readonly rows: number; readonly bytes: number }>;

/**
 * The periods of a job with their states, oldest first.
 *
 * @param examined its listing
 * @param looks at the objects whose footer was read
 */
export function periodFacts(
  { landed, findings, waiting }: Pick<JobExamination, 'landed' | 'findings' | 'waiting'>,
  looks: readonly Look[],
  sizes: Sizes,
): PeriodFact[] {
  const states = new Map<Period, PeriodState>();
  for (const finding of findings) {
    if (finding.kind !== 'gap' && finding.kind !== 'lost') continue;
    const state = finding.kind === 'gap' ? 'missing' : 'lost';
    for (const period of periodsOf(finding)) states.set(period, state);
  }
  for (const { period } of waiting) states.set(period, 'waiting');
  for (const period of landed) states.set(period, sizes.has(period) ? 'landed' : 'corrupt');
  for (const look of looks) {
    const problem = problemOfLook(look);
    if (problem !== undefined) states.set(look.period, problem.kind);
  }
  return [...states]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([period, state]) => ({ period, state, ...sizes.get(period) }));
}

/** What is wrong with an object, by a look at it; `undefined` when there is nothing to report. */
export function problemOfLook({ finding }: Pick<Look, 'finding'>): ProblemFact | undefined {
  if (finding === undefined) return undefined;
  const { kind, key, reason } = finding;
  if (kind === 'earlier' || kind === 'unparsed') return undefined;
  return { kind, key, reason };
}

/** What is wrong with objects, by looks at them. */
export function problemsOfLooks(looks: readonly Look[]): ProblemFact[] {
  return looks.flatMap((look) => problemOfLook(look) ?? []);
}

function periodsOf({ from, to }: Consecutive): Period[] {
  const grain = grainOf(from);
  if (!isTimed(from) || !isTimed(to) || grain === 'file') return [from];
  const periods: Period[] = [];
  for (let index = periodIndex(from); index <= periodIndex(to); index += 1) {
    periods.push(periodFromIndex(grain, index));
  }
  return periods;
}
