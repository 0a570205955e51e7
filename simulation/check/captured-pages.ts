import { gunzipSync } from 'node:zlib';
import type { Job } from '../../lib/model/job.ts';
import { addPeriods, periodEnd, type TimedPeriod } from '../../lib/model/period.ts';
import type { ApiPage } from '../world/api.ts';

/** A page of an API, and by how much the clock was ahead of the process that got it, in milliseconds. */
export type AnsweredPage = ApiPage & { readonly clockAhead: number };

/** The body of an answer, as the simulated API writes it. */
interface PageBody {
  readonly answer: number;
  readonly total: number;
  readonly items: readonly unknown[];
}

/**
 * The answers that a capture consists of, in its order; `undefined` when it is anything else than whole
 * answers, as they were given.
 *
 * @param answerOf an answer by its number
 */
export function pagesIn<Page extends ApiPage>(
  bytes: Uint8Array,
  answerOf: (number: number) => Page | undefined,
): readonly Page[] | undefined {
  const bodies = bodiesIn(bytes);
  const pages = bodies.flatMap(({ answer }) => answerOf(answer) ?? []);
  const isSaid = pages.every(({ body }, index) => body === JSON.stringify(bodies[index]));
  return isSaid && pages.length === bodies.length && pages.length > 0 ? pages : undefined;
}

/** What is wrong with the pages that were captured of a period; `undefined` when nothing is. */
export function problemOf(
  { name, captures }: Job,
  period: TimedPeriod,
  pages: readonly AnsweredPage[],
): string | undefined {
  if (pages.some((page) => page.job !== name || page.period !== period)) {
    return 'a capture has the name of another period than was asked for';
  }
  if (new Set(pages.map(({ state }) => state)).size > 1) return 'a capture mixes two states';
  if (!areWhole(pages)) return 'a capture lacks pages, or has some twice';
  if (captures === 'snapshot' && !pages.every((page) => isInTime(period, page))) {
    return 'a snapshot was not taken between the end of its period and the end of the next one';
  }
  return undefined;
}

/** When the snapshot of a period can no longer be taken, in milliseconds since 1970-01-01T00:00:00Z. */
export function endOfCapture(period: TimedPeriod): number {
  return periodEnd(addPeriods(period, 1));
}

function isInTime(period: TimedPeriod, { at, clockAhead }: AnsweredPage): boolean {
  const time = at + clockAhead;
  return time >= periodEnd(period) && time < endOfCapture(period);
}

function areWhole(pages: readonly ApiPage[]): boolean {
  let received = 0;
  let total = 0;
  for (const { offset, body } of pages) {
    const { items, total: said } = parsedBody(body);
    if (offset !== received) return false;
    received += items.length;
    total = said;
  }
  return received === total;
}

function bodiesIn(bytes: Uint8Array): readonly PageBody[] {
  const lines = gunzipSync(bytes).toString().split('\n').slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as { body: PageBody }).body);
}

function parsedBody(body: string): PageBody {
  // Written by the simulated API.
  return JSON.parse(body);
}
