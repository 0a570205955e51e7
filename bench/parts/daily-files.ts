import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { addPeriods, type Hour, parseHour, periodRange } from '../../lib/model/period.ts';
import type { Source } from '../../lib/model/source.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';
import type { Bench } from '../bench.ts';
import { noInputs, usualAccounts } from '../contenders/usual-accounts.ts';
import { plainEnvironment } from '../plain-environment.ts';
import { say } from '../say.ts';

/** Times of the same queries over the same rows, in a file an hour and in a file a day. */
export interface DailyFiles {
  readonly days: number;
  readonly accountsPerHour: number;
  readonly hourly: Files;
  readonly daily: Files;
  readonly queries: readonly AskedQuery[];
  readonly versions: Readonly<Record<string, string>>;
}

/** The files of one layout. */
export interface Files {
  readonly files: number;
  readonly bytes: number;
}

/** A query in one reader, with one repetition of each layout a round. CPU and wall-clock time in milliseconds. */
export interface AskedQuery {
  readonly reader: string;
  readonly query: string;
  readonly rounds: readonly { readonly hourly: Times; readonly daily: Times }[];
}

interface Times {
  readonly cpu: number;
  readonly wall: number;
}

const FROM = parseHour('2026-01-01T00');

/** Lands the same accounts in both layouts, and asks both the same questions, in turn. */
export async function dailyFiles({ amounts, scratch }: Bench): Promise<DailyFiles> {
  const { queriedDays: days, queriedHour: accountsPerHour, queryRounds } = amounts;
  const source = usualAccounts(accountsPerHour);
  const [hourly, daily] = [join(scratch, 'hourly'), join(scratch, 'daily')];
  say(`daily files: ${days} days of ${accountsPerHour} accounts an hour`);
  for (let day = 0; day < days; day += 1) {
    const hours = [...periodRange(addPeriods(FROM, day * 24), addPeriods(FROM, day * 24 + 24))];
    for (const hour of hours)
      await write(source, [hour], join(hourly, objectKey(fakeAccounts, hour)));
    const date = hours[0]?.slice(0, 10);
    await write(source, hours, join(daily, fakeAccounts.name, `dt=${date}`, 'day.parquet'));
  }
  const answered = await ask([hourly, daily, String(queryRounds)]);
  const measured = { hourly: filesIn(hourly), daily: filesIn(daily), ...answered };
  rmSync(hourly, { recursive: true });
  rmSync(daily, { recursive: true });
  return { days, accountsPerHour, ...measured };
}

async function write(source: Source, hours: readonly Hour[], path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const pieces: Uint8Array[] = [];
  await encodeParquet(source.table, batchesOf(source, hours), async (bytes) => {
    pieces.push(bytes);
  });
  writeFileSync(path, Buffer.concat(pieces));
}

async function* batchesOf(source: Source, hours: readonly Hour[]): AsyncGenerator<Batch> {
  for (const hour of hours) yield* source.batches(hour, noInputs);
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
