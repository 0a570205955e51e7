import { DAY_MS } from '../../../model/calendar-date.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import { scale as scaled } from '../../../model/keyed-random.ts';
import type { RowSet } from '../rows/row-set.ts';
import type { Slot } from '../slot.ts';
import { datetimeText, dayText, timeText } from './clock-text.ts';
import { columnOf } from './columns.ts';
import type { InstantContent } from './content.ts';
import type { Values } from './fit.ts';
import { padText } from './fit-text.ts';
import { closed, instantBounds, isBounded } from './instant-bounds.ts';
import { coarser, unitsOf } from './units.ts';

/** How many of a unit of time a second has, by the word that names the unit. */
const PER_SECOND: Readonly<Record<string, number>> = {
  ms: 1000,
  millis: 1000,
  milliseconds: 1000,
  us: 1_000_000,
  micros: 1_000_000,
  microseconds: 1_000_000,
  ns: 1_000_000_000,
  nanos: 1_000_000_000,
};

/** The first and the last second that occur: of the years 1870 and 2100. */
const EARLIEST_SECOND = -3_155_760_000;
const LATEST_SECOND = 4_102_444_800;

/** The last day that occurs, as `YYYYMMDD`. */
const LATEST_DAY = 99_991_231;

/** Units of a second up to which a number of them is exact. */
const MOST_EXACT = 1_000_000;

/** Instants for a field of time, or for a number or a text that stands for one. */
export function fitInstant(content: InstantContent, slot: Slot): Values | undefined {
  const write = writerFor(slot, content.isOld ? EARLIEST_SECOND : 0);
  if (write === undefined) return undefined;
  return { make: (rows) => columnOf(inBounds(content.make(rows), rows, slot), write) };
}

/** @param earliest second that occurs */
function writerFor(
  { field, words }: Slot,
  earliest: number,
): ((instant: number) => JsonValue) | undefined {
  switch (field.type) {
    case 'date':
      return dayOf;
    case 'time':
      return field.min === undefined && field.max === undefined ? timeText : undefined;
    case 'datetime':
      return datetimeText;
    case 'timestamp':
      return (instant) => `${datetimeText(instant)}Z`;
    case 'integer':
    case 'float':
      return numberWriter(field, words, earliest);
    case 'string':
    case 'char': {
      const { length = 20 } = field;
      const isDay = length < 20 || words.some((word) => DAY_WORDS.has(word));
      if (isDay && length < 10) return length >= 8 ? bareDay : undefined;
      const write = isDay ? dayOf : (instant: number) => `${datetimeText(instant)}Z`;
      return field.type === 'char' ? (instant) => padText(write(instant), length) : write;
    }
    default:
      return undefined;
  }
}

const DAY_WORDS: ReadonlySet<string> = new Set(['date', 'data', 'dt', 'dat', 'day', 'dia']);

const dayOf = (instant: number): string => dayText(Math.floor(instant / DAY_MS));

const bareDay = (instant: number): string => dayOf(instant).replaceAll('-', '');

/** Seconds since 1970 or a part of them, as the name says; or the day as `YYYYMMDD`. */
function numberWriter(
  field: Slot['field'],
  words: readonly string[],
  earliest: number,
): ((instant: number) => JsonValue) | undefined {
  const { least, most } = coarser(unitsOf(field), 0);
  const holds = (from: number, to: number) => least <= BigInt(from) && BigInt(to) <= most;
  const unit = words.find((word) => PER_SECOND[word] !== undefined);
  const perSecond = unit === undefined ? 1 : (PER_SECOND[unit] ?? 1);
  if (unit === undefined && words.some((word) => DAY_WORDS.has(word))) {
    return holds(10_000_101, LATEST_DAY) ? (instant) => Number(bareDay(instant)) : undefined;
  }
  if (!holds(earliest * perSecond, LATEST_SECOND * perSecond)) return undefined;
  if (perSecond <= MOST_EXACT || field.type === 'float')
    return (instant) => Math.round((instant / 1000) * perSecond);
  return (instant) => `${Math.round(instant / 1000)}000000000`;
}

/** The instants, with others in place of those that a CHECK forbids. */
function inBounds(instants: Float64Array, rows: RowSet, { field, draws }: Slot): Float64Array {
  const bounds = instantBounds(field);
  if (!isBounded(bounds)) return instants;
  const { least, most } = closed(bounds);
  const step = field.type === 'date' ? DAY_MS : 1000;
  const count = Math.floor((most - least) / step) + 1;
  const others = draws('again').uint32s(rows);
  return instants.map((instant, row) => {
    const whole = Math.floor(instant / step) * step;
    const isInside = whole >= bounds.least && whole <= bounds.most;
    return isInside ? instant : least + scaled(others[row] as number, count) * step;
  });
}
