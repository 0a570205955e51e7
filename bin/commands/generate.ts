import { Command, Option } from 'commander';
import { rows } from '../../lib/columns/rows.ts';
import { InputError } from '../../lib/errors.ts';
import { accountsSettings, type CpfKind } from '../../lib/generate/accounts/accounts-settings.ts';
import { accountBatches, DEFAULT_HOUR } from '../../lib/generate/accounts/generate-accounts.ts';
import type { Batch } from '../../lib/model/batch.ts';
import type { Hour } from '../../lib/model/period.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';
import { type Account, accounts } from '../../lib/tables/accounts.ts';
import type { Context } from '../context.ts';
import { generateInputs, type InputOptions, settingsOfInputs } from '../generate-inputs.ts';
import { cpfOption, seedOption } from '../options/account-options.ts';
import { type CsvOptions, csvOptions, csvStyleOf } from '../options/csv-options.ts';
import { formatOption } from '../options/output-options.ts';
import { named, parseCount } from '../options/parse-text.ts';
import { parseHourOrDay } from '../options/time-options.ts';
import { withOptions } from '../options/with-options.ts';
import { intoNewFile } from '../report/new-file.ts';
import { type CsvStyle, toCsv } from '../terminal/csv.ts';
import { drawTable } from '../terminal/result-table.ts';

type Format = 'table' | 'csv' | 'json' | 'parquet';

interface GenerateOptions extends CsvOptions, InputOptions {
  readonly accounts: number;
  readonly format: Format;
  readonly seed: string;
  readonly cpf: CpfKind;
  readonly hour: Hour;
}

/** The columns of a table, at every width; the other formats have all columns. */
const SHOWN = ['nome', 'cpf', 'telefone', 'cidade', 'uf', 'emprego'] as const;

const EXAMPLES = `
Examples:
  $ hourlake generate                                           ten accounts, to look at
  $ hourlake generate --accounts 50 --format json | jq '.[0]'
  $ hourlake generate --accounts 100000 --format parquet --out accounts.parquet
  $ hourlake generate --format csv --csv-separator ';' --csv-bom --out excel.csv
  $ hourlake generate --job vendas --out lake/entrada/vendas    workbooks for the inbox of a job
  $ hourlake generate --job vendas --out . --set vendas.rows=20000 --set vendas.faults=0.01

The same arguments give the same bytes. A table shows some columns, the other formats show all.
On a narrow terminal each account is a block of lines.`;

/** Options that decide the accounts: they do not go with `--job`. */
const OF_ACCOUNTS = ['accounts', 'format', 'seed', 'cpf', 'hour', 'csvSeparator', 'csvBom'];

/** `hourlake generate`: accounts without a lake, or files for the inbox of a job. */
export function generateCommand(context: Context): Command {
  const command = new Command('generate')
    .description('make some accounts without a lake, or files for the inbox of a job')
    .addOption(new Option('--accounts <n>', 'how many').default(10).argParser(parseCount))
    .addOption(formatOption(['table', 'csv', 'json', 'parquet']))
    .addOption(seedOption().default(accountsSettings.seed.default))
    .addOption(cpfOption().default(accountsSettings.cpf.default))
    .addOption(
      new Option('--hour <hour>', 'the hour in which they sign up, or a day: its first hour')
        .default(DEFAULT_HOUR)
        .argParser(parseHourOrDay),
    )
    .addOption(
      new Option('--out <path>', 'write to a new file; with --job, into this folder').argParser(
        (text) => named('a file or a folder', text),
      ),
    )
    .addOption(
      new Option('--job <name>', 'files that this job captures, in place of accounts').conflicts(
        OF_ACCOUNTS,
      ),
    )
    .addOption(
      new Option('--set <job.setting=value>', 'a setting of these files; repeatable').argParser(
        (text, before: readonly string[] = []) => [...before, text],
      ),
    )
    .addOption(new Option('--replace', 'with --job, replace files of the same names'))
    .addHelpText('after', () => `${EXAMPLES}\n\n${settingsOfInputs()}`)
    .action(async (options: GenerateOptions) => {
      const { job, accounts: count, format, seed, cpf, hour, out } = options;
      if (job !== undefined) return generateInputs(context, job, options);
      refuseInputOptions(options);
      if (format === 'parquet' && out === undefined && context.printsToTerminal) {
        throw new InputError({
          expected: '--out with --format parquet',
          got: 'a terminal',
          advice: 'Pass --out accounts.parquet, or send the output into a pipe.',
        });
      }
      const csv = csvStyleOf(options, format);
      const batches = accountBatches(count, { seed, hour, cpf });
      if (out === undefined) {
        // When the reader closes the pipe, as `| head` does, nothing more is made.
        const reading = untilAborted(batches, context.outputClosed);
        await writeAccounts(reading, { format, csv, context }, context.print);
      } else {
        await intoNewFile(context.resolvePath(out), out, (write) =>
          writeAccounts(batches, { format, csv, context }, write),
        );
      }
    });
  return withOptions(command, csvOptions());
}

/** @throws InputError when an option is given that only goes with `--job`. */
function refuseInputOptions({ set, replace }: GenerateOptions): void {
  const given = set !== undefined ? '--set' : replace === true ? '--replace' : undefined;
  if (given === undefined) return;
  throw new InputError({
    expected: `--job with ${given}`,
    got: 'no --job',
    advice:
      'Add --job vendas, or leave it out: accounts have the options --seed, --cpf and --hour.',
  });
}

/** The batches for as long as a signal is not aborted. */
function* untilAborted(batches: Iterable<Batch>, signal: AbortSignal): Generator<Batch> {
  for (const batch of batches) {
    if (signal.aborted) return;
    yield batch;
  }
}

async function writeAccounts(
  batches: Iterable<Batch>,
  { format, csv, context }: { format: Format; csv: CsvStyle; context: Context },
  write: Context['print'],
): Promise<void> {
  if (format === 'parquet') {
    await encodeParquet(accounts, batches, async (bytes) => {
      context.signal.throwIfAborted();
      await write(bytes);
    });
    return;
  }
  if (format === 'json') await write('[\n');
  let written = 0;
  for (const batch of batches) {
    context.signal.throwIfAborted();
    const people = [...rows(accounts, batch)];
    const first = written === 0;
    if (format === 'table') await write(`${first ? '' : '\n'}${tableOf(people, context)}\n`);
    if (format === 'csv') await write(csvOf(people, { ...csv, header: first }));
    if (format === 'json') await write(jsonOf(people, first));
    written += people.length;
  }
  if (format === 'json') await write('\n]\n');
}

function tableOf(people: readonly Account[], context: Context): string {
  const shown = people.map((person) => SHOWN.map((column) => person[column]));
  return drawTable({ columns: SHOWN, rows: shown }, context);
}

function csvOf(people: readonly Account[], style: CsvStyle & { header: boolean }): string {
  const columns = accounts.columns.map(({ name }) => name);
  return toCsv(
    columns,
    people.map((person) => columns.map((column) => person[column])),
    style,
  );
}

function jsonOf(people: readonly Account[], first: boolean): string {
  const written = people.map((person) => JSON.stringify(person)).join(',\n');
  return first ? written : `,\n${written}`;
}
