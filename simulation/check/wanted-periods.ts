import type { Job } from '../../lib/model/job.ts';
import {
  type Period,
  periodAt,
  periodEnd,
  periodStart,
  periodsWithin,
  type TimedPeriod,
} from '../../lib/model/period.ts';
import { apiJobs } from '../jobs/api-jobs.ts';
import { fakeAccounts } from '../jobs/fake-accounts.ts';
import { timedJobs } from '../jobs/simulated-jobs.ts';
import type { WantedOfJob } from '../wants.ts';

/** The daily jobs that are made from the hours of another one. */
const derived = timedJobs.filter(({ inputs = [] }) => inputs.length > 0);

/** All periods that the runs of a world wanted. */
export class WantedPeriods {
  private readonly periods = new Map<Job, Set<TimedPeriod>>();

  constructor() {
    for (const job of [...timedJobs, ...apiJobs]) this.periods.set(job, new Set());
  }

  add({ job, wanted }: Pick<WantedOfJob, 'job' | 'wanted'>): void {
    if (job.grain === 'file') return;
    for (const period of wanted) this.of(job).add(period);
  }

  /**
   * The periods for the quiet run, oldest first: all that were wanted, and every day of which an
   * hour was.
   */
  all(): Map<Job, TimedPeriod[]> {
    for (const hour of this.of(fakeAccounts)) {
      for (const job of derived) this.of(job).add(periodAt('day', periodStart(hour)));
    }
    return new Map([...this.periods].map(([job, periods]) => [job, [...periods].sort()]));
  }

  /** The periods that must have landed after the quiet run: of days those whose hours were all wanted. */
  expected(): Map<Job, ReadonlySet<Period>> {
    const hours = this.of(fakeAccounts);
    const wholeDays = (job: Job) =>
      [...this.of(job)].filter((day) =>
        periodsWithin(day, 'hour').every((hour) => hours.has(hour)),
      );
    return new Map(
      timedJobs.map((job) => [job, derived.includes(job) ? new Set(wholeDays(job)) : this.of(job)]),
    );
  }

  /** The periods of a job that any run wanted and that were over at a moment. */
  over(job: Job, now: number): readonly TimedPeriod[] {
    return [...this.of(job)].filter((period) => periodEnd(period) <= now);
  }

  private of(job: Job): Set<TimedPeriod> {
    const periods = this.periods.get(job);
    if (periods === undefined) throw new TypeError(`${job.name} is no job of a simulated lake`);
    return periods;
  }
}
