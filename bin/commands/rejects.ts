import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { InputError } from '../../lib/errors.ts';
import { type RejectedRow, rejectedRows } from '../../lib/land/rejected-rows.ts';
import { checkJobs, type Job } from '../../lib/model/job.ts';
import type { CapturedFile } from '../../lib/model/period.ts';
import type { Context } from '../context.ts';
import { openLakeStore } from '../open/open-lake-store.ts';
import { fileOption } from '../options/file-option.ts';
import { type LakeOptions, lakeOptions } from '../options/lake-options.ts';
import { jsonOption } from '../options/output-options.ts';
import { named, parseCount } from '../options/parse-text.ts';
import { withOptions } from '../options/with-options.ts';
import { toJson } from '../terminal/json.ts';
import { counted } from '../terminal/numbers.ts';
import { drawTable } from '../terminal/result-table.ts';

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
      const counts = new Map<string, RuleCount>();
      const shown: RejectedRow[] = [];
      for (const job of jobsOf(options)) {
        for await (const row of rejectedRows({ store, job, file: options.file })) {
          count(counts, row);
          if (options.show && shown.length < options.limit) shown.push(row);
        }
      }
      const rules = [...counts.values()];
      if (options.json) {
        await context.print(
          toJson({ lake: store.name, rules, ...(options.show ? { rows: shown } : {}) }),
        );
        return;
      }
      await context.print(
        `${asText(rules, store.name, context)}${options.show ? rowsText(shown, rules, context) : ''}`,
      );
    });
  return withOptions(command, lakeOptions());
}

/** How many rows of a capture broke a rule first. */
interface RuleCount {
  readonly job: string;
  readonly file: string;
  readonly capture: string;
  readonly rule: string;
  readonly field: string | null;
  rows: number;
}

function count(
  counts: Map<string, RuleCount>,
  { job, file, capture, rule, field }: RejectedRow,
): void {
  const key = [job, file, rule, field].join('\0');
  const known = counts.get(key);
  if (known === undefined) counts.set(key, { job, file, capture, rule, field, rows: 1 });
  else known.rows += 1;
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

function asText(rules: readonly RuleCount[], lake: string, context: Context): string {
  if (rules.length === 0) return `No rejects in ${lake}.\n`;
  const total = rules.reduce((sum, { rows }) => sum + rows, 0);
  const columns = ['job', 'file', 'name', 'rule', 'column', 'rows'];
  const rows = rules.map(({ job, file, capture, rule, field, rows: count }) => [
    job,
    file,
    capture,
    rule,
    field,
    count,
  ]);
  return `${counted(total, 'row')} in ${lake} did not fit.\n${drawTable({ columns, rows }, context)}\n`;
}

function rowsText(
  shown: readonly RejectedRow[],
  rules: readonly RuleCount[],
  context: Context,
): string {
  const columns = ['name', 'row', 'rule', 'column', 'as it came'];
  const rows = shown.map(({ capture, position, rule, field, row }) => [
    capture,
    position,
    rule,
    field,
    row,
  ]);
  const left = rules.reduce((sum, { rows: all }) => sum + all, 0) - shown.length;
  const more = left > 0 ? `${counted(left, 'more row')}: pass --limit to print them.\n` : '';
  return `${drawTable({ columns, rows }, context)}\n${more}`;
}
