import { spawn } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bronzeFakeAccounts } from '../../jobs/bronze-fake-accounts.ts';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import type { Job } from '../../lib/model/job.ts';
import { addPeriods, parseHour, parsePeriod } from '../../lib/model/period.ts';
import type { Bench } from '../bench.ts';
import { measureCommand } from '../measured-command.ts';
import { plainEnvironment } from '../plain-environment.ts';
import { say } from '../say.ts';

/** The same queries over the same rows, in the hourly files of landing and in the daily ones of bronze. */
export interface DailyFiles {
  readonly days: number;
  readonly accountsPerHour: number;
  readonly hourly: Files;
  readonly daily: Files;
  readonly queries: readonly AskedQuery[];
  readonly versions: Readonly<Record<string, string>>;
}

/** The files of one layer. */
export interface Files {
  readonly files: number;
  readonly bytes: number;
}

/** A query in one reader, with one repetition of each layer a round. */
export interface AskedQuery {
  readonly reader: string;
  readonly query: string;
  readonly rounds: readonly { readonly hourly: Cost; readonly daily: Cost }[];
}

/** What a query took. */
interface Cost {
  /** CPU time of all threads, in milliseconds. */
  readonly cpu: number;
  /** Wall-clock time, in milliseconds. */
  readonly wall: number;
  /** Bytes read from files; 0 for a reader that maps them into memory. */
  readonly read: number;
}

const FROM = parseHour('2025-01-01T00');

/** Fills a lake with both layers, and asks both the same questions, in turn. */
export async function dailyFiles(bench: Bench): Promise<DailyFiles> {
  const { queriedDays: days, queriedHour: accountsPerHour, queryRounds } = bench.amounts;
  const [lake, key] = [join(bench.scratch, 'layers'), join(bench.scratch, 'bronze.key')];
  say(`daily files: ${days} days of ${accountsPerHour} accounts an hour, and their bronze layer`);
  await measureCommand(bench, ['key', 'new', '--out', key]);
  await measureCommand(bench, [
    ...['backfill', '--from', FROM, '--to', addPeriods(FROM, days * 24)],
    ...['--set', `fake-accounts.accounts-per-hour=${accountsPerHour}`],
    ...['--lake', lake, '--key', `file:${key}`, '--json'],
  ]);
  const [hourly, daily] = [fakeAccounts, bronzeFakeAccounts].map((job) =>
    join(lake, folderOf(job)),
  );
  say(`daily files: ${queryRounds} rounds of queries`);
  const answered = await ask([hourly ?? '', daily ?? '', String(queryRounds)]);
  const files = { hourly: filesIn(hourly ?? ''), daily: filesIn(daily ?? '') };
  rmSync(lake, { recursive: true });
  return { days, accountsPerHour, ...files, ...answered };
}

/** The folder of a job: its keys up to the first partition. */
function folderOf(job: Job): string {
  const [folder = ''] = objectKey(job, periodOf(job)).split('/dt=');
  return folder;
}

function periodOf({ grain }: Job) {
  return grain === 'day' ? parsePeriod('2025-01-01') : FROM;
}

/** Runs bench/query_files.py, which prints a line of versions and then one for each repetition. */
async function ask(args: readonly string[]): Promise<Pick<DailyFiles, 'queries' | 'versions'>> {
  const child = spawn('python3', ['bench/query_files.py', ...args], {
    env: plainEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((done) => {
    child.on('close', done);
    child.on('error', () => done(null));
  });
  let versions: DailyFiles['versions'] = {};
  const queries = new Map<string, AskedQuery>();
  for await (const line of createInterface({ input: child.stdout })) {
    const answer = JSON.parse(line);
    if ('versions' in answer) {
      versions = answer.versions;
      continue;
    }
    const { reader, query, hourly, daily } = answer;
    const before = queries.get(`${reader} ${query}`)?.rounds ?? [];
    queries.set(`${reader} ${query}`, { reader, query, rounds: [...before, { hourly, daily }] });
  }
  if ((await ended) !== 0) {
    throw new Error(
      'bench/query_files.py failed: install its packages with "pip install -r bench/requirements.txt".',
    );
  }
  return { queries: [...queries.values()], versions };
}

function filesIn(folder: string): Files {
  const sizes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((entry) => statSync(join(folder, entry)))
    .filter((stats) => stats.isFile())
    .map(({ size }) => size);
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
