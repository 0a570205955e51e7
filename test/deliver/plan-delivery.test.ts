import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planDelivery, type Referred } from '../../lib/deliver/plan-delivery.ts';
import { type Period, parseHour, parsePeriod, periodRange } from '../../lib/model/period.ts';

const hours = periodRange(parseHour('2026-11-20T00'), parseHour('2026-11-20T06'));
const [h0, h1, h2, h3, h4] = hours as [Period, Period, Period, Period, Period];

function referred(delivered: readonly Period[], more: Partial<Referred> = {}): Referred {
  return { job: 'people', since: h0, landed: hours, delivered: new Set(delivered), ...more };
}

describe('planDelivery', () => {
  it('delivers what has landed and is not there', () => {
    const plan = planDelivery(hours.slice(0, 3), new Set([h1]), []);

    expect(plan).toEqual({ ready: [h0, h2], alreadyThere: [h1], waiting: [] });
  });

  it('waits for the first period of another job that is missing, in the lake or in the database', () => {
    const plan = planDelivery([h0, h1, h2, h3], new Set(), [
      referred([h0, h1, h3], { landed: [h0, h1, h3] }),
    ]);

    expect(plan.ready).toEqual([h0, h1]);
    expect(plan.waiting).toEqual([
      { period: h2, waitsFor: { job: 'people', period: h2 } },
      { period: h3, waitsFor: { job: 'people', period: h2 } },
    ]);
  });

  it('waits for all of several jobs', () => {
    const { ready } = planDelivery([h0, h1, h2], new Set(), [
      referred([h0, h1]),
      referred([h0], { job: 'accounts' }),
    ]);

    expect(ready).toEqual([h0]);
  });

  it('begins where the other job begins, or earlier if it was backfilled', () => {
    const begun = planDelivery([h2], new Set(), [referred([h2], { since: h2, landed: [h2] })]);
    const backfilled = planDelivery([h2], new Set(), [
      referred([h2], { since: h2, landed: [h1, h2] }),
    ]);

    expect(begun.ready).toEqual([h2]);
    expect(backfilled.waiting).toEqual([{ period: h2, waitsFor: { job: 'people', period: h1 } }]);
  });

  it('has hours wait for the day that they lie in, and a day for all its hours', () => {
    const day = parsePeriod('2026-11-20');
    const ofHours = planDelivery([h0], new Set(), [referred([], { since: day, landed: [day] })]);
    const ofDay = planDelivery([day], new Set(), [referred(hours)]);

    expect(ofHours.waiting).toEqual([{ period: h0, waitsFor: { job: 'people', period: day } }]);
    expect(ofDay.waiting).toEqual([
      { period: day, waitsFor: { job: 'people', period: '2026-11-20T06' } },
    ]);
  });

  it('waits for all files of a job without time', () => {
    const [one, two] = ['3f9a0c51d2e7', '4f9a0c51d2e7'].map(parsePeriod) as [Period, Period];
    const files = { since: undefined, landed: [one, two] };

    expect(planDelivery([h0], new Set(), [referred([one], files)]).waiting).toHaveLength(1);
    expect(planDelivery([h0], new Set(), [referred([one, two], files)]).ready).toEqual([h0]);
  });

  it('puts every period into one part, and none that is ready before its gap', () => {
    fc.assert(
      fc.property(
        fc.subarray(hours),
        fc.subarray(hours),
        fc.subarray(hours),
        (landed, there, of) => {
          const plan = planDelivery(landed, new Set(there), [referred(of)]);
          const gap = hours.find((hour) => !of.includes(hour));

          const all = [
            ...plan.ready,
            ...plan.alreadyThere,
            ...plan.waiting.map(({ period }) => period),
          ];
          expect(all.sort()).toEqual([...landed].sort());
          for (const period of plan.ready) expect(gap === undefined || period < gap).toBe(true);
        },
      ),
    );
  });

  it('never waits for itself', () => {
    expect(planDelivery([h4], new Set(), []).ready).toEqual([h4]);
  });
});
