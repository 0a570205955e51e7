import { type Declaration, declarationIdentity } from '../../lib/lake/declaration.ts';
import { firstKeptDay, isExpired } from '../../lib/land/expiry.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Period } from '../../lib/model/period.ts';
import { fakeAccounts } from '../jobs/fake-accounts.ts';
import { placeOf } from '../jobs/simulated-jobs.ts';
import type { VisibleLake } from './visible-lake.ts';

/** Knows for how many days a lake keeps its hours, and which hours may therefore be gone. */
export class ExpiryWatch {
  private readonly lake: VisibleLake;
  /** What a person may declare, and the clock of the world. `undefined`: hours are kept for ever. */
  private keeping: { readonly keepDays: number; readonly now: () => number } | undefined;
  /** Since when the lake declares it. */
  private since = Number.POSITIVE_INFINITY;
  /** SHA-256 of hours that were removed because they had expired, by key. */
  private readonly removed = new Map<string, string>();

  constructor(lake: VisibleLake) {
    this.lake = lake;
  }

  /** From now on a person may declare that hours are kept for some days. */
  allow(keepDays: number, now: () => number): void {
    this.keeping = { keepDays, now };
  }

  /** Whether hours may expire in this world. */
  get isOn(): boolean {
    return this.keeping !== undefined;
  }

  /** Number of hours that were removed because they had expired. */
  get hours(): number {
    return this.removed.size;
  }

  /** Whether a period has expired by what the lake declares now. */
  hasExpired(job: Job, period: Period): boolean {
    return this.isOlder(period, this.lake.declarationOf(job)?.keepDays);
  }

  /** Whether a period had expired at an instant by what the lake declared then and declares now. */
  wasExpired(job: Job, period: Period, instant: number): boolean {
    const keepDays = this.lake.declarationOf(job)?.keepDays;
    return this.since <= instant && this.isOlder(period, keepDays, instant);
  }

  /** Whether a person has changed how long a job is kept after an instant. */
  isChangedSince({ name }: Job, instant: number): boolean {
    return name === fakeAccounts.name && Number.isFinite(this.since) && this.since >= instant;
  }

  /** Takes a later declaration where it differs only in the days to keep, and says whether it does. */
  accepts(former: Declaration | undefined, later: Declaration | undefined): boolean {
    if (this.keeping === undefined || later?.job !== fakeAccounts.name) return false;
    if (![undefined, this.keeping.keepDays].includes(later.keepDays)) return false;
    if (!areEqualButKeeping(former, later)) return false;
    this.since = later.keepDays === undefined ? Number.POSITIVE_INFINITY : this.keeping.now();
    return true;
  }

  /** Whether an object may go because it has expired. Remembers its digest. */
  mayGo(key: string): boolean {
    const { job, period } = placeOf(key) ?? {};
    if (job !== fakeAccounts || period === undefined) return false;
    if (!this.isOlder(period, this.keeping?.keepDays)) return false;
    this.removed.set(key, this.lake.sha256Of(key) ?? '');
    return true;
  }

  /** SHA-256 that an hour had when it was removed. */
  digestOf(key: string): string | undefined {
    return this.removed.get(key);
  }

  private isOlder(
    period: Period,
    keepDays: number | undefined,
    instant = this.keeping?.now(),
  ): boolean {
    if (keepDays === undefined || instant === undefined) return false;
    return isExpired({ keptFrom: firstKeptDay(instant, keepDays) }, period);
  }
}

/** Whether two declarations say the same, except for how long objects are kept. */
export function areEqualButKeeping(
  one: Declaration | undefined,
  other: Declaration | undefined,
): boolean {
  const [first, second] = [one, other].map((each) => each && declarationIdentity(each));
  return first === second;
}
