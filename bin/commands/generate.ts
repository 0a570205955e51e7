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
import {
  cpfOption,
  formatOption,
  parseCount,
  parseHourOrDay,
  seedOption,
} from '../options/options.ts';
import { intoNewFile } from '../report/new-file.ts';
import { toCsv } from '../terminal/csv.ts';
import { drawTable } from '../terminal/result-table.ts';

type Format = 'table' | 'csv' | 'json' | 'parquet';

interface GenerateOptions {
  readonly accounts: number;
  readonly format: Format;
  readonly seed: string;
  readonly cpf: CpfKind;
  readonly hour: Hour;
  readonly out?: string;
}

/** What a person reads at a glance; the other formats have every column. */
const SHOWN = ['nome', 'cpf', 'telefone', 'cidade', 'uf', 'emprego'] as const;

/** What fits a terminal of 80 columns. */
const SHOWN_NARROW = ['nome', 'cpf', 'cidade', 'uf'] as const;

/** Columns of a terminal that has room for all of it. */
const WIDE = 120;

const EXAMPLES = `
Examples:
  $ hourlake generate                                           ten accounts, to look at
  $ hourlake generate --accounts 50 --format json | jq '.[0]'
  $ hourlake generate --accounts 100000 --format parquet --out accounts.parquet

The same arguments give the same accounts. A table shows some columns, the other formats show all.`;

/** `hourlake generate`: accounts without a lake. */
export function generateCommand(context: Context): Command {
  return new Command('generate')
    .description('make some accounts without a lake')
    .addOption(new Option('--accounts <n>', 'how many').default(10).argParser(parseCount))
    .addOption(formatOption(['table', 'csv', 'json', 'parquet']))
    .addOption(seedOption().default(accountsSettings.seed.default))
    .addOption(cpfOption().default(accountsSettings.cpf.default))
    .addOption(
      new Option('--hour <hour>', 'the hour in which they sign up, or a day: its first hour')
        .default(DEFAULT_HOUR)
        .argParser(parseHourOrDay),
    )
    .addOption(new Option('--out <file>', 'write to a new file, not to the terminal or pipe'))
    .addHelpText('after', EXAMPLES)
    .action(async ({ accounts: count, format, seed, cpf, hour, out }: GenerateOptions) => {
      if (format === 'parquet' && out === undefined && context.printsToTerminal) {
        throw new InputError({
          expected: '--out with --format parquet',
          got: 'a terminal',
          advice: 'Pass --out accounts.parquet, or send the output into a pipe.',
        });
      }
      const batches = accountBatches(count, { seed, hour, cpf });
      const write = (to: Context['print']) => writeAccounts(batches, format, context, to);
      if (out === undefined) await write(context.print);
      else await intoNewFile(context.resolvePath(out), out, write);
    });
}

async function writeAccounts(
  batches: Iterable<Batch>,
  format: Format,
  context: Context,
  write: Context['print'],
): Promise<void> {
  if (format === 'parquet') {
    const { bytes } = await encodeParquet(accounts, batches);
    await write(bytes);
    return;
  }
  if (format === 'json') await write('[\n');
  let written = 0;
  for (const batch of batches) {
    context.signal.throwIfAborted();
    const people = [...rows(accounts, batch)];
    if (format === 'table') await write(`${tableOf(people, context)}\n`);
    if (format === 'csv') await write(csvOf(people, written === 0));
    if (format === 'json') await write(jsonOf(people, written === 0));
    written += people.length;
  }
  if (format === 'json') await write('\n]\n');
}

function tableOf(people: readonly Account[], context: Context): string {
  const columns = context.width < WIDE ? SHOWN_NARROW : SHOWN;
  const shown = people.map((person) => columns.map((column) => person[column]));
  return drawTable({ columns, rows: shown }, context);
}

function csvOf(people: readonly Account[], header: boolean): string {
  const columns = accounts.columns.map(({ name }) => name);
  return toCsv(
    columns,
    people.map((person) => columns.map((column) => person[column])),
    { header },
  );
}

function jsonOf(people: readonly Account[], first: boolean): string {
  const written = people.map((person) => JSON.stringify(person)).join(',\n');
  return first ? written : `,\n${written}`;
}
