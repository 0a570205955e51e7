import { DAY_MS } from '../../model/calendar-date.ts';
import type { ReadDay } from './day-format.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Hours and minutes, seconds, three digits of the fraction, further digits, time zone. */
const CLOCK = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})(\d{0,6}))?)?\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/;

const ZONE = /^(?:Z|UTC|([+-])(\d\d)(?::?(\d\d))?)$/;

/**
 * The distance to UTC of a time zone in ISO 8601, in milliseconds; NaN for other text.
 *
 * @example
 * zoneMilliseconds('-03:00') // => -10_800_000
 * zoneMilliseconds('America/Sao_Paulo') // => NaN
 */
export function zoneMilliseconds(text: string): number {
  const [match, sign, hours = '0', minutes = '0'] = ZONE.exec(text) ?? [];
  if (match === undefined || Number(hours) > 18 || Number(minutes) > 59) return Number.NaN;
  const distance = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS;
  return sign === '-' ? -distance : distance;
}

/**
 * Prepares to read a date, `T` or a blank, and a time of day, as milliseconds since 1970-01-01T00:00:00Z.
 * NaN for other text.
 *
 * @param readDay reads the part of a text before an end as days since 1970-01-01
 * @param options.round whether a fraction of a millisecond is rounded; otherwise it is not read
 * @param options.zoneMs of text without a time zone; NaN when such text is not read
 * @example
 * clockReader(() => 0, { round: false, zoneMs: Number.NaN })('1970-01-01T00:00:01.5Z') // => 1500
 */
export function clockReader(
  readDay: ReadDay,
  { round, zoneMs }: { readonly round: boolean; readonly zoneMs: number },
): (text: string) => number {
  return (text) => {
    const end = text.search(/[T ]/);
    if (end < 0) return Number.NaN;
    const day = readDay(text, end);
    const match = Number.isNaN(day) ? null : CLOCK.exec(text.slice(end + 1));
    if (match === null) return Number.NaN;
    const [, hour, minute, second = '0', thousandths = '0', further = '', zone] = match;
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return Number.NaN;
    if (!round && /[1-9]/.test(further)) return Number.NaN;
    const time =
      Number(hour) * HOUR_MS +
      Number(minute) * MINUTE_MS +
      Number(second) * 1000 +
      Number(thousandths.padEnd(3, '0')) +
      (further >= '5' ? 1 : 0);
    return day * DAY_MS + time - (zone === undefined ? zoneMs : zoneMilliseconds(zone));
  };
}
