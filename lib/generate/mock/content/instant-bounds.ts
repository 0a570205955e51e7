import { DAY_MS } from '../../../model/calendar-date.ts';
import type { Bound, Field } from '../../../schemas/table-schema.ts';
import { noValue } from './units.ts';

/** The instants that a field can hold, in milliseconds since 1970, both inclusive. */
export interface InstantBounds {
  readonly least: number;
  readonly most: number;
}

/** What every system can hold: the years 1 to 9999 of BigQuery, less the first ones, which few programs read. */
const LEAST = Date.UTC(1000, 0, 1);
const MOST = Date.UTC(9999, 11, 31, 23, 59, 59);

/** Where one end of a range is open, the other one is a year away. */
const OPEN_MS = 365 * DAY_MS;

const LAST_SECOND = 86_399;

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?/;

/**
 * The instants that a date, datetime or timestamp can hold by CHECK.
 *
 * @throws InputError when there is none.
 */
export function instantBounds(field: Field): InstantBounds {
  const step = field.type === 'date' ? DAY_MS : 1000;
  const least = field.min && boundAt(field.min, step);
  const most = field.max && boundAt(field.max, -step);
  const bounds = { least: least ?? LEAST, most: most ?? MOST };
  if (bounds.least > bounds.most) throw noValue(field.name);
  return bounds;
}

/** Whether a CHECK bounds the instants of a field. */
export function isBounded({ least, most }: InstantBounds): boolean {
  return least !== LEAST || most !== MOST;
}

/** Bounds of which none is open. */
export function closed({ least, most }: InstantBounds): InstantBounds {
  if (least === LEAST) return { least: Math.max(LEAST, most - OPEN_MS), most };
  if (most === MOST) return { least, most: Math.min(MOST, least + OPEN_MS) };
  return { least, most };
}

/**
 * The times of day that a field can hold by CHECK, in seconds since midnight, both inclusive.
 *
 * @throws InputError when there is none.
 */
export function timeBounds({ name, min, max }: Field): InstantBounds {
  const bounds = {
    least: (min && secondAt(min, 1)) ?? 0,
    most: (max && secondAt(max, -1)) ?? LAST_SECOND,
  };
  if (bounds.least > bounds.most) throw noValue(name);
  return bounds;
}

function secondAt({ value, exclusive }: Bound, step: number): number | undefined {
  const [, hour, minute, second] = /^(\d{2}):(\d{2})(?::(\d{2}))?/.exec(value) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second ?? 0);
  return Math.min(LAST_SECOND, Math.max(0, exclusive ? seconds + step : seconds));
}

function boundAt({ value, exclusive }: Bound, step: number): number | undefined {
  const [, ...parts] = INSTANT.exec(value) ?? [];
  if (parts.length === 0) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const instant = Date.UTC(year, month - 1, day, hour, minute, second);
  if (Math.abs(step) === DAY_MS) {
    const isMidnight = instant % DAY_MS === 0;
    const midnight = Math.floor(instant / DAY_MS) * DAY_MS;
    if (!isMidnight) return step > 0 ? midnight + DAY_MS : midnight;
  }
  return exclusive ? instant + step : instant;
}
