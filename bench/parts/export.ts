import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Bench } from '../bench.ts';
import { measureCommand, type Used } from '../measured-command.ts';
import { say } from '../say.ts';

/** A table that is exported by year and month, against DuckDB's own COPY. */
export interface Export {
  readonly rows: number;
  readonly partitions: number;
  /** Size of the file of DuckDB. */
  readonly fileBytes: number;
  readonly rounds: readonly { readonly ours: Exported; readonly duckdb: Exported }[];
}

/** What an export took. */
export type Exported = Pick<Used, 'wall' | 'cpu' | 'peakBytes'>;

/** A year of downloads. */
const MILLISECONDS = 365 * 24 * 3600 * 1000;

/** Exports the same table by both ways, in turns. */
export async function exportPart(bench: Bench): Promise<Export> {
  const { exportedRows: rows, exportRounds } = bench.amounts;
  const file = join(bench.scratch, 'downloads.duckdb');
  say(`export: ${rows} rows`);
  await fill(file, rows);
  const rounds: Export['rounds'][number][] = [];
  for (let round = 1; round <= exportRounds; round += 1) {
    say(`export: round ${round} of ${exportRounds}`);
    const before = round % 2 === 0 ? await byDuckDb(bench, file) : undefined;
    const ours = await byHourlake(bench, file);
    const duckdb = before ?? (await byDuckDb(bench, file));
    await checkEqual(bench, rows);
    for (const way of ['ours', 'duckdb']) {
      rmSync(join(bench.scratch, `exported-${way}`), { recursive: true });
    }
    rounds.push({ ours, duckdb });
  }
  const fileBytes = statSync(file).size;
  rmSync(file);
  return { rows, partitions: 12, fileBytes, rounds };
}

/** Rows like those of a log of downloads, in the order of their time. */
async function fill(file: string, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(`
    CREATE TABLE downloads AS
    SELECT TIMESTAMP '2025-01-01' + to_milliseconds(i * ${Math.floor(MILLISECONDS / rows)}) AS "timestamp",
           ['BR', 'US', 'DE', 'IN', 'CN'][1 + (hash(i) % 5)::BIGINT] AS country_code,
           ['duckdb', 'polars', 'pandas'][1 + (hash(i + 1) % 3)::BIGINT] AS project,
           ((hash(i + 2) % 1000) / 100)::DECIMAL(10,2)::VARCHAR AS version,
           'file-' || hash(i + 3) % 100000 AS filename,
           (hash(i + 4) % 1000000007)::BIGINT AS size,
           '3.' || hash(i + 5) % 14 AS python,
           md5(i::VARCHAR) AS url
    FROM range(${rows}) AS r(i)`);
  connection.closeSync();
  instance.closeSync();
}

async function byHourlake(bench: Bench, file: string): Promise<Exported> {
  const used = await measureCommand(bench, [
    ...['export', '--database', `duckdb:${file}`, '--table', 'downloads'],
    ...['--partition', 'year,month', '--to', join(bench.scratch, 'exported-ours')],
  ]);
  return takenBy(used);
}

async function byDuckDb(bench: Bench, file: string): Promise<Exported> {
  const command = bench.compiled.process('copy-partitions');
  const used = await measureCommand(bench, [file, join(bench.scratch, 'exported-duckdb')], {
    command,
  });
  return takenBy(used);
}

function takenBy({ wall, cpu, peakBytes }: Used): Exported {
  return { wall, cpu, peakBytes };
}

async function checkEqual({ scratch }: Bench, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const answers: string[] = [];
  for (const way of ['ours', 'duckdb']) {
    const files = join(scratch, `exported-${way}`, '**/*.parquet');
    const reader = await connection.runAndReadAll(
      `SELECT count(*), sum(size), min("timestamp"), max(month)
       FROM read_parquet('${files}', hive_partitioning = true)`,
    );
    answers.push(reader.getRowsJson().join());
  }
  connection.closeSync();
  instance.closeSync();
  const [ours, theirs] = answers;
  if (ours === theirs && ours?.startsWith(`${rows},`)) return;
  throw new Error('Expected the same rows in both exports, got others.');
}
