import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from '../bench.ts';
import { outputOf } from '../measured-command.ts';
import { fillWithMovements } from '../movement-lake.ts';
import { plainEnvironment } from '../plain-environment.ts';
import { say } from '../say.ts';

/** The flat query in DuckDB and in Spark, over lakes of several sizes. */
export interface Spark {
  /** Why it was not measured. */
  readonly leftOut?: string;
  readonly master: string;
  readonly sizes: readonly SizedQuery[];
}

/** The query over one lake. */
export interface SizedQuery {
  readonly movements: number;
  readonly rounds: readonly { readonly duckdb: Taken; readonly spark: Taken }[];
}

/** What a complete command took, with all processes that it started. */
export interface Taken {
  /** Milliseconds. */
  readonly wall: number;
  readonly cpu: number;
  /** Peak resident set size of its largest process. */
  readonly peakBytes: number;
}

const MASTER = 'local[2]';

const QUERY = 'movimento-flat';

/** Fills a lake of each size, and has both engines write its flat CSV, in turn. */
export async function spark(bench: Bench): Promise<Spark> {
  const home = await sparkHome();
  if (home === undefined) {
    const leftOut =
      'Spark is not on this machine: set SPARK_HOME, or install it with "pip install -r test/spark/requirements.txt"';
    say(`spark: skipping, ${leftOut}`);
    return { leftOut, master: MASTER, sizes: [] };
  }
  const sizes: SizedQuery[] = [];
  for (const { days, perMonth, rounds } of bench.amounts.sparkLakes) {
    say(`spark: a lake of ${days} days, ${perMonth} movements of a card in a month`);
    const lake = join(bench.scratch, 'spark-lake');
    await fillWithMovements(bench, lake, { days, perMonth });
    const taken: { duckdb: Taken; spark: Taken }[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      say(`spark: round ${round} of ${rounds}`);
      const duckdb = await flatten(bench, lake, ['--engine', 'duckdb', '--format', 'csv']);
      taken.push({ duckdb, spark: await flatten(bench, lake, sparkOf(home)) });
    }
    sizes.push({ movements: await movementsIn(bench, lake), rounds: taken });
    rmSync(lake, { recursive: true });
  }
  return { master: MASTER, sizes };
}

function sparkOf(home: string): string[] {
  return [
    ...['--engine', 'spark', '--master', MASTER, '--spark-home', home],
    ...['--spark-conf', 'spark.ui.enabled=false'],
  ];
}

async function flatten(bench: Bench, lake: string, engine: readonly string[]): Promise<Taken> {
  const out = join(bench.scratch, 'flat');
  const command = [process.execPath, bench.compiled.command, 'query', QUERY, '--lake', lake];
  const { stdout } = await promisify(execFile)(
    'python3',
    ['bench/run_measured.py', ...command, ...engine, '--out', out],
    { env: { ...plainEnvironment(), SPARK_LOCAL_IP: '127.0.0.1' } },
  );
  rmSync(out, { recursive: true });
  const { wall, cpu, peakBytes } = JSON.parse(stdout);
  return { wall: Math.round(wall), cpu: Math.round(cpu), peakBytes };
}

async function movementsIn({ compiled }: Bench, lake: string): Promise<number> {
  const sql = 'SELECT count(*) AS movements FROM movimento';
  const args = ['query', '--sql', sql, '--lake', lake, '--format', 'csv'];
  const [, count] = (await outputOf([compiled.command, ...args])).split('\n');
  return Number(count);
}

/** `SPARK_HOME`, or the folder of the Python package. */
async function sparkHome(): Promise<string | undefined> {
  if (process.env.SPARK_HOME) return process.env.SPARK_HOME;
  const program = 'import pyspark; print(pyspark.__path__[0])';
  try {
    const { stdout } = await promisify(execFile)('python3', ['-c', program]);
    return stdout.trim();
  } catch {
    return undefined;
  }
}
