import { Command } from 'commander';
import { jobs } from '../../jobs/index.ts';
import type { LocalCatalog } from '../../lib/catalog/local-catalog.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { type Engine, firstRows } from '../../lib/engines/engine.ts';
import { answerableQueries, type SavedQuery } from '../../lib/engines/saved-query.ts';
import { InputError } from '../../lib/errors.ts';
import { inboxFolder, isCaptured } from '../../lib/lake/raw-key.ts';
import { countRejects } from '../../lib/land/count-rejects.ts';
import { findJob, type Job } from '../../lib/model/job.ts';
import { HOUR_MS, periodStart } from '../../lib/model/period.ts';
import type { Context } from '../context.ts';
import { generateInputs } from '../generate-inputs.ts';
import { type LandOptions, landJobs } from '../land-jobs.ts';
import { type LakePlace, lakePlace } from '../open/lake-place.ts';
import { openLocalCatalog } from '../open/open-engine.ts';
import { openLake } from '../open/open-lake.ts';
import { openQueries } from '../open/open-queries.ts';
import { chosenJobs, jobsToLand } from '../options/choose-jobs.ts';
import { jobOptions } from '../options/job-options.ts';
import { lakeOptions } from '../options/lake-options.ts';
import { nowOption } from '../options/time-options.ts';
import { withOptions } from '../options/with-options.ts';
import { rejectsAsText } from '../report/rejects-report.ts';
import { grouped } from '../terminal/numbers.ts';
import { drawTable } from '../terminal/result-table.ts';
import { showDatabase } from '../tour/show-database.ts';
import { withStandIns } from '../tour/with-stand-ins.ts';
import { wantedNow } from './ingest.ts';

interface TourOptions extends LandOptions {
  readonly now?: number;
}

/** Hours before now that a tour lands, for a job that does not set them. */
const HOURS = 24;

/** A result with more rows than fit well is cut to the first ones. */
const FITTING = 20;
const SHOWN = 12;

/** Most rows that are read to count the ones that are not shown. */
const COUNTED = 1000;

const EXAMPLES = `
Examples:
  $ hourlake tour                      what "npm start" runs
  $ hourlake tour --lake other-lake
  $ hourlake tour --job fake-accounts
  $ hourlake tour --job vendas         three workbooks of sales, of which one repeats another
  $ hourlake tour --job movimento      a month of members and movements, into PostgreSQL and a flat file
  $ hourlake tour --job podcasts       a day of podcasts, from a stand-in of Spotify`;

/** `hourlake tour`: what `npm start` shows. */
export function tourCommand(context: Context): Command {
  const command = new Command('tour')
    .description('land the last hours, run the saved queries, and say what to try next')
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (given: TourOptions) => {
      const options = { ...given, ...withFurtherJobs(given) };
      checkIsFolder(lakePlace(context, options), options);
      const isNamed = command.getOptionValueSource('lake') === 'cli';
      const lake = isNamed ? ` --lake ${quoted(options.lake)}` : '';
      await withStandIns(context, options, {
        // Without a choice of jobs, the tour is about the last hours.
        jobs: options.job === undefined ? [] : chosenJobs(options),
        tour: (contextThen, optionsThen) => tourOf(contextThen, optionsThen, lake),
      });
    });
  return withOptions(command, [...jobOptions(), ...lakeOptions()]);
}

/** Lands the chosen jobs with their inputs, and shows what can be seen of them. */
async function tourOf(context: Context, options: TourOptions, lake: string): Promise<void> {
  const instant = options.now ?? context.now();
  const chosen = chosenJobs(options);
  const toured = jobsToLand(options);
  await dropFiles(context, options, toured);
  await landJobs(context, options, {
    jobs: toured,
    captures: isCaptured,
    wantedOf: (job) => wantedNow(job, instant, hoursOf(job, toured, instant)),
  });
  if (context.signal.aborted) return;
  const written = chosen.map(({ tour }) => tour?.csv?.query);
  const place = lakePlace(context, options);
  const shown = await runQueries(context, options, { place, lake, written });
  await showRejects(context, options, toured);
  await showDatabases(context, options, chosen);
  await context.print(`What to try next:\n${whatNext(chosen, shown, lake)}`);
}

/** The named jobs, and those that their tours show too. */
function withFurtherJobs({ job: names }: TourOptions): Pick<TourOptions, 'job'> {
  if (names === undefined) return {};
  return { job: names.flatMap((name) => [name, ...(findJob(jobs, name).tour?.with ?? [])]) };
}

/** Generates files into the inboxes of the toured jobs that say so. */
async function dropFiles(
  context: Context,
  options: TourOptions,
  toured: readonly Job[],
): Promise<void> {
  for (const { name, tour } of toured) {
    if (tour?.files === undefined || context.signal.aborted) continue;
    const set = Object.entries(tour.files).map(([setting, value]) => `${name}.${setting}=${value}`);
    await generateInputs(context, name, { out: `${options.lake}/${inboxFolder(name)}`, set });
  }
}

/** Shows the rows that did not fit, by rule. */
async function showRejects(
  context: Context,
  options: TourOptions,
  toured: readonly Job[],
): Promise<void> {
  const jobs = toured.filter(({ layer }) => layer === 'rejects');
  if (jobs.length === 0 || context.signal.aborted) return;
  const { store } = await openLake(context, options);
  await context.print(`${rejectsAsText(await countRejects(store, jobs), store.name, context)}\n`);
}

/** Shows the databases that the chosen jobs are delivered to, where they say so. */
async function showDatabases(
  context: Context,
  options: TourOptions,
  chosen: readonly Job[],
): Promise<void> {
  for (const job of chosen) {
    const { database, csv } = job.tour ?? {};
    if (database === undefined || context.signal.aborted) continue;
    const queries = await openQueries(context);
    const open = await openLake(context, options);
    await showDatabase(context, open, {
      job,
      folder: database,
      csv,
      queries,
      lakeName: options.lake,
    });
  }
}

/** @throws InputError when the lake is in a bucket: a tour should cost nothing. */
function checkIsFolder({ url }: LakePlace, { lake }: TourOptions): void {
  if (url.kind === 'folder') return;
  throw new InputError({
    expected: 'a lake in a folder for the tour, such as ./lake',
    got: lake,
    advice: 'Use "hourlake ingest" and "hourlake query" with a lake in a bucket.',
  });
}

/** Hours before now to land of a job: its own, and those that the periods of other jobs are made from. */
function hoursOf(job: Job, toured: readonly Job[], instant: number): number {
  const own = job.tour?.hours ?? HOURS;
  const dependents = toured.filter(({ inputs = [] }) => inputs.includes(job.name));
  return dependents.reduce((most, dependent) => {
    const { since } = wantedNow(dependent, instant, hoursOf(dependent, toured, instant));
    const needed = since === undefined ? 0 : (instant - periodStart(since)) / HOUR_MS;
    return Math.max(most, Math.floor(needed));
  }, own);
}

/**
 * Runs the saved queries whose tables have landed; if jobs are named, those that read their tables.
 *
 * @param written queries that are shown when they are written to a file
 * @param lake option to add to commands over the lake of the tour; `''` for none
 * @returns the queries
 */
async function runQueries(
  context: Context,
  options: TourOptions,
  {
    place,
    lake,
    written,
  }: {
    readonly place: LakePlace;
    readonly lake: string;
    readonly written: readonly (string | undefined)[];
  },
): Promise<readonly SavedQuery[]> {
  const catalog = await openLocalCatalog(context, options, place);
  const answerable = answerableQueries(await openQueries(context), await landedJobs(catalog));
  const { job: names } = options;
  const queries = answerable.filter(
    (query) =>
      !written.includes(query.name) &&
      (names === undefined || query.jobs.some((job) => names.includes(job))),
  );
  const engine = duckDbEngine(catalog);
  try {
    for (const query of queries) await showQuery(context, engine, { query, lake });
    await context.print('\n');
  } finally {
    await engine.close();
  }
  return queries;
}

async function landedJobs(catalog: LocalCatalog): Promise<Job[]> {
  const landed: Job[] = [];
  for (const job of jobs) {
    if ((await catalog.find(job.table.name)).files.length > 0) landed.push(job);
  }
  return landed;
}

async function showQuery(
  context: Context,
  engine: Engine,
  { query, lake }: { readonly query: SavedQuery; readonly lake: string },
): Promise<void> {
  const answer = await engine.query(query, { signal: context.signal });
  const { hasMore, ...result } = await firstRows(answer, COUNTED);
  if (result.rows.length === 0) {
    await context.print(`\n${query.name}: ${query.description}\nNo rows.\n`);
    return;
  }
  const limit = result.rows.length > FITTING ? SHOWN : result.rows.length;
  const rest = `${grouped(result.rows.length - limit)}${hasMore ? ' and' : ''} more`;
  const more =
    result.rows.length > limit ? `${rest}: npx hourlake query ${query.name}${lake}\n` : '';
  const table = drawTable(result, { ...context, limit });
  await context.print(`\n${query.name}: ${query.description}\n${table}\n${more}`);
}

/**
 * Lines of what to try next: those of the chosen jobs, or else commands that every lake answers.
 *
 * @param lake option to add to commands over the lake of the tour; `''` for none
 */
function whatNext(chosen: readonly Job[], shown: readonly SavedQuery[], lake: string): string {
  const own = chosen.flatMap(({ tour }) => tour?.next ?? []);
  if (own.length > 0) return own.map((line) => `  ${line}\n`).join('');
  const [query] = shown;
  const commands = [
    [`status${lake}`, 'which periods are there'],
    ...(query === undefined
      ? []
      : [[`query ${query.name} --format csv${lake}`, 'any saved query, for another program']]),
    [`backfill --from 2026-01-01 --to 2026-02-01${lake}`, 'a month of history'],
    [`verify${lake}`, 'every period again, compared by SHA-256'],
    ['generate --accounts 5', 'accounts without a lake'],
  ];
  const width = Math.max(...commands.map(([command = '']) => command.length));
  const lines = commands.map(
    ([command = '', what = '']) => `  npx hourlake ${command.padEnd(width)}   ${what}\n`,
  );
  return `${lines.join('')}Delete files of the last two days and run "npx hourlake ingest${lake}": the same bytes come back.\n`;
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w./@:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
