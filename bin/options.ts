import { InvalidArgumentError, Option } from 'commander';
import { HourlakeError, InputError } from '../lib/errors.ts';
import type { Shard } from '../lib/ingest/plan.ts';
import { type Hour, parseHour } from '../lib/model/hour.ts';
import type { Job } from '../lib/model/job.ts';
import { settings } from '../lib/settings.ts';
import type { SourceSpec } from '../lib/sources/source-of-job.ts';

/** The options by which commands that work on jobs choose them. */
export interface JobOptions {
  readonly job?: string;
  readonly seed?: string;
  readonly accountsPerHour?: number;
}

/** `--lake` */
export function lakeOption(): Option {
  return new Option('--lake <folder>', 'the lake').env(settings.lake).default('./lake');
}

/** `--job` */
export function jobOption(): Option {
  return new Option('--job <name>', 'only this job (default: all jobs)');
}

/** `--seed` */
export function seedOption(): Option {
  return new Option('--seed <text>', 'another seed gives other people').env(settings.seed);
}

/** `--accounts-per-hour` */
export function accountsPerHourOption(): Option {
  return new Option('--accounts-per-hour <n>', 'mean number of accounts in an hour (default: 600)')
    .env(settings.accountsPerHour)
    .argParser(parseCount);
}

/** `--concurrency` */
export function concurrencyOption(): Option {
  return new Option('--concurrency <n>', 'hours in flight at once')
    .default(4)
    .argParser(parseCount);
}

/** `--json` */
export function jsonOption(what: string): Option {
  return new Option('--json', `print ${what} as JSON`);
}

/** `--now` */
export function nowOption(): Option {
  return new Option('--now <instant>', 'what time it is, for tests (default: the clock)')
    .env(settings.now)
    .argParser(parseInstant);
}

/** `--format` */
export function formatOption(formats: readonly string[]): Option {
  return new Option('--format <format>', 'how to write it')
    .choices(formats)
    .default(formats[0])
    .argParser((text) => {
      if (formats.includes(text)) return text;
      throw new InvalidArgumentError(
        `Expected a format, got ${JSON.stringify(text)}. The formats are ${formats.join(', ')}.`,
      );
    });
}

/** Parses a count: a whole number from 1. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count > 0) return count;
  throw new InvalidArgumentError(
    `Expected a whole number from 1, got ${JSON.stringify(text)}. Pass, for example, 24.`,
  );
}

/** Parses an hour, or a day, which stands for its first hour. */
export function parseHourOrDay(text: string): Hour {
  return usage(() => parseHour(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00` : text));
}

/** Parses `2/8`: the second of eight shards. */
export function parseShard(text: string): Shard {
  const [, number, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (number !== undefined && count !== undefined && number >= 1 && number <= count) {
    return { number, count };
  }
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
    advice: 'Hours go from --from up to, but without, --to.',
  });
}

/**
 * The jobs that the options choose, with the settings they give.
 *
 * @throws InputError when there is no such job.
 */
export function chooseJobs(
  jobs: readonly Job<SourceSpec>[],
  { job: name, seed, accountsPerHour }: JobOptions,
): Job<SourceSpec>[] {
  const chosen = jobs.filter((job) => name === undefined || job.name === name);
  if (chosen.length === 0) {
    throw new InputError({
      expected: 'the name of a job',
      got: JSON.stringify(name),
      advice: `The jobs are ${jobs.map((job) => job.name).join(', ')}.`,
    });
  }
  return chosen.map((job) => ({
    ...job,
    source: {
      ...job.source,
      ...(seed === undefined ? {} : { seed }),
      ...(accountsPerHour === undefined ? {} : { accountsPerHour }),
    },
  }));
}

function parseInstant(text: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(instant)) return instant;
  throw new InvalidArgumentError(
    `Expected an instant in UTC such as 2026-11-20T14:05:00Z, got ${JSON.stringify(text)}. Leave --now out to use the clock.`,
  );
}

/** Commander names the option in front of the message of an argument it refuses. */
function usage<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    if (error instanceof HourlakeError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}
