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

/**
 * Prepares to read dates in a format: days since 1970-01-01, NaN for other text and for dates that the
 * calendar does not have.
 *
 * @returns a function of the text, and where in it the date ends
 * @example
 * dayReader({ separator: '', parts: [] })('', 0) // => NaN
 */
export function dayReader({ parts, separator }: DayFormat): (text: string, end: number) => number {
  const separatorCode = separator === '' ? undefined : separator.charCodeAt(0);

  return (text, end) => {
    let [year, month, day] = [0, 0, 0];
    let at = 0;
    for (const { part, least, most } of parts) {
      if (at > 0 && separatorCode !== undefined) {
        if (text.charCodeAt(at) !== separatorCode) return Number.NaN;
        at += 1;
      }
      const begin = at;
      let number = 0;
      while (at < end && at - begin < most) {
        const digit = text.charCodeAt(at) - 48;
        if (!(digit >= 0 && digit <= 9)) break;
        number = number * 10 + digit;
        at += 1;
      }
      if (at - begin < least) return Number.NaN;
      if (part === 'year') year = number;
      else if (part === 'month') month = number;
      else day = number;
    }
    return at === end ? calendarDay(year, month, day) : Number.NaN;
  };
}
