import { type Command, InvalidArgumentError, Option } from 'commander';
import { HourlakeError, InputError } from '../../lib/errors.ts';
import { cpfKinds } from '../../lib/generate/accounts/accounts-settings.ts';
import type { Shard } from '../../lib/land/plan.ts';
import { didYouMean } from '../../lib/model/nearest-name.ts';
import { type Hour, parseHour } from '../../lib/model/period.ts';
import { environment } from './environment.ts';

/** An instant in UTC, and the hour that it lies in. */
const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}):\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

/** The options that name a lake. */
export interface LakeOptions {
  readonly lake: string;
  readonly bucketOwner?: string;
}

/** The options that say how many periods are worked on at once. */
export interface MakingOptions {
  /** Threads that make periods. */
  readonly workers?: number;
  /** Periods in flight. */
  readonly concurrency?: number;
}

/** The options that name what a run notifies on AWS. */
export interface CatalogOptions {
  readonly database?: string;
  readonly crawler?: string;
}

/** `--lake`, and whose bucket it is. */
export function lakeOptions(): Option[] {
  return [
    new Option('--lake <url>', 'the lake: a folder, or s3://bucket')
      .env(environment.lake)
      .default('./lake'),
    new Option('--bucket-owner <account>', 'AWS account that the bucket must belong to')
      .env(environment.bucketOwner)
      .argParser(parseAccount),
  ];
}

/** `--database` and `--crawler` */
function catalogOptions(): Option[] {
  return [
    databaseOption('Glue database to register periods in (s3:// lakes)'),
    new Option('--crawler <name>', 'Glue crawler to start when periods have landed')
      .env(environment.crawler)
      .argParser((text) => named('a Glue crawler, such as hourlake', text)),
  ];
}

/** `--database` */
export function databaseOption(what: string): Option {
  return new Option('--database <name>', what)
    .env(environment.database)
    .argParser((text) => named('a Glue database, such as hourlake', text));
}

/** `--summary` */
function summaryOption(): Option {
  return new Option(
    '--summary <file>',
    'append the receipts to a file, as a Markdown table',
  ).argParser((text) => named('a file to append to, such as summary.md', text));
}

/** `--job` and `--set` */
export function jobOptions(): Option[] {
  return [
    new Option('--job <name>', 'only this job; repeatable (default: the jobs that are on)')
      .env(environment.jobs)
      .argParser((text, before: readonly string[] = []) => [...before, ...parseNames(text)]),
    setOption(),
  ];
}

/** `--set` */
export function setOption(): Option {
  return new Option(
    '--set <job.setting=value>',
    'a setting of a job, for a new lake; repeatable; "hourlake jobs" lists them',
  )
    .env(environment.set)
    .argParser((text, before: readonly string[] = []) => [...before, ...parseAssignments(text)]);
}

/** `--seed` */
export function seedOption(): Option {
  return new Option('--seed <text>', 'another seed generates other people');
}

/** `--cpf` */
export function cpfOption(): Option {
  return new Option('--cpf <kind>', 'impossible: wrong check digits, which nobody can have')
    .choices(cpfKinds)
    .argParser((text) => chosen('a kind of CPF', text, cpfKinds));
}

/** The options of the commands that land periods, besides those that say which. */
export function landOptions(): Option[] {
  return [
    ...lakeOptions(),
    ...catalogOptions(),
    ...jobOptions(),
    workersOption(),
    concurrencyOption(),
    jsonOption('receipts'),
    summaryOption(),
    nowOption(),
  ];
}

/** Adds options to a command. */
export function withOptions(command: Command, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option);
  return command;
}

/** `--concurrency` */
export function concurrencyOption(): Option {
  return new Option(
    '--concurrency <n>',
    'periods in flight at once (default: 4, or two for each worker)',
  ).argParser(parseCount);
}

/** `--workers` */
export function workersOption(): Option {
  return new Option(
    '--workers <n>',
    'threads that make periods (default: one for each core, where there is enough to do)',
  ).argParser(parseWorkers);
}

/** `--json` */
export function jsonOption(what: string): Option {
  return new Option('--json', `print ${what} as JSON`);
}

/** `--now` */
export function nowOption(): Option {
  return new Option('--now <instant>', 'what time it is, for tests (default: the clock)')
    .env(environment.now)
    .argParser(parseInstant);
}

/** `--format` */
export function formatOption(formats: readonly string[]): Option {
  return new Option('--format <format>', 'how to write it')
    .choices(formats)
    .default(formats[0])
    .argParser((text) => chosen('a format', text, formats));
}

/** `--engine` */
export function engineOption(engines: readonly string[]): Option {
  return new Option('--engine <name>', 'what answers (default: athena over s3://, else duckdb)')
    .choices(engines)
    .argParser((text) => chosen('an engine', text, engines));
}

function named(what: string, text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError(
    `Expected the name of ${what}, got ${JSON.stringify(text)}. Pass a name, or leave the option out.`,
  );
}

function parseAccount(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new InvalidArgumentError(
    `Expected an AWS account of twelve digits, got ${JSON.stringify(text)}. "aws sts get-caller-identity" tells yours.`,
  );
}

function chosen<Choice extends string>(
  what: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((known) => known === text);
  if (choice !== undefined) return choice;
  throw new InvalidArgumentError(
    `Expected ${what}, got ${JSON.stringify(text)}. ${didYouMean(text, choices)}The choices are ${choices.join(', ')}.`,
  );
}

/** Names with spaces between them, as a variable of the environment has them. */
function parseNames(text: string): string[] {
  const names = text.split(/\s+/).filter((name) => name !== '');
  if (names.length > 0) return names;
  throw new InvalidArgumentError(
    `Expected the name of a job, got ${JSON.stringify(text)}. "hourlake jobs" lists them.`,
  );
}

/** Assignments with spaces between them; a value may have spaces in it. */
function parseAssignments(text: string): string[] {
  return text.trim().split(/\s+(?=[^\s.=]+\.[^\s.=]+=)/);
}

/** Parses a count: a whole number from 1. */
export function parseCount(text: string): number {
  return countOf(text, 'Pass, for example, 24.');
}

/** Returns a parser of counts up to a largest one; `advice` is printed when a larger one is given. */
export function parseCountUpTo(most: number, advice: string): (text: string) => number {
  return (text) => {
    const count = parseCount(text);
    if (count <= most) return count;
    throw new InvalidArgumentError(
      `Expected a whole number from 1 to ${most}, got ${JSON.stringify(text)}. ${advice}`,
    );
  };
}

/** Parses a number of worker threads: a whole number from 1. */
function parseWorkers(text: string): number {
  return countOf(text, 'Pass 1 to make periods in a single thread, or leave the option out.');
}

/** Parses an hour, or a day, which stands for its first hour. */
export function parseHourOrDay(text: string): Hour {
  try {
    return parseHour(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00` : text);
  } catch (error) {
    if (!(error instanceof HourlakeError)) throw error;
    throw new InvalidArgumentError(
      `Expected a UTC hour such as 2026-11-20T13 or a day such as 2026-11-20, got ${JSON.stringify(text)}. ${error.advice}`,
    );
  }
}

/** Parses `2/8`: the second of eight shards. */
export function parseShard(text: string): Shard {
  const [, number = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (number >= 1 && number <= count && Number.isSafeInteger(count)) return { number, count };
  throw new InvalidArgumentError(
    `Expected a shard such as 2/8, the second of eight, got ${JSON.stringify(text)}. Number the shards from 1 to their count.`,
  );
}

/**
 * Makes sure that a range has an hour.
 *
 * @throws InputError when `from` is not before `to`.
 */
export function checkOrder(from: Hour, to: Hour): void {
  if (from < to) return;
  throw new InputError({
    expected: '--from to be before --to',
    got: `${from} and ${to}`,
    advice: 'The range goes from --from up to --to, without --to itself.',
  });
}

/** Parses an instant in UTC, in milliseconds since 1970-01-01T00:00:00Z. */
function parseInstant(text: string): number {
  const [, hour = ''] = INSTANT.exec(text) ?? [];
  const instant = Date.parse(text);
  // Date.parse takes February 30 for March 2, and hour 24 for the next day; a parsed hour exists.
  const problem = hour === '' ? undefined : adviceOf(() => parseHour(hour));
  if (hour !== '' && problem === undefined && !Number.isNaN(instant)) return instant;
  throw new InvalidArgumentError(
    `Expected an instant in UTC such as 2026-11-20T14:05:00Z, got ${JSON.stringify(text)}. ${problem ?? 'Leave --now out to use the clock.'}`,
  );
}

/** The advice of the error that a parser throws, if it throws one. */
function adviceOf(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof HourlakeError) return error.advice;
    throw error;
  }
}

function countOf(text: string, advice: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count > 0) return count;
  throw new InvalidArgumentError(
    `Expected a whole number from 1, got ${JSON.stringify(text)}. ${advice}`,
  );
}
