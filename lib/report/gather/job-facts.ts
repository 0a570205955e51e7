import type { JobExamination } from '../../doctor/examine.ts';
import type { JobFinding } from '../../doctor/finding.ts';
import type { Look } from '../../doctor/look.ts';
import { HourlakeError } from '../../errors.ts';
import { DAY_MS } from '../../model/calendar-date.ts';
import type { Job } from '../../model/job.ts';
import { hasRejectsOf } from '../../model/job-order.ts';
import { isTimed, periodEnd } from '../../model/period.ts';
import type {
  JobFacts,
  PeriodFact,
  ProblemFact,
  QualityFacts,
  RejectFacts,
} from '../report-facts.ts';
import { checkRules } from './check-rules.ts';
import { describeRows, type RowsDescribed } from './describe-rows.ts';
import { describingJob } from './describing-job.ts';
import type { GatherInput } from './gather-facts.ts';
import { type JobObjects, objectsOf, withReadable } from './job-objects.ts';
import type { LakeTables } from './lake-tables.ts';
import { nameLake } from './name-lake.ts';
import { problemsOfLooks } from './period-facts.ts';
import { rejectFacts } from './reject-facts.ts';
import { countsOfPeriods } from './row-counts.ts';

/** A job to gather facts about. */
export interface JobInput extends Omit<GatherInput, 'tables'> {
  readonly tables: LakeTables;
  readonly examined: JobExamination;
  /** Footer checks of the objects of the last days. */
  readonly looks: readonly Look[];
}

/** What the rows of a job told, or why they could not be read. */
type RowFacts = Pick<JobFacts, 'unread' | 'quality' | 'periods' | 'problems'> & RowsDescribed;

/** Gathers the facts of one job. */
export async function jobFacts(input: JobInput): Promise<JobFacts> {
  const { examined, listed, looked } = input;
  const { job, opened, findings } = examined;
  const objects = await objectsOf(input);
  const rows = await rowFacts(input, objects);
  const rejects = listed.jobs.find((each) => hasRejectsOf(each.job, job));
  const rejectLooks = looked.jobs.find((each) => each.job === rejects?.job)?.looks ?? [];
  // What is wrong with its rejects is shown with the job: they have no section of their own.
  const all = [...findings, ...(rejects?.findings ?? [])];
  return {
    name: job.name,
    table: job.table.name,
    description: job.table.description,
    grain: job.grain,
    layer: job.layer,
    keepDays: opened?.keepDays,
    gaps: findings.filter((finding) => finding.kind === 'gap'),
    lost: findings.filter((finding) => finding.kind === 'lost'),
    foreign: all.flatMap((finding) => (finding.kind === 'foreign' ? [finding.key] : [])),
    describedBy: describingJob(examined, listed.jobs)?.name,
    ...rows,
    problems: [...declarationProblems(all), ...rows.problems, ...problemsOfLooks(rejectLooks)].map(
      (problem) => ({ ...problem, reason: nameLake(problem.reason, input) }),
    ),
    rejects: rejects && (await rejectFactsOf(input, rejects.job)),
  };
}

/** Their error names the lake as the user did. */
async function rejectFactsOf(input: JobInput, job: Job): Promise<RejectFacts> {
  const { uncounted, ...facts } = await rejectFacts(input.store, job);
  return { ...facts, uncounted: uncounted && nameLake(uncounted, input) };
}

async function rowFacts(input: JobInput, objects: JobObjects): Promise<RowFacts> {
  const { tables, examined } = input;
  try {
    return await withReadable({ tables, job: examined.job, objects }, (readable) =>
      readRows(input, readable),
    );
  } catch (error) {
    if (!(error instanceof HourlakeError) || input.signal?.aborted === true) throw error;
    const { periods, problems } = objects;
    return {
      ...{ periods, problems, unread: nameLake(error.message, input), quality: undefined },
      ...{ counts: countsOfPeriods(periods), distributions: [], hidden: [] },
    };
  }
}

async function readRows(input: JobInput, { periods, problems }: JobObjects): Promise<RowFacts> {
  const { tables, examined, madeAt } = input;
  const { job } = examined;
  if (!periods.some(({ rows }) => rows !== undefined)) {
    return {
      ...{ periods, problems, unread: undefined, quality: undefined },
      ...{ counts: countsOfPeriods(periods), distributions: [], hidden: [] },
    };
  }
  const distributes = describingJob(examined, input.listed.jobs) === undefined;
  const described = await describeRows({ tables, job, periods, instant: madeAt, distributes });
  const quality = await qualityFacts(input, periods);
  return { ...described, quality, unread: undefined, periods, problems };
}

/** The rules of the last days, or of all captured files. */
async function qualityFacts(
  { tables, examined: { job }, jobs, madeAt, days, rules }: JobInput,
  all: readonly PeriodFact[],
): Promise<QualityFacts | undefined> {
  const earliest = madeAt - days * DAY_MS;
  const there = all.filter(({ rows }) => rows !== undefined);
  const periods = there.filter(({ period }) => !isTimed(period) || periodEnd(period) > earliest);
  const [first] = periods;
  if (first === undefined) return undefined;
  const { files: readable } = await tables.find(job.table.name);
  // Periods and files are in the same order, the oldest first.
  const files = readable.slice(readable.length - periods.length);
  const saved = rules.get(job.name);
  const checked = await checkRules({ tables, job, jobs, files, periods, saved });
  return { ...checked, from: periods.length < there.length ? first.period : undefined };
}

function declarationProblems(findings: readonly JobFinding[]): ProblemFact[] {
  // The declaration of a job makes that of its rejects unusable too.
  const byKey = new Map<string, ProblemFact>();
  for (const finding of findings) {
    if (finding.kind !== 'undeclared' && finding.kind !== 'unusable') continue;
    const { key, reason } = finding;
    if (!byKey.has(key)) byKey.set(key, { kind: 'declaration', key, reason });
  }
  return [...byKey.values()];
}
