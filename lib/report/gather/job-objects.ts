import { factsOfFiles } from '../../engines/duckdb-files.ts';
import { objectKey } from '../../lake/object-key.ts';
import type { Job } from '../../model/job.ts';
import type { Period } from '../../model/period.ts';
import type { PeriodFact, ProblemFact } from '../report-facts.ts';
import { findUnreadable, isOfFiles } from './find-unreadable.ts';
import type { JobInput } from './job-facts.ts';
import type { LakeTables } from './lake-tables.ts';
import { periodFacts, problemsOfLooks } from './period-facts.ts';

/** The objects of a job, and what is wrong with some of them. */
export interface JobObjects {
  readonly periods: readonly PeriodFact[];
  readonly problems: readonly ProblemFact[];
  /** Period of each landed object, by the path of its file. */
  readonly files: ReadonlyMap<string, Period>;
}

/** What an object whose end DuckDB cannot read is reported with, where its footer was not looked at. */
const NO_END = 'not a whole Parquet file: its end cannot be read';

/**
 * Reads the ends of all objects of a job. Those that cannot be read are left out of the tables.
 *
 * @throws QueryError when S3 does not return an object.
 */
export async function objectsOf({
  tables,
  examined,
  looks,
  root,
  duckDb,
  signal,
}: JobInput): Promise<JobObjects> {
  const { job, landed } = examined;
  const files = new Map(landed.map((period) => [`${root}/${objectKey(job, period)}`, period]));
  const known = problemsOfLooks(looks);
  const ends = await factsOfFiles([...files.keys()], { ...duckDb, signal });
  const sizes = new Map(
    [...ends].flatMap(([file, facts]) => {
      const period = files.get(file);
      return period === undefined ? [] : [[period, facts] as const];
    }),
  );
  const reported = new Set(known.map(({ key }) => key));
  const endless = [...files].filter(([, period]) => !sizes.has(period));
  const problems = endless.flatMap(([, period]): ProblemFact[] => {
    const key = objectKey(job, period);
    return reported.has(key) ? [] : [{ kind: 'corrupt', key, reason: NO_END }];
  });
  tables.leaveOut(endless.map(([file]) => file));
  return {
    periods: periodFacts(examined, looks, sizes),
    problems: [...known, ...problems],
    files,
  };
}

/** The objects of a job that are read. */
export interface ReadInput {
  readonly tables: LakeTables;
  readonly job: Job;
  readonly objects: JobObjects;
}

/**
 * Reads the objects of a job; where some of them cannot be read, finds these, and reads the others.
 *
 * @throws QueryError when also the others cannot be read.
 */
export async function withReadable<Result>(
  { tables, job, objects }: ReadInput,
  read: (objects: JobObjects) => Promise<Result>,
): Promise<Result> {
  try {
    return await read(objects);
  } catch (error) {
    if (!isOfFiles(error)) throw error;
    const unreadable = await findUnreadable(tables, job.table.name);
    if (unreadable.size === 0) throw error;
    tables.leaveOut(unreadable.keys());
    return read(without(objects, job, unreadable));
  }
}

function without(
  { periods, problems, files }: JobObjects,
  job: Job,
  unreadable: ReadonlyMap<string, string>,
): JobObjects {
  const reasons = new Map(
    [...unreadable].flatMap(([file, reason]) => {
      const period = files.get(file);
      return period === undefined ? [] : [[period, reason] as const];
    }),
  );
  const known = new Set(problems.map(({ key }) => key));
  const found = [...reasons].flatMap(([period, reason]): ProblemFact[] => {
    const key = objectKey(job, period);
    return known.has(key) ? [] : [{ kind: 'corrupt', key, reason }];
  });
  return {
    periods: periods.map(({ period, state, ...size }) =>
      reasons.has(period) ? { period, state: 'corrupt' } : { period, state, ...size },
    ),
    problems: [...problems, ...found],
    files,
  };
}
