import type { JobFacts, LakeFacts, ProblemFact } from './report-facts.ts';
import type { VerdictCount } from './texts/texts.ts';
import type { ReportWords } from './texts/words.ts';

/** How a lake or a job is: complete; something to know; something to mend; or nothing is there. */
export type VerdictState = 'good' | 'warning' | 'bad' | 'nothing';

/** What there is to say about a lake or a job, by how often. */
export type VerdictCounts = Readonly<Record<VerdictCount, number>>;

/** A verdict. */
export interface Verdict {
  readonly state: VerdictState;
  /** All counts, zeros included. */
  readonly counts: VerdictCounts;
}

const none: VerdictCounts = {
  missing: 0,
  corrupt: 0,
  different: 0,
  unreadable: 0,
  declaration: 0,
  unread: 0,
  broken: 0,
  uncounted: 0,
  rejects: 0,
  lost: 0,
  waiting: 0,
  foreign: 0,
  leftovers: 0,
  empty: 0,
};

/** What has to be mended; the rest is to be known. */
const BAD: readonly VerdictCount[] = [
  'missing',
  'corrupt',
  'different',
  'unreadable',
  'declaration',
  'unread',
  'broken',
  'uncounted',
];

/** Counts that do not change the state. */
const SILENT: readonly VerdictCount[] = ['empty'];

/** The newest period may still wait for its inputs, or for the time at which it can be captured. More of them are late. */
const WAITING_IN_TIME = 1;

/** The verdict on one job. */
export function verdictOnJob(job: JobFacts): Verdict {
  const isEmpty = !job.periods.some(isThere);
  const waiting = job.periods.filter(({ state }) => state === 'waiting').length;
  const counts: VerdictCounts = {
    ...none,
    ...countsOfProblems(job.problems),
    missing: job.gaps.reduce((sum, { periods }) => sum + periods, 0),
    lost: job.lost.reduce((sum, { periods }) => sum + periods, 0),
    waiting: waiting > WAITING_IN_TIME ? waiting : 0,
    unread: job.unread === undefined ? 0 : 1,
    broken: job.quality?.rules.filter(({ broken }) => broken > 0).length ?? 0,
    rejects: job.rejects?.rules.reduce((sum, { rows }) => sum + rows, 0) ?? 0,
    uncounted: job.rejects?.uncounted === undefined ? 0 : 1,
    foreign: job.foreign.length,
    empty: isEmpty ? 1 : 0,
  };
  return { counts, state: isEmpty && isQuiet(counts) ? 'nothing' : stateOf(counts) };
}

/** The verdict on a lake: that on its jobs, and what has to do with none of them. */
export function verdictOnLake({ jobs, foreign, leftovers }: LakeFacts): Verdict {
  const all = jobs.map((job) => verdictOnJob(job).counts);
  const counts = { ...none };
  for (const each of all) {
    for (const name of names(counts)) counts[name] += each[name];
  }
  counts.foreign += foreign.length;
  counts.leftovers += leftovers;
  const isEmpty = counts.empty === jobs.length && isQuiet(counts);
  return { counts, state: isEmpty ? 'nothing' : stateOf(counts) };
}

/** A verdict in one sentence. */
export function verdictText({ state, counts }: Verdict, words: ReportWords): string {
  const { verdict } = words.texts;
  if (state === 'nothing') return verdict.nothing;
  const parts = names(counts)
    .filter((name) => counts[name] > 0 && !SILENT.includes(name))
    .map((name) => verdict.counts[name](words.number(counts[name]), counts[name] === 1));
  return parts.length === 0 ? verdict.good : verdict.list(parts);
}

/** Whether a period has an object, whatever is wrong with it. */
function isThere({ state }: JobFacts['periods'][number]): boolean {
  return state !== 'missing' && state !== 'waiting' && state !== 'lost';
}

function countsOfProblems(problems: readonly ProblemFact[]): Partial<VerdictCounts> {
  const count = (kind: ProblemFact['kind']) => problems.filter((each) => each.kind === kind).length;
  return {
    corrupt: count('corrupt'),
    different: count('different'),
    unreadable: count('unreadable'),
    declaration: count('declaration'),
  };
}

function stateOf(counts: VerdictCounts): VerdictState {
  if (BAD.some((name) => counts[name] > 0)) return 'bad';
  return isQuiet(counts) ? 'good' : 'warning';
}

function isQuiet(counts: VerdictCounts): boolean {
  return names(counts).every((name) => counts[name] === 0 || SILENT.includes(name));
}

function names(counts: VerdictCounts): VerdictCount[] {
  return Object.keys(counts).filter((name): name is VerdictCount => name in none);
}
