import { Command } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import { settingsOfJob, sourceKindOf } from '../../lib/land/open-job.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Context } from '../context.ts';
import { missingNeeds } from '../open/missing-needs.ts';
import { type JobOptions, jobsToLand } from '../options/choose-jobs.ts';
import { jobOptions } from '../options/job-options.ts';
import { jsonOption } from '../options/output-options.ts';
import { withOptions } from '../options/with-options.ts';
import { toJson } from '../terminal/json.ts';
import { drawTable } from '../terminal/result-table.ts';

interface JobsOptions extends JobOptions {
  readonly json?: boolean;
}

/** A job as it is shown. */
interface ShownJob {
  readonly name: string;
  readonly table: string;
  readonly layer: string;
  readonly grain: string;
  readonly on: boolean;
  readonly inputs: readonly string[];
  /** What it needs and this machine lacks: packages and secrets. */
  readonly missing: readonly string[];
  readonly settings: readonly ShownSetting[];
}

interface ShownSetting {
  readonly name: string;
  readonly value: string | number | boolean;
  readonly allowed: string;
  readonly description: string;
}

const EXAMPLES = `
Examples:
  $ hourlake jobs                                     all jobs, and the settings of their sources
  $ HOURLAKE_JOBS="fake-accounts" hourlake ingest     another choice of jobs
  $ hourlake ingest --set fake-accounts.growth=0.1 --lake new-lake
  $ hourlake jobs --json | jq '.[].missing'`;

/** `hourlake jobs`: shows the jobs, whether they are on, what they need, and their settings. */
export function jobsCommand(context: Context): Command {
  const command = new Command('jobs')
    .description('show the jobs, whether they are on, what they lack here, and their settings')
    .addOption(jsonOption('all of it'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: JobsOptions) => {
      checkJobs(jobs);
      const on = jobsToLand(options);
      const shown: ShownJob[] = [];
      for (const job of jobs) shown.push(await shownJob(context, job, on.includes(job)));
      await context.print(options.json ? toJson(shown, { indent: 2 }) : asText(shown, context));
    });
  return withOptions(command, jobOptions());
}

async function shownJob(context: Context, job: Job, on: boolean): Promise<ShownJob> {
  const kind = sourceKindOf(job, sourceKinds);
  const values = settingsOfJob(job, kind);
  return {
    name: job.name,
    table: job.table.name,
    layer: job.layer,
    grain: job.grain,
    on,
    inputs: job.inputs ?? [],
    missing: await missingNeeds(context, job, kind),
    settings: Object.entries(kind.settings).map(([name, setting]) => ({
      name: `${job.name}.${name}`,
      value: values[name] ?? setting.default,
      allowed: setting.expected,
      description: setting.description,
    })),
  };
}

function asText(shown: readonly ShownJob[], context: Context): string {
  const rows = shown.map(({ name, layer, grain, on, inputs, missing }) => [
    name,
    layer,
    grain,
    on ? 'on' : 'off',
    inputs.join(', ') || null,
    missing.join('; ') || null,
  ]);
  const columns = ['job', 'layer', 'grain', 'runs', 'inputs', 'missing here'];
  const settings = shown.flatMap((job) =>
    job.settings.map(({ name, value, description }) => [name, String(value), description]),
  );
  return [
    drawTable({ columns, rows }, context),
    '',
    'Settings, for new lakes (--set job.setting=value):',
    drawTable({ columns: ['setting', 'value', 'what it does'], rows: settings }, context),
    '',
  ].join('\n');
}
