/** ISO 8601: `P1Y2M3DT4H5M6.5S`. */
const ISO =
  /^(?<sign>-)?P(?:(?<years>-?\d+)Y)?(?:(?<months>-?\d+)M)?(?:(?<weeks>-?\d+)W)?(?:(?<days>-?\d+)D)?(?:T(?:(?<hours>-?\d+)H)?(?:(?<minutes>-?\d+)M)?(?:(?<seconds>-?\d+(?:\.\d+)?)S)?)?$/;

/** As BigQuery writes it: `1-2 3 4:5:6.5`. */
const PARTS =
  /^(?<sign>-)?(?<years>\d+)-(?<months>\d+) (?<days>-?\d+) (?<time>-?\d+:\d+:\d+(?:\.\d+)?)$/;

const UNITS = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const;

/**
 * An interval in the words that DuckDB reads. Other words are returned as they are.
 *
 * @param text in ISO 8601, or as BigQuery or PostgreSQL writes it
 * @example
 * intervalText('P1Y2M3DT4H5M6.5S') // => '1 years 2 months 3 days 4 hours 5 minutes 6.5 seconds'
 * intervalText('-1-2 3 -4:5:6') // => '-1 years -2 months 3 days -4:5:6'
 * intervalText('1 day 02:00:00') // => '1 day 02:00:00'
 */
export function intervalText(text: string): string {
  const iso = ISO.exec(text)?.groups;
  if (iso !== undefined) {
    const parts = UNITS.flatMap((unit) =>
      iso[unit] === undefined ? [] : [`${signed(iso.sign, iso[unit])} ${unit}`],
    );
    return parts.length === 0 ? text : parts.join(' ');
  }
  const { sign, years, months, days, time } = PARTS.exec(text)?.groups ?? {};
  if (years === undefined || months === undefined) return text;
  // In BigQuery's form the first sign is that of years and months only.
  return `${signed(sign, years)} years ${signed(sign, months)} months ${days} days ${time}`;
}

function signed(sign: string | undefined, digits: string): string {
  if (sign === undefined) return digits;
  return digits.startsWith('-') ? digits.slice(1) : `-${digits}`;
}
