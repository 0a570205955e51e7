import { InvalidArgumentError, Option } from 'commander';
import { HourlakeError, InputError } from '../../lib/errors.ts';
import type { Shard } from '../../lib/land/plan.ts';
import { type Day, type Hour, parseHour, periodAt, periodStart } from '../../lib/model/period.ts';
import { environment } from './environment.ts';

/** An instant in UTC, and the hour that it lies in. */
const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}):\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

/** The option that says what time it is. */
export interface InstantOptions {
  /** Milliseconds since 1970-01-01T00:00:00Z. Default: the clock. */
  readonly now?: number;
}

/** `--now` */
export function nowOption(): Option {
  return new Option('--now <instant>', 'what time it is, for tests (default: the clock)')
    .env(environment.now)
    .argParser(parseInstant);
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

/** Parses a day. */
export function parseDay(text: string): Day {
  const isShaped = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const problem = isShaped ? adviceOf(() => parseHour(`${text}T00`)) : 'Write year-month-day.';
  if (problem === undefined) return periodAt('day', periodStart(parseHour(`${text}T00`)));
  throw new InvalidArgumentError(
    `Expected a day such as 2026-11-20, got ${JSON.stringify(text)}. ${problem}`,
  );
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
