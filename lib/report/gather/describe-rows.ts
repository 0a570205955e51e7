import type { Job } from '../../model/job.ts';
import type { Distribution, JobFacts, PeriodFact, RowCounts } from '../report-facts.ts';
import { type ColumnPart, columnPart } from './column-parts.ts';
import { type CountedPart, countedParts, countStatement, type Part } from './count-parts.ts';
import type { LakeTables } from './lake-tables.ts';
import { countsOfPeriods, countsOfTimes, timePart } from './row-counts.ts';
import { type ColumnChoice, columnChoice } from './shown-columns.ts';
import { type ColumnSurvey, surveyOf, surveyStatement } from './survey.ts';

/** What the rows of a job say. */
export type RowsDescribed = Pick<JobFacts, 'counts' | 'distributions' | 'hidden'>;

/** The rows to describe. */
export interface DescribeInput {
  readonly tables: LakeTables;
  readonly job: Job;
  readonly periods: readonly PeriodFact[];
  /** Ages are counted at this instant where rows have no time, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly instant: number;
  /** Whether the distributions are of interest. Default: `true`. */
  readonly distributes?: boolean;
}

/**
 * Describes the rows of a job in two passes over its table: a survey of its columns, then all counts.
 *
 * @throws QueryError when an object cannot be read.
 */
export async function describeRows(input: DescribeInput): Promise<RowsDescribed> {
  const { tables, job, periods, instant, distributes = true } = input;
  const choice = columnChoice(job);
  const shown = distributes ? choice.shown : [];
  const { name } = job.table;
  const [row = []] =
    shown.length === 0 ? [] : await tables.rows({ sql: surveyStatement(name, shown) });
  const survey = surveyOf(row, shown);
  const columns = survey.columns.flatMap((each) => {
    const part = columnPart(each, survey.rows, { time: choice.time, instant });
    return part === undefined ? [] : [{ survey: each, part }];
  });
  const times = timesToCount(job, choice);
  const parts = [...times, ...columns.map(({ part }) => part)];
  const counted =
    parts.length === 0
      ? []
      : countedParts(await tables.rows({ sql: countStatement(name, parts) }), parts);
  const read = readColumns(columns, counted.slice(times.length), survey.rows);
  return {
    counts: countsOf(periods, choice, times.length > 0 ? counted[0] : undefined),
    distributions: read.distributions,
    hidden: distributes ? [...choice.hidden, ...read.personal] : [],
  };
}

/** The periods of hourly jobs tell the hours of their rows already. */
function timesToCount({ grain }: Job, { time }: ColumnChoice): Part[] {
  if (time === undefined || grain === 'hour') return [];
  return grain === 'file' || time.hasHours ? [timePart(time)] : [];
}

function countsOf(
  periods: readonly PeriodFact[],
  { time }: ColumnChoice,
  counted: CountedPart | undefined,
): RowCounts {
  if (time === undefined || counted === undefined) return countsOfPeriods(periods);
  return countsOfTimes(periods, time, counted);
}

function readColumns(
  columns: readonly { readonly survey: ColumnSurvey; readonly part: ColumnPart }[],
  counted: readonly CountedPart[],
  rows: number,
): { readonly distributions: Distribution[]; readonly personal: string[] } {
  const distributions: Distribution[] = [];
  const personal: string[] = [];
  for (const [place, { survey, part }] of columns.entries()) {
    const counts = counted[place];
    const read = counts && part.read(counts, rows);
    if (read === 'personal') personal.push(survey.name);
    else if (read !== undefined) distributions.push(read);
  }
  return { distributions, personal };
}
