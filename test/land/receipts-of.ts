import type { Receipt } from '../../lib/land/receipt.ts';
import type { JobReport, RunReport } from '../../lib/land/report.ts';
import type { Job } from '../../lib/model/job.ts';

/** What a run says of a job that it ran. */
export function reportOf({ jobs }: RunReport, job: Pick<Job, 'name'>): JobReport {
  const found = jobs.find((report) => report.job.name === job.name);
  if (found !== undefined) return found;
  throw new TypeError(`Expected a report of ${job.name}`);
}

/** The receipts that a run gives for a job that it ran. */
export function receiptsOf(report: RunReport, job: Pick<Job, 'name'>): readonly Receipt[] {
  return reportOf(report, job).receipts;
}
