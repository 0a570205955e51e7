import { Command } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { readSavedQueries } from '../../lib/engines/saved-query.ts';
import { InputError } from '../../lib/errors.ts';
import { parseLakeUrl } from '../../lib/lake/lake-url.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Context } from '../context.ts';
import { type LandOptions, landJobs } from '../land-jobs.ts';
import { duckDbOverLake } from '../open/open-engine.ts';
import { openLakeStore } from '../open/open-lake.ts';
import { chosenJobs, withInputs } from '../options/choose-jobs.ts';
import { jobOptions, lakeOptions, nowOption, withOptions } from '../options/options.ts';
import { drawTable } from '../terminal/result-table.ts';
import { wantedNow } from './ingest.ts';

interface TourOptions extends LandOptions {
  readonly now?: number;
}

const HOURS = 24;

/** A result with more rows than fit well is cut to its first ones. */
const FITTING = 20;
const SHOWN = 12;

const EXAMPLES = `
Examples:
  $ hourlake tour                      what "npm start" runs
  $ hourlake tour --lake other-lake`;

const NEXT = `What to try next:
  npx hourlake status                                       which hours are there
  npx hourlake query top-cities --format csv                any saved query, for another program
  npx hourlake backfill --from 2026-01-01 --to 2026-02-01   a month of history
  npx hourlake verify                                       every hour again, compared by SHA-256
  npx hourlake generate --accounts 5                        accounts without a lake
Delete files of the last two days and run "npx hourlake ingest": the same bytes come back.
`;

/** `hourlake tour`: what `npm start` shows. */
export function tourCommand(context: Context): Command {
  const command = new Command('tour')
    .description('land the last 24 hours, run every saved query, and say what to try next')
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: TourOptions) => {
      checkFolder(options.lake);
      const instant = options.now ?? context.now();
      const toured = withInputs(chosenJobs(options));
      const wantedOf = (job: Job) => wantedNow(job, instant, job.tour?.hours ?? HOURS);
      await landJobs(context, options, { jobs: toured, wantedOf });
      if (context.signal.aborted) return;
      await runEveryQuery(context, options);
      await context.print(NEXT);
    });
  return withOptions(command, [...jobOptions(), ...lakeOptions()]);
}

/** @throws InputError when the lake is in a bucket: a stroll should cost nothing. */
function checkFolder(lake: string): void {
  if (parseLakeUrl(lake).kind === 'folder') return;
  throw new InputError({
    expected: 'a lake in a folder for the tour, such as ./lake',
    got: lake,
    advice: 'Use "hourlake ingest" and "hourlake query" with a lake in a bucket.',
  });
}

async function runEveryQuery(context: Context, options: TourOptions): Promise<void> {
  const store = await openLakeStore(context, options);
  const engine = await duckDbOverLake(context, store, options, jobs);
  try {
    for (const query of await readSavedQueries(context.queries)) {
      const result = await engine.run(query, { signal: context.signal });
      const limit = result.rows.length > FITTING ? SHOWN : result.rows.length;
      const table = drawTable(result, { ...context, limit });
      const rest = result.rows.length - limit;
      const more = rest > 0 ? `${rest} more: npx hourlake query ${query.name}\n` : '';
      await context.print(`\n${query.name}: ${query.description}\n${table}\n${more}`);
    }
    await context.print('\n');
  } finally {
    await engine.close();
  }
}
