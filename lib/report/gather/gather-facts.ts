import type { LandedTables } from '../../catalog/local-catalog.ts';
import type { Examination } from '../../doctor/examine.ts';
import type { DuckDbEngineOptions } from '../../engines/duckdb-lake.ts';
import type { Statement } from '../../engines/statement.ts';
import { objectKey } from '../../lake/object-key.ts';
import type { Job } from '../../model/job.ts';
import type { Store } from '../../stores/store.ts';
import type { JobFacts, LakeFacts } from '../report-facts.ts';
import { jobFacts } from './job-facts.ts';
import { LakeTables } from './lake-tables.ts';

/** A lake to report on. */
export interface GatherInput extends Pick<LakeFacts, 'version' | 'madeAt' | 'command' | 'days'> {
  readonly store: Store;
  /** Where the lake is for DuckDB: an absolute path, or `s3://bucket`. */
  readonly root: string;
  /** All jobs that there are. */
  readonly jobs: readonly Job[];
  /** The jobs of the report, examined by a listing of the lake. */
  readonly listed: Examination;
  /** The same jobs, with the footers of the last days. */
  readonly looked: Examination;
  readonly tables: LandedTables;
  readonly duckDb: DuckDbEngineOptions;
  /** Saved queries that check the table of a job, by its name: columns `rule`, `rows_checked`, `violations`. */
  readonly rules: ReadonlyMap<string, Statement>;
  /** Ends the queries. */
  readonly signal?: AbortSignal | undefined;
  /** Called when the facts of a job are complete. */
  readonly onJob?: (facts: JobFacts) => void;
}

/**
 * Gathers all that a report says about a lake, and changes nothing. Objects that cannot be read are named in
 * the facts, and left out of all counts.
 *
 * @throws QueryError when DuckDB is not installed, or S3 does not return an object; StoreError when the lake
 *   cannot be listed.
 */
export async function gatherFacts(input: GatherInput): Promise<LakeFacts> {
  const { store, version, madeAt, command, days, listed, looked, tables, duckDb } = input;
  const { signal, onJob } = input;
  const lakeTables = new LakeTables({ tables, listed: listedFiles(input), duckDb, signal });
  const jobs: JobFacts[] = [];
  for (const examined of listed.jobs) {
    if (examined.job.layer === 'rejects') continue;
    signal?.throwIfAborted();
    const looks = looked.jobs.find(({ job }) => job === examined.job)?.looks ?? [];
    const facts = await jobFacts({ ...input, tables: lakeTables, examined, looks });
    jobs.push(facts);
    onJob?.(facts);
  }
  return {
    ...{ lake: store.name, version, madeAt, command, days, jobs },
    foreign: listed.findings.flatMap((each) => (each.kind === 'foreign' ? [each.key] : [])),
    leftovers: listed.findings.reduce(
      (sum, each) => sum + (each.kind === 'leftovers' ? each.count : 0),
      0,
    ),
  };
}

function listedFiles({
  root,
  listed,
}: Pick<GatherInput, 'root' | 'listed'>): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    listed.jobs.map(({ job, landed }) => [
      job.table.name,
      new Set(landed.map((period) => `${root}/${objectKey(job, period)}`)),
    ]),
  );
}
