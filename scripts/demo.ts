import { parseArgs } from 'node:util';
import { parseCountUpTo } from '../bin/options/parse-text.ts';
import { parseDay } from '../bin/options/time-options.ts';
import { addPeriods, type Day, lastCompletePeriod } from '../lib/model/period.ts';
import { HourlakeCommands } from './demo/hourlake-commands.ts';

/** A lake with rows of all six systems. */
export interface Demo {
  /** Folder of the lake; `entrada/`, its inbox, is in it. */
  readonly lake: string;
  /** The newest day in the lake, which is over. */
  readonly day: Day;
  /** How many days it has. */
  readonly days: number;
  /** Environment of the commands, added to that of this process. Default: none. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Five weeks, so that four of them are complete on every day of the week. */
const DAYS = 35;

const MOST_DAYS = 366;

/** Ten weeks of downloads, so that at least one of its months is complete, whatever day it is. */
const DAYS_OF_DOWNLOADS = 70;

/** An API tells only what it says now, so each day takes a run of its own. */
const DAYS_OF_API = 4;

const HOURLY = ['fake-accounts', 'bronze-fake-accounts', 'mock'];
const COOPERATIVE = ['associado', 'conta', 'cartao', 'movimento'];
const PODCASTS = ['podcasts', 'data-hackers-episodes'];

/**
 * Fills a lake by the commands that a person would type, and prints each of them. What has landed stays as it
 * is: a demo that was stopped goes on when it is run again.
 *
 * @throws Error when a command fails.
 */
export async function fillDemo({ lake, day, days, variables }: Demo): Promise<void> {
  const hourlake = new HourlakeCommands(lake, variables);
  const range = { from: addPeriods(day, 1 - days), to: addPeriods(day, 1) };
  await hourlake.backfill([...HOURLY, ...COOPERATIVE], range);
  await hourlake.run([
    'generate',
    '--job',
    'vendas',
    '--set',
    'vendas.faults=0.01',
    '--out',
    `${lake}/entrada/vendas`,
  ]);
  await hourlake.run(['inbox', '--job', 'vendas']);
  for (let ago = DAYS_OF_API - 1; ago >= 0; ago -= 1) {
    const shown = addPeriods(day, -ago);
    await hourlake.withStandIn('podcasts', shown, (asked) => asked.ingest(PODCASTS));
  }
  await hourlake.withStandIn('pypi-downloads', day, (asked) =>
    asked.backfill(['pypi-downloads'], {
      ...range,
      from: addPeriods(day, 1 - Math.max(days, DAYS_OF_DOWNLOADS)),
    }),
  );
}

/** @throws InputError when the words are not those of a demo. */
function demoOf(words: readonly string[]): Demo {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { day: { type: 'string' }, days: { type: 'string', default: String(DAYS) } },
  });
  return {
    lake: positionals[0] ?? './demo',
    day: values.day === undefined ? lastCompletePeriod('day', Date.now()) : parseDay(values.day),
    days: parseCountUpTo(MOST_DAYS, `Pass, for example, --days ${DAYS}.`)(values.days),
  };
}

if (process.argv[1] === import.meta.filename) {
  try {
    await fillDemo(demoOf(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
