import { InputError } from '../../errors.ts';
import type { Batch } from '../../model/batch.ts';
import { type Hour, type Period, parseHour, periodIndex } from '../../model/period.ts';
import { type SettingValues, settingsAsText } from '../../model/settings.ts';
import type { Source, SourceContext, SourceInput } from '../../model/source.ts';
import type { Table } from '../../model/table.ts';
import { type ExpectedCurve, ROW } from './expected-curve.ts';
import { MOST_IDS } from './hour-ids.ts';

/** The rows of a relational table, from the beginning of its lake on. */
export interface RowsSince {
  /** How many rows are expected in each hour. */
  readonly expected: ExpectedCurve;
  /** The rows of an hour, in the order of time where they have one. */
  batches(hour: Hour): AsyncIterable<Batch> | Iterable<Batch>;
}

/** What tells one relational source from the others. */
export interface RelationalOptions {
  readonly table: Table;
  /** Name and version: `generated-members/1`. */
  readonly generator: string;
  readonly settings: SettingValues;
  /** The job whose settings or rows it builds on. */
  readonly input: SourceInput;
  /** Whether a period waits for the same period of the input. */
  readonly waits: boolean;
  /** Most rows that can be expected in an hour. Default: what ids have room for. */
  readonly mostRows?: number;
  /** Opens the rows. @param since whole hours since 1970-01-01T00 (UTC) */
  readonly open: (since: number) => RowsSince;
}

/**
 * Hours after the beginning of a lake for which there are numbers of cards: 57 years. All relational
 * tables end there.
 */
export const MOST_HOURS = 500_000;

/** Expected rows beyond this may become more than there are ids for. */
const MOST_ROWS = MOST_IDS * 0.9;

/** A source of a relational table: pure, without a look-up, and without anything before its `since`. */
export function relationalSource(
  { since: declared }: Pick<SourceContext, 'since'>,
  { table, generator, settings, input, waits, mostRows = MOST_ROWS, open }: RelationalOptions,
): Source {
  const since = declared === undefined ? undefined : parseHour(declared);
  const { generator: inputGenerator, since: _, ...inputFacts } = input.source.facts;
  let opened: RowsSince | undefined;

  function rowsFrom(hour: Hour): RowsSince {
    if (hour !== since) return open(periodIndex(hour));
    opened ??= open(periodIndex(hour));
    return opened;
  }

  return {
    table,
    grain: 'hour',
    facts: {
      generator: `${generator} of ${inputGenerator}`,
      since: since ?? '',
      ...settingsAsText(settings),
      ...inputFacts,
    },
    readsInputs: false,
    usualRows(period) {
      const hour = parseHour(period);
      return rowsFrom(since ?? hour).expected.at(periodIndex(hour)) / ROW;
    },
    ...(waits ? { inputs: (period: Period) => [{ job: input.job, period }] } : {}),
    checkSpan(from, to) {
      const [first, last] = [parseHour(from), parseHour(to)];
      const begin = since ?? first;
      if (first < begin) throw beforeSince(table, first, begin);
      checkLength(table, begin, last);
      checkCounts(table, rowsFrom(begin), { begin, last, mostRows });
      if (!waits) input.source.checkSpan?.(first, last);
    },
    batches(period) {
      const hour = parseHour(period);
      if (since === undefined || hour < since) throw beforeSince(table, hour, since);
      return rowsFrom(since).batches(hour);
    },
  };
}

function checkLength({ name }: Table, begin: Hour, last: Hour): void {
  const hours = periodIndex(last) - periodIndex(begin) + 1;
  if (hours <= MOST_HOURS) return;
  throw new InputError({
    expected: `at most ${MOST_HOURS} hours of ${name} in a lake`,
    got: `${hours}, from ${begin} to ${last}`,
    advice: 'Ask for a shorter range, or use another lake.',
  });
}

function checkCounts(
  { name }: Table,
  rows: RowsSince,
  {
    begin,
    last,
    mostRows,
  }: { readonly begin: Hour; readonly last: Hour; readonly mostRows: number },
): void {
  const largest = rows.expected.largest(periodIndex(begin), periodIndex(last) + 1) / ROW;
  if (largest <= mostRows) return;
  throw new InputError({
    expected: `at most ${mostRows} rows of ${name} in an hour`,
    got: `about ${Math.round(largest)} between ${begin} and ${last}`,
    advice: 'Ask for fewer accounts or a smaller share of members, or use another lake.',
  });
}

function beforeSince({ name }: Table, hour: Hour, since: Hour | undefined): InputError {
  return new InputError({
    expected: `hours of ${name} from the beginning of its lake on${since === undefined ? '' : `, ${since}`}`,
    got: hour,
    advice: 'Its rows refer to earlier ones, and there are none before. Use another lake for them.',
  });
}
