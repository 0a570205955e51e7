import { Command, Option } from 'commander';
import type { Examination, JobExamination } from '../../lib/doctor/examine.ts';
import { lastDue } from '../../lib/doctor/gaps.ts';
import type { Look } from '../../lib/doctor/look.ts';
import {
  HOUR_MS,
  isTimed,
  type Period,
  periodAt,
  periodEnd,
  periodStart,
  periodsBetween,
  type TimedPeriod,
} from '../../lib/model/period.ts';
import { printableLines } from '../../lib/printable.ts';
import type { Context } from '../context.ts';
import { type Examined, examineLake, listLake } from '../open/open-examination.ts';
import { openLake } from '../open/open-lake.ts';
import type { JobOptions } from '../options/choose-jobs.ts';
import { jobOptions } from '../options/job-options.ts';
import { type LakeOptions, lakeOptions } from '../options/lake-options.ts';
import { jsonOption } from '../options/output-options.ts';
import { parseCountUpTo } from '../options/parse-text.ts';
import { type InstantOptions, nowOption } from '../options/time-options.ts';
import { withOptions } from '../options/with-options.ts';
import { filesOfLake, type JobStatus, statusOfJob } from '../report/status-report.ts';
import { toJson } from '../terminal/json.ts';

interface StatusOptions extends JobOptions, LakeOptions, InstantOptions {
  readonly days: number;
  readonly json?: boolean;
}

/** Ten years. */
const MOST_DAYS = 3653;

const EXAMPLES = `
Examples:
  $ hourlake status                  the last seven days of ./lake
  $ hourlake status --days 31
  $ hourlake status --json | jq '.jobs[].gaps'`;

/** `hourlake status`: which periods are there, as a grid; gaps, corrupt and foreign files by name. */
export function statusCommand(context: Context): Command {
  const command = new Command('status')
    .description('show which periods are there, gaps, corrupt and foreign files')
    .addOption(
      new Option('--days <n>', 'days to draw and to look into')
        .default(7)
        .argParser(
          parseCountUpTo(MOST_DAYS, 'The gaps of the whole lake are named whatever the days.'),
        ),
    )
    .addOption(jsonOption('all of it'))
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: StatusOptions) => {
      const instant = options.now ?? context.now();
      const open = await openLake(context, options);
      const listed = await listLake(open, options, { catalogOf: () => undefined, jobs: [] });
      const whole = await examineLake(context, listed, options, { depth: 'listing' });
      const drawn = await lookInto(context, listed, options, instant);
      const lake = open.store.name;
      const shown = whole.jobs.map((examined) => {
        const looks = drawn.jobs.find(({ job }) => job === examined.job)?.looks ?? [];
        const periods = periodsToDraw(examined, instant, options.days);
        return { status: statusOf(lake, examined, looks), looks, periods };
      });
      const files = filesOfLake(whole.findings);
      if (options.json) {
        const jobs = shown.map(({ status }) => status);
        await context.print(toJson({ lake, jobs, ...files.json }));
        return;
      }
      for (const { status, looks, periods } of shown) {
        await context.print(printableLines(statusOfJob(status, looks, periods)));
      }
      if (whole.findings.length > 0) await context.print(printableLines(files.text));
    });
  return withOptions(command, [...jobOptions(), ...lakeOptions()]);
}

/** Reads the footers of the days that are drawn. */
async function lookInto(
  context: Context,
  listed: Examined,
  options: StatusOptions,
  instant: number,
): Promise<Examination> {
  const from = periodAt('hour', firstInstant(instant, options.days));
  return examineLake(
    context,
    listed,
    { ...options, from },
    { depth: 'footers', concurrency: 8, showsProgress: false },
  );
}

function statusOf(
  lake: string,
  { job, opened, findings, landed, waiting, expired, toRemove }: JobExamination,
  looks: readonly Look[],
): JobStatus {
  const wrong = looks.flatMap(({ finding }) => finding ?? []);
  return {
    job: job.name,
    grain: job.grain,
    lake,
    since: opened?.declaration?.since,
    landed: landed.length,
    first: landed[0],
    last: landed.at(-1),
    gaps: findings.filter((finding) => finding.kind === 'gap'),
    lost: findings.filter((finding) => finding.kind === 'lost'),
    waiting,
    keepDays: opened?.keepDays,
    expired: expired.length,
    toRemove: toRemove.length,
    corrupt: wrong.filter((finding) => finding.kind === 'corrupt'),
    different: wrong.filter((finding) => finding.kind === 'different'),
    earlier: wrong.filter((finding) => finding.kind === 'earlier'),
    unreadable: wrong.filter((finding) => finding.kind === 'unreadable'),
    foreign: findings.flatMap((finding) => (finding.kind === 'foreign' ? [finding.key] : [])),
    declaration: findings.find(
      (finding) => finding.kind === 'undeclared' || finding.kind === 'unusable',
    ),
  };
}

/**
 * The periods of the last days that the job may have, oldest first. A first day that the lake has only in part
 * is never due, and left out.
 */
function periodsToDraw(
  { job, opened, landed, waiting, findings }: JobExamination,
  instant: number,
  days: number,
): TimedPeriod[] {
  const last = lastDue(job, instant);
  if (job.grain === 'file' || last === undefined) return [];
  const [begin] = [opened?.declaration?.since, landed[0]]
    .filter((period) => period !== undefined)
    .filter(isTimed)
    .sort();
  const there = new Set<Period>([...landed, ...waiting.map(({ period }) => period)]);
  const gaps = findings.filter((finding) => finding.kind === 'gap');
  return periodsBetween(job.grain, firstInstant(instant, days), periodEnd(last)).filter(
    (period) =>
      begin !== undefined &&
      period >= begin &&
      (there.has(period) || gaps.some(({ from, to }) => from <= period && period <= to)),
  );
}

/** Midnight (UTC) at which the days begin whose last one is the day of the last complete hour. */
function firstInstant(instant: number, days: number): number {
  const today = periodStart(periodAt('day', instant - HOUR_MS));
  return Math.max(0, today - (days - 1) * 24 * HOUR_MS);
}
