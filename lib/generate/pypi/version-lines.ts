import { dayOfDate } from './knots.ts';

/**
 * A line of versions from a date on: `#` in its text is a number that begins at `first` and grows by 1 every
 * `days` days. Without `#` the line is one version.
 */
export interface VersionLine {
  readonly from: string;
  readonly text: string;
  readonly first?: number;
  readonly days?: number;
}

/**
 * Makes a lookup of the version that is the newest on a day, among lines in the order of their dates. After
 * the last line its number goes on growing; before the first line it has its first version.
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
