import { dayOfDate } from '../days/knots.ts';

/**
 * A line of versions that starts on a date. `#` in its text stands for a number that starts at `first` and
 * grows by 1 every `days` days. A text without `#` is a single version.
 */
export interface VersionLine {
  readonly from: string;
  readonly text: string;
  readonly first?: number;
  readonly days?: number;
}

/**
 * Returns a function that gives the newest version on a day, from lines in date order. The number of the last
 * line never stops growing. Days before the first line get the first version.
 *
 * @example
 * newestVersion([{ from: '2024-01-01', text: '1.#', days: 10 }])(dayOfDate('2024-01-21')) // => '1.2'
 */
export function newestVersion(lines: readonly VersionLine[]): (day: number) => string {
  const begun = lines.map((line) => ({ ...line, day: dayOfDate(line.from) }));
  return (day) => {
    const line = begun.findLast((one) => one.day <= day) ?? begun[0];
    if (line === undefined) return '';
    const { text, first = 0, days = 30 } = line;
    return text.replace('#', String(first + Math.max(0, Math.floor((day - line.day) / days))));
  };
}
