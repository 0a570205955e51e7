import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { InputError } from '../../lib/errors.ts';
import { capturedFile } from '../../lib/lake/capture-record.ts';
import { hasInbox } from '../../lib/lake/raw-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { type Forgotten, forget } from '../../lib/land/forget.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import { findJob, type Job } from '../../lib/model/job.ts';
import { type CapturedFile, periodAt } from '../../lib/model/period.ts';
import { printableLines } from '../../lib/printable.ts';
import type { Context } from '../context.ts';
import { openInboxPlace } from '../open/open-inbox.ts';
import { openLakeStore } from '../open/open-lake-store.ts';
import { fileOption } from '../options/file-option.ts';
import { type LakeOptions, lakeOptions } from '../options/lake-options.ts';
import { jsonOption } from '../options/output-options.ts';
import { named } from '../options/parse-text.ts';
import { type InstantOptions, nowOption } from '../options/time-options.ts';
import { withOptions } from '../options/with-options.ts';
import { toJson } from '../terminal/json.ts';
import { counted } from '../terminal/numbers.ts';

interface ForgetOptions extends LakeOptions, InstantOptions {
  readonly job: string;
  readonly file: CapturedFile;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ hourlake forget --job vendas --file 3f9a0c51d2e7
  $ hourlake forget --job vendas --file "$(sha256sum base_2019.xlsx | cut -d' ' -f1)"

Removes the raw file, its rows, its rejects, the record of its capture, and copies of it in the inbox, for
good: in a bucket with all their versions, for which the role of the hourly job has no permission. What
stays is a note that a file with these digits was forgotten, and when. A file with the same bytes is
refused from then on. Rows in databases stay: see docs/personal-data.md. Run it while no other run is under way.`;

/** `hourlake forget`: takes one captured file out of every layer of a lake. */
export function forgetCommand(context: Context): Command {
  const command = new Command('forget')
    .description('take a captured file out of every layer of a lake, for good')
    .addOption(
      new Option('--job <name>', 'the job that captured it')
        .makeOptionMandatory()
        .argParser((text) => named('a job, such as vendas', text)),
    )
    .addOption(
      fileOption('its SHA-256, or at least the first 12 digits of it').makeOptionMandatory(),
    )
    .addOption(jsonOption('what was removed'))
    .addOption(nowOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: ForgetOptions) => {
      checkJobs(jobs);
      const job = findJob(jobs, options.job);
      if (!hasInbox(job)) throw notCaptured(job);
      const store = await openLakeStore(context, options);
      const { file } = options;
      const today = periodAt('day', options.now ?? context.now());
      const forgotten = await forget({ store, job, jobs, file, today });
      const dropped = await removeDropped(context, options, job);
      const done = { job, file, lake: store.name, dropped, ...forgotten };
      await context.print(options.json ? asJson(done) : printableLines(asText(done)));
    });
  return withOptions(command, lakeOptions());
}

/** Removes files with the same bytes from the inbox, and returns their names. */
async function removeDropped(
  context: Context,
  options: ForgetOptions,
  job: Job,
): Promise<string[]> {
  const place = await openInboxPlace(context, options, job);
  const removed: string[] = [];
  for (const file of await place.list()) {
    const bytes = await place.read(file);
    const digest = bytes === undefined ? '' : sha256(bytes);
    if (digest === '' || capturedFile(digest) !== options.file) continue;
    if ((await place.remove(file, digest)) === 'removed') removed.push(file.name);
  }
  return removed;
}

interface Done extends Forgotten {
  readonly job: Job;
  readonly file: CapturedFile;
  readonly lake: string;
  /** Names of files that were removed from the inbox. */
  readonly dropped: readonly string[];
}

function asText({ job, file, lake, removed, dropped, record }: Done): string {
  const lines = [
    `${job.name} in ${lake}: ${file} is forgotten. ${counted(removed.length, 'object')} removed, and ${counted(dropped.length, 'file')} in the inbox.`,
    ...removed.map((key) => `  ${key}`),
    `Written down in ${record}.`,
    `Rows that were delivered to a database are still there: those whose arquivo_sha256 begins with ${file}.`,
  ];
  return `${lines.join('\n')}\n`;
}

function asJson({ job, ...done }: Done): string {
  return toJson({ job: job.name, ...done });
}

function notCaptured({ name }: Job): InputError {
  return new InputError({
    expected: 'a job that captures files',
    got: name,
    advice: `The jobs that do are ${jobs
      .filter(hasInbox)
      .map((job) => job.name)
      .join(', ')}.`,
  });
}
