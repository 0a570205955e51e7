import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { gapsOf, hoursOfDays, type Inspection, inspectHours } from '../../lib/doctor/inspect.ts';
import { inventoryOf } from '../../lib/lake/inventory.ts';
import { type Hour, lastCompletePeriod } from '../../lib/model/period.ts';
import { escapeUnprintable, printableLines } from '../../lib/printable.ts';
import type { Context } from '../context.ts';
import { openLakeStore } from '../open/open-lake.ts';
import { chooseJobs, isOutOfSight } from '../options/choose-jobs.ts';
import {
  type JobOptions,
  jobOption,
  jsonOption,
  type LakeOptions,
  lakeOptions,
  nowOption,
  parseCountUpTo,
  withOptions,
} from '../options/options.ts';
import { foreignFiles } from '../report/foreign-files.ts';
import { type Cell, drawHourGrid, gridLegend } from '../terminal/hour-grid.ts';
import { toJson } from '../terminal/json.ts';
import { counted } from '../terminal/numbers.ts';

interface StatusOptions extends JobOptions, LakeOptions {
  readonly days: number;
  readonly json?: boolean;
  readonly now?: number;
}

/** What the status of one job says. */
interface JobStatus {
  readonly job: string;
  readonly lake: string;
  readonly landed: number;
  readonly first: Hour | undefined;
  readonly last: Hour | undefined;
  readonly gaps: ReturnType<typeof gapsOf>;
  readonly corrupt: readonly Extract<Inspection, { corrupt: string }>[];
  readonly unreadable: readonly Extract<Inspection, { unreadable: string }>[];
  readonly foreign: readonly string[];
}

/** Ten years. */
const MOST_DAYS = 3653;

/** Of a long list the first so many are named; `--json` names all. */
const NAMED = 10;

const EXAMPLES = `
Examples:
  $ hourlake status                  the last seven days of ./lake
  $ hourlake status --days 31
  $ hourlake status --json | jq .gaps`;

/** `hourlake status`: which hours are there, as a grid; gaps, corrupt and foreign files by name. */
export function statusCommand(context: Context): Command {
  const command = new Command('status')
    .description('show which hours are there, gaps, corrupt and foreign files')
    .addOption(
      new Option('--days <n>', 'days to draw and to look into')
        .default(7)
        .argParser(
          parseCountUpTo(MOST_DAYS, 'The gaps of the whole lake are named whatever the days.'),
        ),
    )
    .addOption(jobOption())
    .addOption(jsonOption('all of it'))
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: StatusOptions) => {
      const chosen = chooseJobs(jobs, options);
      const store = await openLakeStore(context, options);
      const lastWanted = lastCompletePeriod('hour', options.now ?? context.now());
      const keys: string[] = [];
      for await (const key of store.list('')) keys.push(key);
      for (const job of chosen) {
        const inventory = await inventoryOf(keys, job.prefix);
        if (isOutOfSight(job, inventory.landed, options)) continue;
        const drawn = hoursOfDays(lastWanted, options.days);
        const there = new Set(inventory.landed);
        const inspections = await inspectHours({
          store,
          prefix: job.prefix,
          hours: drawn.filter((hour) => there.has(hour)),
        });
        const status: JobStatus = {
          job: job.name,
          lake: store.name,
          landed: inventory.landed.length,
          first: inventory.landed[0],
          last: inventory.landed.at(-1),
          gaps: gapsOf(inventory.landed, lastWanted),
          corrupt: inspections.filter((inspection) => 'corrupt' in inspection),
          unreadable: inspections.filter((inspection) => 'unreadable' in inspection),
          foreign: foreignFiles(jobs, job, inventory, keys),
        };
        await context.print(
          options.json ? toJson(status) : printableLines(draw(status, inspections, drawn)),
        );
      }
    });
  return withOptions(command, lakeOptions());
}

function draw(
  status: JobStatus,
  inspections: readonly Inspection[],
  drawn: readonly Hour[],
): string {
  const { job, lake, landed, first, last, gaps, corrupt, unreadable, foreign } = status;
  if (first === undefined) {
    return [
      `${job} in ${lake}: no hour has landed. Run "hourlake ingest" to land the last two days.`,
      ...named('Foreign files, which nothing reads or changes', foreign),
      '',
    ].join('\n');
  }
  const cells = new Map(inspections.map((found) => [found.hour, cellOf(found)]));
  return [
    `${job} in ${lake}: ${counted(landed, 'hour')} landed, ${first} to ${last} (UTC)`,
    '',
    drawHourGrid(
      cells,
      drawn.filter((hour) => hour >= first),
    ),
    '',
    gridLegend,
    ...named(
      `Missing since the first hour, ${counted(
        gaps.reduce((sum, gap) => sum + gap.hours, 0),
        'hour',
      )}`,
      gaps.map((gap) =>
        gap.hours === 1 ? gap.from : `${gap.from} to ${gap.to} (${counted(gap.hours, 'hour')})`,
      ),
    ),
    ...named(
      'Corrupt: "hourlake doctor" says what to do',
      corrupt.map(({ key }) => key),
    ),
    ...named(
      'Unreadable, which says nothing of the files',
      unreadable.map(({ key, unreadable: reason }) => `${key}: ${reason}`),
    ),
    ...named('Foreign files, which nothing reads or changes', foreign),
    '',
  ].join('\n');
}

function cellOf(found: Inspection): Cell {
  if ('rows' in found) return found.rows;
  return 'corrupt' in found ? 'corrupt' : 'unreadable';
}

function named(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const rest = names.length - NAMED;
  return [
    '',
    `${title}:`,
    ...names.slice(0, NAMED).map((name) => `  ${escapeUnprintable(name)}`),
    ...(rest > 0 ? [`  and ${rest} more: see --json`] : []),
  ];
}
