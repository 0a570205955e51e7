import { calendarDay } from './calendar-day.ts';

type Part = 'year' | 'month' | 'day';

/** A format of dates, such as `dd/mm/yyyy`. */
export interface DayFormat {
  /** The three parts in their order, with the fewest and most digits of each. */
  readonly parts: readonly { readonly part: Part; readonly least: number; readonly most: number }[];
  /** What stands between the parts; empty when nothing does. */
  readonly separator: string;
}

const FORMAT = /^(dd?|mm?|yyyy)([-/.]?)(dd?|mm?|yyyy)\2(dd?|mm?|yyyy)$/;

const partsByLetter: Readonly<Record<string, Part>> = { d: 'day', m: 'month', y: 'year' };

/**
 * The format that is written as text: `dd`, `mm` and `yyyy` once each, in any order, with `/`, `-`, `.` or
 * nothing between them. `d` and `m` also read one digit, and need a separator. `undefined` for other text.
 *
 * @example
 * dayFormat('d/m/yyyy')?.separator // => '/'
 * dayFormat('dd/mm/yy') // => undefined
 */
export function dayFormat(text: string): DayFormat | undefined {
  const [, first = '', separator = '', second = '', third = ''] = FORMAT.exec(text) ?? [];
  const tokens = [first, second, third];
  const parts = tokens.flatMap((token) => {
    const part = partsByLetter[token.charAt(0)];
    return part === undefined
      ? []
      : [{ part, least: token.length, most: Math.max(2, token.length) }];
  });
  const isComplete = new Set(parts.map(({ part }) => part)).size === 3;
  const isClear = separator !== '' || parts.every(({ least, most }) => least === most);
  return isComplete && isClear ? { parts, separator } : undefined;
}

/**
 * Whether two formats read the same text as different dates: day and month change places.
 *
 * @example
 * areUnclear('dd/mm/yyyy', 'mm/dd/yyyy') // => true
 * areUnclear('dd/mm/yyyy', 'yyyy-mm-dd') // => false
 */
export function areUnclear(one: string, other: string): boolean {
  const [first, second] = [dayFormat(one), dayFormat(other)];
  if (first === undefined || second === undefined) return false;
  const years = [first, second].map(({ parts }) => parts.findIndex(({ part }) => part === 'year'));
  return (
    first.separator === second.separator &&
    years[0] === years[1] &&
    first.parts.some(({ part }, place) => part !== second.parts[place]?.part)
  );
}

/** Reads the beginning of a text, up to an end, as days since 1970-01-01; NaN where it is no date. */
export type ReadDay = (text: string, end: number) => number;

/**
 * Prepares to read dates in a format. NaN for other text, and for dates that the calendar does not have.
 *
 * @example
 * dayReader(dayFormat('dd/mm/yyyy'))('15/01/2019 08:30', 10) // => 17911
 */
export function dayReader(format: DayFormat): ReadDay {
  return format.parts.every(({ least, most }) => least === most)
    ? fixedReader(format)
    : variableReader(format);
}

/** Every part has its place. */
function fixedReader({ parts, separator }: DayFormat): ReadDay {
  const places = { year: 0, month: 0, day: 0 };
  let length = 0;
  for (const { part, most } of parts) {
    if (length > 0) length += separator.length;
    places[part] = length;
    length += most;
  }
  const { year, month, day } = places;
  const separators = parts.slice(1).map(({ part }) => places[part] - separator.length);
  const [first = 0, second = 0] = separator === '' ? [] : separators;
  const code = separator.charCodeAt(0);

  return (text, end) => {
    if (end !== length) return Number.NaN;
    const isSeparated = text.charCodeAt(first) === code && text.charCodeAt(second) === code;
    if (!isSeparated && separator !== '') return Number.NaN;
    return calendarDay(
      twoDigits(text, year) * 100 + twoDigits(text, year + 2),
      twoDigits(text, month),
      twoDigits(text, day),
    );
  };
}

/** The number that two digits are; NaN when they are no digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** A part may have one digit or two. */
function variableReader({ parts, separator }: DayFormat): ReadDay {
  const code = separator.charCodeAt(0);
  return (text, end) => {
    const date = { year: 0, month: 0, day: 0 };
    let at = 0;
    for (const { part, least, most } of parts) {
      if (at > 0 && text.charCodeAt(at++) !== code) return Number.NaN;
      const begin = at;
      for (; at < end && at - begin < most; at += 1) {
        const digit = text.charCodeAt(at) - 48;
        if (!(digit >= 0 && digit <= 9)) break;
        date[part] = date[part] * 10 + digit;
      }
      if (at - begin < least) return Number.NaN;
    }
    return at === end ? calendarDay(date.year, date.month, date.day) : Number.NaN;
  };
}
