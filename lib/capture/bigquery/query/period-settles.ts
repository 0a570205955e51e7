import type { TableFacts } from '../../../gcp/query-requests.ts';
import { HOUR_MS, periodEnd, type TimedPeriod } from '../../../model/period.ts';
import { instantText } from './instant-text.ts';

/**
 * The instant from which on no rows of a period are expected, in milliseconds since 1970-01-01T00:00:00Z.
 *
 * @example
 * settlesAt({ settlesAfterHours: 6 }, parsePeriod('1970-01-01')) // => 108000000
 */
export function settlesAt(
  { settlesAfterHours }: { readonly settlesAfterHours: number },
  period: TimedPeriod,
): number {
  return periodEnd(period) + settlesAfterHours * HOUR_MS;
}

/**
 * Why a period is not complete yet, as a sentence; `undefined` when it is. A period is complete when the
 * table was written to after it had settled, and no row in the streaming buffer is older than that: what
 * fills a table in its order has passed the period then. A view does not say when its rows were written, so
 * that its periods are complete as soon as they are due.
 *
 * @example
 * const table = { fields: [], isStored: true, created: 0, lastModified: 108000000 }
 * whyUnsettled({ from: 'p.d.t', settlesAfterHours: 6 }, parsePeriod('1970-01-01'), table) // => undefined
 * whyUnsettled({ from: 'p.d.t', settlesAfterHours: 6 }, parsePeriod('1970-01-02'), table) // => 'p.d.t was last written to at 1970-01-02T06:00:00Z, and is awaited until 1970-01-03T06:00:00Z.'
 */
export function whyUnsettled(
  question: { readonly from: string; readonly settlesAfterHours: number },
  period: TimedPeriod,
  { isStored, lastModified, oldestInBuffer = lastModified }: TableFacts,
): string | undefined {
  const settled = settlesAt(question, period);
  if (!isStored || oldestInBuffer >= settled) return undefined;
  const { from } = question;
  const until = `and is awaited until ${instantText(settled)}.`;
  return oldestInBuffer < lastModified
    ? `${from} has rows from ${instantText(oldestInBuffer)} in its streaming buffer, ${until}`
    : `${from} was last written to at ${instantText(oldestInBuffer)}, ${until}`;
}
