import { CaptureError } from '../../../errors.ts';
import { addPeriods, periodEnd, type TimedPeriod } from '../../../model/period.ts';
import type { AskPage } from '../rest-http.ts';

/**
 * Asks for pages of the snapshot of a period, which is what an API shows between the end of the period and
 * the end of the next one. A run that began in time may still get its answers too late: the API is slow, or
 * other jobs came first.
 *
 * The function throws CaptureError when an answer was complete before or after that.
 */
export function askInTime(ask: AskPage, period: TimedPeriod): AskPage {
  const [from, to] = [periodEnd(period), periodEnd(addPeriods(period, 1))];
  return async (request) => {
    const answer = await ask(request);
    if (answer.time >= from && answer.time < to) return answer;
    throw new CaptureError({
      expected: `the answer of ${request.what} from ${clockText(from)} on and before ${clockText(to)}, as a snapshot of ${period}`,
      got: `it at ${clockText(answer.time)}`,
      advice:
        'A snapshot that is not captured in time is lost. If that happens again, run earlier, read fewer pages, or correct the clock of this machine.',
    });
  };
}

/** @param instant milliseconds since 1970-01-01T00:00:00Z */
function clockText(instant: number): string {
  return new Date(instant).toISOString();
}
