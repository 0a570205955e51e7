import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../lib/errors.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { capturedPeriodKey } from '../../lib/lake/raw-key.ts';
import { addPeriods, type Hour, parseHour, periodEnd } from '../../lib/model/period.ts';
import type { ApiAsker } from '../../simulation/check/api-watch.ts';
import { Witness } from '../../simulation/check/witness.ts';
import { first } from '../../simulation/deployments.ts';
import { rates } from '../../simulation/jobs/api-jobs.ts';
import { type ApiPage, SimulatedApi } from '../../simulation/world/api.ts';

const HOUR = parseHour('2026-01-05T20');
const OVER = periodEnd(HOUR);
const NEXT_OVER = periodEnd(addPeriods(HOUR, 1));

describe('the witness of an API', () => {
  it('takes a snapshot of one moment, in its time, by the clock of the run', () => {
    const [right, ahead] = [aWorld(), aWorld({ clockAhead: 3_600_000 })];

    right.capture(HOUR, [right.page(0, OVER), right.page(2, OVER + 1_000)]);
    ahead.capture(HOUR, [ahead.page(0, OVER - 3_600_000), ahead.page(2, OVER - 3_600_000)]);

    expect([right, ahead].map(({ witness }) => witness.violation)).toEqual([undefined, undefined]);
  });

  it('accuses a snapshot that was taken too early or too late', () => {
    const [early, late] = [aWorld(), aWorld()];

    early.capture(HOUR, [early.page(0, OVER - 2), early.page(2, OVER - 1)]);
    late.capture(HOUR, [late.page(0, NEXT_OVER - 1), late.page(2, NEXT_OVER)]);

    const what =
      'a snapshot was not taken between the end of its period and the end of the next one';
    expect([early, late].map(({ witness }) => witness.violation?.what)).toEqual([what, what]);
  });

  it('accuses a capture of two states, of some pages, and of what nobody answered', () => {
    const [mixed, half, made] = [aWorld({ changes: [OVER + 500] }), aWorld(), aWorld()];

    mixed.capture(HOUR, [mixed.page(0, OVER), mixed.page(2, OVER + 1_000)]);
    half.capture(HOUR, [half.page(0, OVER)]);
    const page = made.page(0, OVER);
    made.capture(HOUR, [{ ...page, body: page.body.replace('"id":1', '"id":9') }]);

    expect([mixed, half, made].map(({ witness }) => witness.violation?.what)).toEqual([
      'a capture mixes two states',
      'a capture lacks pages, or has some twice',
      'a capture is not what the API answered',
    ]);
  });

  it('accuses a capture under the key of another period', () => {
    const { witness, capture, page } = aWorld();

    capture(addPeriods(HOUR, 1), [page(0, OVER), page(2, OVER)]);

    expect(witness.violation?.what).toBe(
      'a capture has the name of another period than was asked for',
    );
  });

  it('accuses a run that asks for what was lost before it began', () => {
    const { witness, page } = aWorld({ instant: NEXT_OVER });

    page(0, NEXT_OVER);

    expect(witness.violation?.what).toBe('a run asked for a period that was lost before it began');
  });

  it('accuses a run that gives up a period that it could capture', () => {
    const { witness } = aWorld();

    witness.api.toldLost({ instant: NEXT_OVER }, rates, HOUR);
    const before = witness.violation;
    witness.api.toldLost({ instant: NEXT_OVER - 1 }, rates, HOUR);

    expect([before, witness.violation?.what]).toEqual([
      undefined,
      'a run gave up a period that it could capture',
    ]);
    expect(witness.sightings()).toEqual({ 'period lost': 1 });
  });

  it('accuses rows that outlive their capture', () => {
    const { witness, capture, page } = aWorld();
    capture(HOUR, [page(0, OVER), page(2, OVER)]);
    witness.lake.add(objectKey(rates, HOUR), new Uint8Array());

    witness.gone(capturedPeriodKey(rates.name, HOUR), true);

    expect(witness.violation?.what).toBe('rows outlived the capture that they were made from');
  });

  it('accuses rows that landed while a crash would lose their capture', () => {
    const { witness, capture, page } = aWorld();
    capture(HOUR, [page(0, OVER), page(2, OVER)]);

    witness.api.landed(rates, HOUR, () => true);
    const before = witness.violation;
    witness.api.landed(rates, HOUR, () => false);

    expect([before, witness.violation?.what]).toEqual([
      undefined,
      'rows landed before their capture was safe',
    ]);
  });

  it('excuses a capture that failed because the list never stood still, or its time was over', () => {
    const changes = [1, 2, 3, 4].map((seconds) => OVER + seconds * 1_000);
    const [restless, late, neither] = [
      aWorld({ changes, now: OVER + 5_000 }),
      aWorld({ now: NEXT_OVER }),
      aWorld({ now: NEXT_OVER - 1 }),
    ];

    const excused = [restless, late, neither].map(({ witness, asker, page }) => {
      for (const at of [OVER, ...changes]) page(0, at);
      const error = new CaptureError({ expected: 'an answer', got: 'none', advice: 'Wait.' });
      witness.api.told(asker, rates, { item: HOUR, status: 'failed', error });
      return witness.api.isExcused(error);
    });

    expect(excused).toEqual([true, true, false]);
  });
});

/** A world with an API of three rates, in pages of two. */
function aWorld({
  changes = [],
  clockAhead = 0,
  instant = OVER,
  now = OVER,
}: {
  readonly changes?: readonly number[];
  readonly clockAhead?: number;
  readonly instant?: number;
  readonly now?: number;
} = {}) {
  const witness = new Witness(
    [first],
    () => {},
    () => now,
  );
  const api = new SimulatedApi({ changes, trades: [], outages: [], pageSize: 2 });
  const asker: ApiAsker = { process: { ending: undefined }, instant, clockAhead };

  function page(offset: number, at: number): ApiPage {
    const url = new URL(`http://127.0.0.1:4700/rates?period=${HOUR}&offset=${offset}`);
    const answered = api.answer(url, at);
    witness.api.answered(answered, asker);
    return answered;
  }

  function capture(period: Hour, pages: readonly ApiPage[]): void {
    const lines = pages.map(({ body }) => `{"time":"","body":${body}}\n`);
    witness.shown(capturedPeriodKey(rates.name, period), gzipSync(lines.join('')));
  }

  return { witness, asker, page, capture };
}
