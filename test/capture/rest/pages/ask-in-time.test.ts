import { describe, expect, it } from 'vitest';
import { askInTime } from '../../../../lib/capture/rest/pages/ask-in-time.ts';
import type { PageRequest } from '../../../../lib/capture/rest/rest-http.ts';
import { CaptureError } from '../../../../lib/errors.ts';
import { periodEnd } from '../../../../lib/model/period.ts';
import { aJob, anApi, DAY } from '../an-api.ts';

const HOURS = 3_600_000;
const REQUEST: PageRequest = {
  url: new URL('https://api.example.com/v1/items?secret=value'),
  what: 'items, page 3',
  mostBytes: 1_000,
};

/** An API whose answers are complete some milliseconds after the end of the day. */
function answersAfter(milliseconds: number) {
  const { ask } = anApi(() => ({ body: { items: [], total: 0 } }));
  return async (request: PageRequest) => ({
    ...(await ask(request)),
    time: periodEnd(DAY) + milliseconds,
  });
}

describe('a snapshot', () => {
  it.each([0, 24 * HOURS - 1])(
    'has answers of the next period (%i ms after its own)',
    async (after) => {
      const answer = await askInTime(answersAfter(after), DAY)(REQUEST);

      expect(answer.time).toBe(periodEnd(DAY) + after);
    },
  );

  it('has no answer that came too late, and the error says what to do', async () => {
    const asked = askInTime(answersAfter(24 * HOURS), DAY)(REQUEST);

    await expect(asked).rejects.toThrow(
      new CaptureError({
        expected:
          'the answer of items, page 3 from 2026-11-21T00:00:00.000Z on and before 2026-11-22T00:00:00.000Z, as a snapshot of 2026-11-20',
        got: 'it at 2026-11-22T00:00:00.000Z',
        advice:
          'A snapshot that is not captured in time is lost. If that happens again, run earlier, read fewer pages, or correct the clock of this machine.',
      }),
    );
  });

  it('has no answer from before its period was over', async () => {
    await expect(askInTime(answersAfter(-1), DAY)(REQUEST)).rejects.toThrow(CaptureError);
  });

  it('is captured in its time only; records of a history are captured at any time', async () => {
    const ask = answersAfter(48 * HOURS);
    const due = { name: DAY, period: DAY };

    const history = await aJob({ incremental: { field: 'name' } })
      .connect({ ask })
      .fetch(due);

    expect(history.kind).toBe('fetched');
    await expect(aJob().connect({ ask }).fetch(due)).rejects.toThrow(CaptureError);
  });
});
