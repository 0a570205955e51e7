import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { jobs } from '../../jobs/index.ts';
import { deliveryFailure } from '../../lib/deliver/delivery-failure.ts';
import { collect, type Engine, firstRows } from '../../lib/engines/engine.ts';
import { findSavedQuery, type SavedQuery } from '../../lib/engines/saved-query.ts';
import type { Job, TourCsv } from '../../lib/model/job.ts';
import { inOrderOfReferences, withReferred } from '../../lib/model/job-order.ts';
import type { Context } from '../context.ts';
import { deliverJobs } from '../deliver-jobs.ts';
import { openEngine } from '../open/open-engine.ts';
import type { OpenLake } from '../open/open-lake.ts';
import { writeAnswer } from '../report/write-answer.ts';
import { drawTable } from '../terminal/result-table.ts';
import { drawSchema } from '../terminal/schema-picture.ts';

/** What a tour shows of a database. */
export interface DatabaseToShow {
  readonly job: Job;
  /** Folder of the embedded server. */
  readonly folder: string;
  readonly csv: TourCsv | undefined;
  readonly queries: readonly SavedQuery[];
  /** How a person names the lake. */
  readonly lakeName: string;
}

/** Rows of the file that are shown. */
const SHOWN = 3;

/**
 * Delivers a job and all that its rows refer to to an embedded database, draws its tables, and writes
 * the answer to a query as CSV.
 *
 * @throws DatabaseError when the server does not start; the error of the delivery when a period failed.
 */
export async function showDatabase(
  context: Context,
  open: OpenLake,
  { job, folder, csv, queries, lakeName }: DatabaseToShow,
): Promise<void> {
  const database = `postgres+embedded:${folder}`;
  const delivered = inOrderOfReferences(withReferred([job], jobs));
  const failure = deliveryFailure(await deliverJobs(context, open, { database, jobs: delivered }));
  if (failure !== undefined) throw failure;
  if (context.signal.aborted) return;
  const engine = await openEngine(context, {
    lake: lakeName,
    engine: 'postgres',
    db: database,
    workgroup: '',
    database: '',
  });
  try {
    await context.print(`\n${await pictureOf(context, engine, delivered)}\n`);
    if (csv !== undefined) await writeCsv(context, engine, csv, findSavedQuery(queries, csv.query));
  } finally {
    await engine.close();
  }
}

async function pictureOf(
  context: Context,
  engine: Engine,
  delivered: readonly Job[],
): Promise<string> {
  const tables = [];
  for (const { table } of delivered) {
    const sql = `SELECT count(*) FROM ${table.name}`;
    const { rows } = await collect(await engine.query({ sql }, { signal: context.signal }));
    tables.push({ table, rows: Number(rows[0]?.[0]) });
  }
  return drawSchema(tables, context);
}

/** A file that is there already may have been changed by its owner, and stays. */
async function writeCsv(
  context: Context,
  engine: Engine,
  { file, separator }: TourCsv,
  query: SavedQuery,
): Promise<void> {
  const { signal } = context;
  const path = context.resolvePath(file);
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await mkdir(dirname(path), { recursive: true });
    const style = { format: 'csv', csv: { separator } } as const;
    await writeAnswer(context, await engine.query(query, { signal }), style, file);
  }
  const { rows, columns } = await firstRows(await engine.query(query, { signal }), SHOWN);
  await context.print(
    `\n${query.name}: ${query.description}\n${drawTable({ rows, columns }, context)}\n${noteOf(file, isThere)}\n\n`,
  );
}

function noteOf(file: string, wasThere: boolean): string {
  return wasThere
    ? `${file} was there before and stays as it is. Remove it, and the next tour writes it anew.`
    : `These are the first ${SHOWN} rows. All of them are in ${file}.`;
}
