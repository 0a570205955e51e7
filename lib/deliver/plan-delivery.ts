import {
  addPeriods,
  isTimed,
  type Period,
  periodEnd,
  periodStart,
  type TimedPeriod,
} from '../model/period.ts';
import type { WaitingDelivery } from './delivery-receipt.ts';

/** A job that rows of another one refer to, as far as it was delivered. */
export interface Referred {
  readonly job: string;
  /** Where its time begins; `undefined` at grain `file`. */
  readonly since: Period | undefined;
  /** All its periods in the lake, oldest first. */
  readonly landed: readonly Period[];
  readonly delivered: { has(period: Period): boolean };
}

/** What a delivery will do for one job. */
export interface DeliveryPlan {
  /** Landed, not delivered, and all they refer to is there: oldest first. */
  readonly ready: readonly Period[];
  readonly alreadyThere: readonly Period[];
  readonly waiting: readonly WaitingDelivery[];
}

/**
 * Plans the delivery of a job. Rows refer to rows of any earlier period, so a period is ready when every
 * period of the jobs that it refers to is delivered, from the beginning of each up to the end of this
 * period. What it refers to is then always there.
 *
 * @param landed the periods that are wanted and in the lake, oldest first
 * @example
 * planDelivery([parseHour('2026-11-20T13')], new Set(), [{ job: 'a', since: parseHour('2026-11-20T13'), landed: [], delivered: new Set() }]).waiting // => [{ period: '2026-11-20T13', waitsFor: { job: 'a', period: '2026-11-20T13' } }]
 */
export function planDelivery(
  landed: readonly Period[],
  delivered: { has(period: Period): boolean },
  referred: readonly Referred[],
): DeliveryPlan {
  const gaps = referred.flatMap((each) => firstGap(each) ?? []);
  const alreadyThere: Period[] = [];
  const ready: Period[] = [];
  const waiting: WaitingDelivery[] = [];
  for (const period of landed) {
    const gap = gaps.find((each) => comesBefore(each.period, period));
    if (delivered.has(period)) alreadyThere.push(period);
    else if (gap === undefined) ready.push(period);
    else waiting.push({ period, waitsFor: gap });
  }
  return { ready, alreadyThere, waiting };
}

/** The first period of a job that is not delivered; `undefined` when it has files, and all are. */
function firstGap({
  job,
  since,
  landed,
  delivered,
}: Referred): WaitingDelivery['waitsFor'] | undefined {
  const [first] = [since, landed[0]]
    .filter((period) => period !== undefined)
    .filter(isTimed)
    .sort();
  if (first === undefined) {
    const file = landed.find((each) => !delivered.has(each));
    return file && { job, period: file };
  }
  let period: TimedPeriod = first;
  while (delivered.has(period)) period = addPeriods(period, 1);
  return { job, period };
}

/** Whether rows of a period may refer to those of another one. Files have no time. */
function comesBefore(gap: Period, period: Period): boolean {
  if (!isTimed(gap) || !isTimed(period)) return true;
  return periodStart(gap) < periodEnd(period);
}
