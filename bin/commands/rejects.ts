import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { InputError } from '../../lib/errors.ts';
import { countRejects } from '../../lib/land/count-rejects.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import type { Job } from '../../lib/model/job.ts';
import type { CapturedFile } from '../../lib/model/period.ts';
import type { Context } from '../context.ts';
import { openLakeStore } from '../open/open-lake-store.ts';
import { fileOption } from '../options/file-option.ts';
import { type LakeOptions, lakeOptions } from '../options/lake-options.ts';
import { jsonOption } from '../options/output-options.ts';
import { named, parseCount } from '../options/parse-text.ts';
import { withOptions } from '../options/with-options.ts';
import { rejectedRowsAsText, rejectsAsText } from '../report/rejects-report.ts';
import { toJson } from '../terminal/json.ts';

interface RejectsOptions extends LakeOptions {
  readonly job?: string;
  readonly file?: CapturedFile;
  readonly show?: boolean;
  readonly limit: number;
  readonly json?: boolean;
}

const LIMIT = 100;

const EXAMPLES = `
Examples:
  $ hourlake rejects                     of all jobs: which rule, which column, how many rows
  $ hourlake rejects --job vendas --show  the rows themselves, as they came

Rows as they came may be personal data. They are printed with --show only.`;

/** `hourlake rejects`: what did not fit, by rule. */
export function rejectsCommand(context: Context): Command {
  const command = new Command('rejects')
    .description('list the captured rows that did not fit their contract, by rule')
    .addOption(
      new Option('--job <name>', 'only of this job (default: all that have rejects)').argParser(
        (text) => named('a job, such as vendas', text),
      ),
    )
    .addOption(fileOption('only of this captured file'))
    .addOption(new Option('--show', 'print the rows themselves, with their values'))
    .addOption(
      new Option('--limit <n>', 'rows to print with --show').default(LIMIT).argParser(parseCount),
    )
    .addOption(jsonOption('all of it'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: RejectsOptions) => {
      const store = await openLakeStore(context, options);
      const { file, show = false, limit } = options;
      const found = await countRejects(store, jobsOf(options), { file, most: show ? limit : 0 });
      if (options.json) {
        const { rules, shown } = found;
        await context.print(toJson({ lake: store.name, rules, ...(show ? { rows: shown } : {}) }));
        return;
      }
      const rows = rejectedRowsAsText(found, context);
      await context.print(`${rejectsAsText(found, store.name, context)}${rows}`);
    });
  return withOptions(command, lakeOptions());
}

/** @throws InputError when the job has no rejects. */
function jobsOf({ job: name }: RejectsOptions): readonly Job[] {
  checkJobs(jobs);
  const all = jobs.filter(({ layer }) => layer === 'rejects');
  if (name === undefined) return all;
  const found = all.filter((job) => job.name === name || job.inputs?.includes(name));
  if (found.length > 0) return found;
  throw new InputError({
    expected: 'a job that captures rows',
    got: JSON.stringify(name),
    advice: `The jobs that do are ${all.flatMap(({ inputs = [] }) => inputs).join(', ')}.`,
  });
}
