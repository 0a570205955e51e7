import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { associado } from '../../jobs/associado.ts';
import { cartao } from '../../jobs/cartao.ts';
import { conta } from '../../jobs/conta.ts';
import { movimento } from '../../jobs/movimento.ts';
import type { Bench } from '../bench.ts';
import { type BenchPostgres, NoPostgresError, startPostgres } from '../bench-postgres.ts';
import { measureCommand } from '../measured-command.ts';
import { fillWithMovements } from '../movement-lake.ts';
import { say } from '../say.ts';

/** Delivery into PostgreSQL, and its flat CSV, against what PostgreSQL does by itself. */
export interface Delivery {
  /** Why it was not measured. The others are empty then. */
  readonly leftOut?: string;
  /** Version of the server. */
  readonly version: string;
  readonly movements: number;
  /** Rows of all four tables. */
  readonly rows: number;
  readonly periods: number;
  readonly loads: readonly AgainstPsql[];
  readonly flats: readonly AgainstPsql[];
}

/** The same work by Hourlake and by psql, in one round. */
export interface AgainstPsql {
  /** Wall-clock time in milliseconds. */
  readonly ours: number;
  readonly psql: number;
  /** CPU time of our process, in milliseconds. */
  readonly cpu: number;
  /** Peak resident set size of our process. */
  readonly peakBytes: number;
}

/** In the order of their references. */
const tables = [associado, conta, cartao, movimento].map(({ table }) => table.name);

/** What a round works on. */
interface Place {
  readonly bench: Bench;
  readonly server: BenchPostgres;
  readonly lake: string;
}

/** Delivers the same lake into empty databases, and reads it back as one flat table. */
export async function delivery(bench: Bench): Promise<Delivery> {
  const { deliveredDays: days, deliveryRounds } = bench.amounts;
  const lake = join(bench.scratch, 'delivered');
  let server: BenchPostgres;
  try {
    server = await startPostgres(bench);
  } catch (error) {
    if (!(error instanceof NoPostgresError)) throw error;
    say(`delivery: skipping, ${error.message}`);
    const empty = { version: '', movements: 0, rows: 0, periods: 0, loads: [], flats: [] };
    return { leftOut: error.message, ...empty };
  }
  try {
    say(`delivery: ${days} days of movements`);
    await fillWithMovements(bench, lake, { days, perMonth: 100 });
    const place = { bench, server, lake };
    const facts = await prepare(place);
    const [loads, flats]: [AgainstPsql[], AgainstPsql[]] = [[], []];
    for (let round = 1; round <= deliveryRounds; round += 1) {
      say(`delivery: round ${round} of ${deliveryRounds}`);
      loads.push(await loadBoth(place, round));
      flats.push(await flattenBoth(place));
    }
    return { version: server.version, ...facts, loads, flats };
  } finally {
    await server.stop();
    rmSync(lake, { recursive: true, force: true });
  }
}

/**
 * Makes the database `full`, which is read, its tables as files, and the database `empty`, which has the
 * tables with their keys and no rows.
 */
async function prepare(place: Place): Promise<Pick<Delivery, 'movements' | 'rows' | 'periods'>> {
  const { server } = place;
  const { psql } = server;
  await psql('postgres', ['CREATE DATABASE "full"', 'CREATE DATABASE "empty"']);
  await deliver(place, 'full');
  await deliver(place, 'empty', ['--from', '2100-01-01']);
  await psql(
    'full',
    tables.map((table) => `\\copy ${table} TO '${fileOf(place, table)}'`),
  );
  await psql('full', ['VACUUM ANALYZE']);
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table})`);
  const answer = await psql('full', [
    `SELECT ${counts.at(-1)}, ${counts.join(' + ')}, (SELECT count(*) FROM hourlake_deliveries)`,
  ]);
  const [movements = 0, rows = 0, periods = 0] = answer.split('|').map(Number);
  return { movements, rows, periods };
}

/** In turns, so that neither is always the first. */
async function loadBoth(place: Place, round: number): Promise<AgainstPsql> {
  const { psql } = place.server;
  await psql('postgres', ['CREATE DATABASE ours', 'CREATE DATABASE theirs TEMPLATE "empty"']);
  const ours = async () => {
    await psql('postgres', ['CHECKPOINT']);
    return deliver(place, 'ours');
  };
  const theirs = async () => {
    await psql('postgres', ['CHECKPOINT']);
    const copies = tables.map((table) => `\\copy ${table} FROM '${fileOf(place, table)}'`);
    return timed(() => psql('theirs', copies));
  };
  const first = round % 2 === 0 ? await theirs() : undefined;
  const { wall, cpu, peakBytes } = await ours();
  const measured = { ours: wall, psql: first ?? (await theirs()), cpu, peakBytes };
  await checkEqual(place);
  await psql('postgres', ['DROP DATABASE ours', 'DROP DATABASE theirs']);
  return measured;
}

async function checkEqual({ server: { psql } }: Place): Promise<void> {
  const sums = [
    `SELECT count(*), sum(id_cartao), sum(vlr_transacao) FROM ${movimento.table.name}`,
    `SELECT count(*), sum(id_conta) FROM ${cartao.table.name}`,
  ];
  const [ours, theirs] = [await psql('ours', sums), await psql('theirs', sums)];
  if (ours !== theirs) throw new Error('Expected the same rows in both databases, got others.');
}

/** Everything in one wide CSV, by the same statement. */
async function flattenBoth({ bench, server, lake }: Place): Promise<AgainstPsql> {
  const [ours, theirs] = ['ours.csv', 'theirs.csv'].map((name) => join(bench.scratch, name));
  const statement = readFileSync('queries/cooperative/movimento-flat.sql', 'utf8')
    .replace(/^--.*$/gm, '')
    .replace(/\s+/g, ' ');
  const used = await measureCommand(
    bench,
    [
      ...['query', 'movimento-flat', '--engine', 'postgres', '--db', server.url('full')],
      ...['--lake', lake, '--format', 'csv', '--out', ours ?? ''],
    ],
    { environment: server.environment },
  );
  const psql = await timed(() =>
    server.psql('full', [`\\copy (${statement}) TO '${theirs}' WITH (FORMAT csv, HEADER)`]),
  );
  for (const file of [ours, theirs]) rmSync(file ?? '');
  return { ours: used.wall, psql, cpu: used.cpu, peakBytes: used.peakBytes };
}

function deliver({ bench, server, lake }: Place, database: string, range: string[] = []) {
  const to = ['deliver', '--to', server.url(database), '--job', movimento.name];
  return measureCommand(bench, [...to, ...range, '--lake', lake, '--json'], {
    environment: server.environment,
  });
}

function fileOf({ bench }: Place, table: string): string {
  return join(bench.scratch, `${table}.copy`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round(performance.now() - started);
}
