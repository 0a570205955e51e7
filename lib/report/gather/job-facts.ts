import type { JobExamination } from '../../doctor/examine.ts';
import type { JobFinding } from '../../doctor/finding.ts';
import type { Look } from '../../doctor/look.ts';
import { HourlakeError } from '../../errors.ts';
import { DAY_MS } from '../../model/calendar-date.ts';
import type { Job } from '../../model/job.ts';
import { hasRejectsOf } from '../../model/job-order.ts';
import { isTimed, periodEnd } from '../../model/period.ts';
import type { JobFacts, PeriodFact, ProblemFact, QualityFacts } from '../report-facts.ts';
import { checkRules } from './check-rules.ts';
import { describeRows, type RowsDescribed } from './describe-rows.ts';
import type { GatherInput } from './gather-facts.ts';
import { type JobObjects, objectsOf, withReadable } from './job-objects.ts';
import type { LakeTables } from './lake-tables.ts';
import { rejectFacts } from './reject-facts.ts';
import { countsOfPeriods } from './row-counts.ts';

/** A job to gather facts about. */
export interface JobInput extends Omit<GatherInput, 'tables'> {
  readonly tables: LakeTables;
  readonly examined: JobExamination;
  /** At the objects of the last days. */
  readonly looks: readonly Look[];
}

/** What the rows of a job told, or why they could not be read. */
type RowFacts = Pick<JobFacts, 'unread' | 'quality' | 'periods' | 'problems'> & RowsDescribed;

/** Gathers the facts of one job. */
export async function jobFacts(input: JobInput): Promise<JobFacts> {
  const { examined, store, listed } = input;
  const { job, opened, findings } = examined;
  const objects = await objectsOf(input);
  const rows = await rowFacts(input, objects);
  const rejects = listed.jobs.find((each) => hasRejectsOf(each.job, job));
  return {
    name: job.name,
    table: job.table.name,
    description: job.table.description,
    grain: job.grain,
    layer: job.layer,
    keepDays: opened?.keepDays,
    gaps: findings.filter((finding) => finding.kind === 'gap'),
    lost: findings.filter((finding) => finding.kind === 'lost'),
    foreign: findings.flatMap((finding) => (finding.kind === 'foreign' ? [finding.key] : [])),
    describedBy: describingJob(input)?.name,
    ...rows,
    problems: [...declarationProblems(findings), ...rows.problems],
    rejects: rejects === undefined ? undefined : await rejectFacts(store, rejects.job),
  };
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
      ...{ periods, problems, unread: error.message, quality: undefined },
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
  const distributes = describingJob(input) === undefined;
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

/** The bronze days of a job: they have the same rows, and fewer files. */
function describingJob({ examined: { job }, listed }: JobInput): Job | undefined {
  if (job.layer !== 'landing') return undefined;
  return listed.jobs.find(
    (other) =>
      other.job.layer === 'bronze' &&
      other.job.inputs?.includes(job.name) === true &&
      other.landed.length > 0,
  )?.job;
}

function declarationProblems(findings: readonly JobFinding[]): ProblemFact[] {
  return findings.flatMap((finding) =>
    finding.kind === 'undeclared' || finding.kind === 'unusable'
      ? [{ kind: 'declaration', key: finding.key, reason: finding.reason }]
      : [],
  );
}
