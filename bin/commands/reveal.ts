import { createReadStream } from 'node:fs';
import { Command, Option } from 'commander';
import { jobs } from '../../jobs/index.ts';
import { InputError, KeyError } from '../../lib/errors.ts';
import { didYouMean } from '../../lib/model/nearest-name.ts';
import { wordsOf } from '../../lib/printable.ts';
import { protectedName } from '../../lib/protect/column-rules.ts';
import { type Reveal, revealerOf } from '../../lib/protect/reveal.ts';
import type { Context } from '../context.ts';
import { lakePlace } from '../open/lake-place.ts';
import { openKeys } from '../open/open-keys.ts';
import { openLakeStore } from '../open/open-lake-store.ts';
import { type CsvOptions, csvOptions, csvStyleOf } from '../options/csv-options.ts';
import { type KeyOptions, keyOption } from '../options/key-option.ts';
import { type LakeOptions, lakeOptions } from '../options/lake-options.ts';
import { named } from '../options/parse-text.ts';
import { withOptions } from '../options/with-options.ts';
import { toCsv } from '../terminal/csv.ts';
import { readCsv } from '../terminal/read-csv.ts';
import { readLines } from '../terminal/read-lines.ts';

interface RevealOptions extends KeyOptions, LakeOptions, CsvOptions {
  readonly column?: string;
  readonly domain: string;
  readonly file?: string;
}

/** Lines that are printed at a time. */
const LINES_AT_A_TIME = 1000;

const EXAMPLES = `
Examples:
  $ hourlake reveal k1s.9MjDUFb5...
  $ hourlake reveal --file tokens.txt                      one token a line
  $ hourlake query --sql "SELECT cpf_protegido FROM bronze_fake_accounts" --format csv > tokens.csv
  $ hourlake reveal --file tokens.csv --column cpf_protegido

The output has the values in clear. An empty line or field stays empty. The first text that is not a
token of this key ends the command: the error names its line, never the text.`;

/** `hourlake reveal`: prints the values behind tokens of the bronze layer. It needs their key. */
export function revealCommand(context: Context): Command {
  const command = new Command('reveal')
    .description('print the values of tokens of the bronze layer; needs its key')
    .argument('[tokens...]', 'tokens (default: one a line of standard input)')
    .addOption(
      new Option('--file <file>', 'read a file instead of standard input').argParser((text) =>
        named('a file of tokens', text),
      ),
    )
    .addOption(
      new Option('--column <name>', 'the input is CSV with a header: reveal this column').argParser(
        (text) => named('a column of the CSV, such as cpf_protegido', text),
      ),
    )
    .addOption(new Option('--domain <name>', 'what the values are').default('cpf'))
    .addOption(keyOption())
    .addHelpText('after', EXAMPLES)
    .action(async (tokens: readonly string[], options: RevealOptions) => {
      checkOptions(tokens, options);
      const reveal = revealerOf(await theKey(context, options), options);
      if (tokens.length > 0) {
        const values = tokens.map((token, index) => reveal(token, `argument ${index + 1}`));
        await context.print(values.map((value) => `${value}\n`).join(''));
      } else if (options.column === undefined) {
        await revealLines(context, options, reveal);
      } else {
        await revealColumn(context, { ...options, column: options.column }, reveal);
      }
    });
  return withOptions(command, [...lakeOptions(), ...csvOptions()]);
}

/** @throws InputError when the options contradict each other. */
function checkOptions(tokens: readonly string[], { file, column }: RevealOptions): void {
  if (tokens.length === 0 || (file === undefined && column === undefined)) return;
  throw new InputError({
    expected: 'tokens either as arguments or in a file',
    got: 'both',
    advice: 'Leave --file and --column out, or the tokens.',
  });
}

async function theKey(context: Context, options: RevealOptions): Promise<Uint8Array> {
  const job = jobs.find((each) => each.key !== undefined);
  const { url } = lakePlace(context, options);
  const store = await openLakeStore(context, options);
  const provider = job && openKeys(context, { ...options, url, store, makesKey: false })(job);
  const found = await provider?.find();
  if (found !== undefined) return found;
  throw new KeyError({
    expected: `the key of the bronze layer in ${provider?.name ?? 'a place that a job names'}`,
    got: 'none',
    advice: provider?.advice ?? 'Name a key file with --key file:PATH.',
  });
}

async function revealLines(
  context: Context,
  { file }: RevealOptions,
  reveal: Reveal,
): Promise<void> {
  let number = 0;
  let ready: string[] = [];
  for await (const line of readLines(inputOf(context, file))) {
    number += 1;
    ready.push(line === '' ? '' : reveal(line, `line ${number}`));
    if (ready.length < LINES_AT_A_TIME) continue;
    await context.print(ready.map((value) => `${value}\n`).join(''));
    ready = [];
  }
  await context.print(ready.map((value) => `${value}\n`).join(''));
}

async function revealColumn(
  context: Context,
  { file, column, ...options }: RevealOptions & { readonly column: string },
  reveal: Reveal,
): Promise<void> {
  const style = csvStyleOf(options, 'csv');
  const separator = style.separator ?? ',';
  let columns: readonly string[] | undefined;
  let place = -1;
  let rows: string[][] = [];
  let header = true;
  async function printRows(): Promise<void> {
    if (columns !== undefined) await context.print(toCsv(columns, rows, { ...style, header }));
    header = false;
    rows = [];
  }
  for await (const { fields, line } of readCsv(inputOf(context, file), { separator })) {
    if (columns === undefined) {
      place = placeOf(column, fields);
      columns = fields.map((name, index) => (index === place ? revealedName(name) : name));
      continue;
    }
    const token = fields[place] ?? '';
    rows.push(fields.with(place, token === '' ? '' : reveal(token, `line ${line}`)));
    if (rows.length >= LINES_AT_A_TIME) await printRows();
  }
  if (header || rows.length > 0) await printRows();
}

/** @throws InputError when the header does not have the column. */
function placeOf(column: string, header: readonly string[]): number {
  const place = header.indexOf(column);
  if (place >= 0) return place;
  throw new InputError({
    expected: `the column ${column} in the header of the CSV`,
    got: header.join(', '),
    advice: `${didYouMean(column, header)}Pass --column with one of these, or --csv-separator.`,
  });
}

/** The name of the column before it was protected. */
function revealedName(column: string): string {
  const suffix = protectedName('');
  return column.endsWith(suffix) ? column.slice(0, -suffix.length) : column;
}

/** @throws InputError when a file cannot be read. */
async function* inputOf(
  context: Context,
  file: string | undefined,
): AsyncGenerator<Uint8Array | string> {
  if (file === undefined) {
    yield* context.input();
    return;
  }
  try {
    yield* createReadStream(context.resolvePath(file));
  } catch (error) {
    throw new InputError(
      {
        expected: `to read the file ${file}`,
        got: wordsOf(error),
        advice: 'Name a file of tokens, or pass them to standard input.',
      },
      { cause: error },
    );
  }
}
