/** The three forms of a date in HTTP: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
const HTTP_DATE =
  /^(?:[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT|[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} [\d:]{8} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})$/;

/**
 * How long the header `Retry-After` asks to wait, in seconds: it has a number of them, or a date. 0 for a
 * date that is over; `undefined` when there is no such header, or it has another form.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @example
 * retryAfterSeconds('120', 0) // => 120
 * retryAfterSeconds('Thu, 01 Jan 1970 00:00:30 GMT', 10_000) // => 20
 * retryAfterSeconds('soon', 0) // => undefined
 */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}(\.\d{1,9})?$/.test(text)) return Number(text);
  if (!HTTP_DATE.test(text)) return undefined;
  // The oldest form does not name its time zone, which is GMT.
  const time = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : Math.max((time - now) / 1_000, 0);
}
