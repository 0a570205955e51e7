import { DAY_MS, dateOfDay } from '../../../model/calendar-date.ts';
import { columnOf } from '../content/columns.ts';
import type { Content } from '../content/content.ts';
import { twoDigits } from '../content/digits.ts';
import { knownNumbers } from '../content/number-content.ts';
import type { RowSet } from '../rows/row-set.ts';
import { stages } from '../subjects/timeline.ts';
import { anyInstant } from '../typed/typed-content.ts';
import type { Context, Meaning } from './meaning.ts';
import { STAGES } from './stage-words.ts';
import { ifTime } from './time-fields.ts';

/** Seconds of a duration's unit, by its word. */
const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  millis: 1,
  min: 60_000,
  mins: 60_000,
  minutes: 60_000,
  minutos: 60_000,
  hours: 3_600_000,
  horas: 3_600_000,
};

/** One to five years in days. */
const EXPIRY = { least: 366, most: 1826 };

/** When things happen to a row. All but expiry lies in the time of the row, in order. */
export const timeMeanings: readonly Meaning[] = [
  ...stages.map(
    (stage): Meaning => ({
      name: stage,
      about: STAGES[stage].about,
      said: { 6: STAGES[stage].said },
      contents: (context) => ifTime(context, { kind: 'instant', make: context.timeline.at(stage) }),
    }),
  ),
  {
    name: 'moment',
    about: 'when the row happens; as a date, its day, which partition columns have',
    said: {
      5: 'dt, dat, dth, data, date, datetime, timestamp, time, hora, partition date, event, event time, log, block timestamp, reference, referencia, ref, base, competencia, datahora',
    },
    contents: (context) =>
      ifTime(context, { kind: 'instant', make: context.timeline.at('created') }),
  },
  {
    name: 'expiry',
    about: 'one to five years after the row began',
    said: {
      7: 'expiry, expires, expiration, expire, exp, validade, vencimento, valid until, valid to, due, expira',
    },
    contents: (context) => expiries(context),
  },
  {
    name: 'date',
    about: 'any time of the period of the row',
    said: {},
    contents: (context) => ifTime(context, anyInstant(context)),
  },
  {
    name: 'duration',
    about: 'seconds from the beginning to the end, or minutes, or what the name says',
    said: { 7: 'duration, duracao, elapsed, tempo, latency, latencia', 4: 'time' },
    contents: ({ timeline, words, field }) => {
      if (field.type !== 'float' && words.includes('time')) return [];
      const unit = words.map((word) => UNIT_MS[word]).find((ms) => ms !== undefined) ?? 1000;
      const [from, to] = [timeline.at('created'), timeline.at('ended')];
      return [
        knownNumbers({ least: 0, most: 10_800_000 / unit }, (rows) => {
          const starts = from(rows);
          return to(rows).map((end, row) => Math.floor((end - (starts[row] as number)) / unit));
        }),
      ];
    },
  },
];

function expiries(context: Context): readonly Content[] {
  const from = context.timeline.at('created');
  const draws = context.shared('expiry');
  const make = (rows: RowSet) => {
    const days = draws.below(rows, EXPIRY.most - EXPIRY.least + 1);
    return from(rows).map((instant, row) => {
      return instant + (EXPIRY.least + (days[row] as number)) * DAY_MS;
    });
  };
  const monthAndYear: Content = {
    kind: 'text',
    longest: 5,
    make: (rows) =>
      columnOf(make(rows), (instant) => {
        const { year, month } = dateOfDay(Math.floor(instant / DAY_MS));
        return `${twoDigits[month]}/${twoDigits[year % 100]}`;
      }),
  };
  const { type, length = 10 } = context.field;
  const isText = type === 'string' || type === 'char';
  return isText && length < 8 ? [monthAndYear] : [{ kind: 'instant', make }];
}
