import { ParquetError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import { rowCount } from '../model/batch.ts';
import type { Job } from '../model/job.ts';
import { hasRejectsOf } from '../model/job-order.ts';
import type { Period } from '../model/period.ts';
import { PageMemory } from '../parquet/page-memory.ts';
import { readParquet } from '../parquet/read-parquet.ts';
import type { Store } from '../stores/store.ts';
import {
  checkLandedRows,
  type LandedColumn,
  landedColumns,
  type Tallies,
} from './check-landed-rows.ts';
import type { PeriodCheck, RejectCount } from './check-result.ts';
import { countPeriodRejects } from './count-period-rejects.ts';
import { FaultTally } from './fault-tally.ts';
import { boundsOf, GateTally } from './gate-tally.ts';
import { jobContract } from './job-contract.ts';

/** A job whose landed periods are checked. */
export interface CheckedJob {
  readonly store: Store;
  readonly job: Job;
  /** All jobs, among them that of its rejects, if it has one. */
  readonly jobs: readonly Job[];
}

/**
 * Prepares to check landed periods of a job: each row against its table and its contract, as far as typed
 * values can break them, and each period against the gates of the job. Memory holds one object, and a few
 * thousand of its rows.
 *
 * Called with a period it throws StoreError when an object cannot be read. A damaged object is part of the
 * result.
 *
 * @throws InputError when the contract of the job is not usable.
 */
export function periodChecker({
  store,
  job,
  jobs,
}: CheckedJob): (period: Period) => Promise<PeriodCheck> {
  const columns = landedColumns(job.table, jobContract(job).contract);
  const memory = new PageMemory();
  const rejecting = jobs.find((each) => hasRejectsOf(each, job));

  return async (period) => {
    const tallies = { faults: new FaultTally(), gates: new GateTally(job.gates, boundsOf(period)) };
    const { faults, gates } = tallies;
    const bytes = await store.read(objectKey(job, period));
    const name = `${job.name} ${period}`;
    const damage = await damageOf(() => checkRows(bytes, { name, memory, columns }, tallies));
    let rejects: readonly RejectCount[] = [];
    const rejectsDamage = await damageOf(async () => {
      if (rejecting !== undefined) rejects = await countPeriodRejects(store, rejecting, period);
    });
    const found = [damage, rejectsDamage && `its rejects: ${rejectsDamage}`].filter(isText);
    return {
      period,
      rows: faults.rows,
      faultyRows: faults.faultyRows,
      faults: faults.faults,
      extras: faults.extras,
      // Nothing can be said of rows that were not read.
      gates: damage === undefined ? gates.results : [],
      rejects,
      ...(found.length > 0 && { damage: found.join('; ') }),
    };
  };
}

async function checkRows(
  bytes: Uint8Array,
  file: {
    readonly name: string;
    readonly memory: PageMemory;
    readonly columns: readonly LandedColumn[];
  },
  tallies: Tallies,
): Promise<void> {
  // A value that is missing in a required column is a fault of its row, not of the file.
  const columns = file.columns.map(({ column }) => ({ ...column, nullable: true }));
  const table = { name: '', description: '', columns };
  let position = 1;
  for await (const batch of readParquet(bytes, { ...file, columns })) {
    const rows = rowCount(table, batch);
    const first = position;
    tallies.faults.begin(Float64Array.from({ length: rows }, (_, row) => first + row));
    tallies.gates.addRows(rows);
    checkLandedRows(file.columns, batch, tallies);
    position += rows;
  }
}

/** Why a file could not be read as a whole; `undefined` when it could. */
async function damageOf(read: () => Promise<void>): Promise<string | undefined> {
  try {
    await read();
    return undefined;
  } catch (error) {
    if (error instanceof ParquetError) return `${error.expected}, got ${error.got}`;
    throw error;
  }
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}
