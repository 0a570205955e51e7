import { readDate } from '../../../contract/readers/date.ts';
import { readTimestamp } from '../../../contract/readers/timestamp.ts';
import { DAY_MS } from '../../../model/calendar-date.ts';
import type { JsonValue } from '../../../model/json-row.ts';

const readDay = readDate.reader({}, { reads: readDate.usual, round: false });
const readInstant = readTimestamp.reader({}, { reads: readTimestamp.usual, round: true });

/**
 * When a record was made or changed, in milliseconds since 1970-01-01T00:00:00Z. Reads a timestamp with a time
 * zone, and a date as its start in UTC. `undefined` for any other value.
 *
 * @example
 * recordTime('1970-01-02') // => 86_400_000
 * recordTime('1970-01-01T01:00:00.5+01:00') // => 500
 * recordTime('1970-01-01 01:00') // => undefined
 */
export function recordTime(value: JsonValue | undefined): number | undefined {
  if (typeof value !== 'string') return undefined;
  const day = readDay(value);
  const instant = typeof day === 'number' ? day * DAY_MS : readInstant(value);
  return typeof instant === 'number' ? instant : undefined;
}
