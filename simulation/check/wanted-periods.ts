import type { Job } from '../../lib/model/job.ts';
import {
  type Period,
  periodAt,
  periodStart,
  periodsWithin,
  type TimedPeriod,
} from '../../lib/model/period.ts';
import { dailyDigest } from '../jobs/daily-digest.ts';
import { fakeAccounts } from '../jobs/fake-accounts.ts';
import { simulatedJobs } from '../jobs/simulated-jobs.ts';
import type { WantedOfJob } from '../wants.ts';

/** All periods that the runs of a world wanted. */
export class WantedPeriods {
  private readonly periods = new Map<Job, Set<TimedPeriod>>();

  constructor() {
    for (const job of simulatedJobs) this.periods.set(job, new Set());
  }

  add({ job, wanted }: Pick<WantedOfJob, 'job' | 'wanted'>): void {
    for (const period of wanted) this.of(job).add(period);
  }

  /**
   * The periods for the quiet run, oldest first: all that were wanted, and every day of which an
   * hour was.
   */
  all(): Map<Job, TimedPeriod[]> {
    for (const hour of this.of(fakeAccounts)) {
      this.of(dailyDigest).add(periodAt('day', periodStart(hour)));
    }
    return new Map(simulatedJobs.map((job) => [job, [...this.of(job)].sort()]));
  }

  /** The periods that must have landed after the quiet run: of days those whose hours were all wanted. */
  expected(): Map<Job, ReadonlySet<Period>> {
    const hours = this.of(fakeAccounts);
    const wholeDays = [...this.of(dailyDigest)].filter((day) =>
      periodsWithin(day, 'hour').every((hour) => hours.has(hour)),
    );
    return new Map(
      simulatedJobs.map((job) => [job, job === dailyDigest ? new Set(wholeDays) : this.of(job)]),
    );
  }

  private of(job: Job): Set<TimedPeriod> {
    const periods = this.periods.get(job);
    if (periods === undefined) throw new TypeError(`${job.name} is no job of a simulated lake`);
    return periods;
  }
}
