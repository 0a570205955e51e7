import type { CaptureOutcome } from '../../lib/capture/capture.ts';
import { firstCapturable, isLost } from '../../lib/land/expiry.ts';
import { failureOf, type JobReport, type RunReport } from '../../lib/land/report.ts';
import { inboxJobs } from '../jobs/simulated-jobs.ts';
import type { WantedOfJob } from '../wants.ts';
import type { Sighting } from './sightings.ts';
import type { Errand, Witness } from './witness.ts';

/** Checks what a run says that a job captured. */
export function checkCaptures(
  witness: Witness,
  errand: Errand,
  {
    wants,
    report,
    jobs,
  }: Pick<RunReport, 'jobs'> & {
    readonly wants: WantedOfJob;
    readonly report: JobReport;
  },
): void {
  if (report.capture === undefined) return;
  const isWell =
    failureOf({ jobs }) === undefined && jobs.every((one) => one.notBegun.length === 0);
  if (wants.job.captures === undefined) checkFiles(witness, errand, report, isWell);
  else checkPeriods(witness, errand, { wants, report, isWell });
}

/** Whatever a run captured is in the lake, and what it settled was there. */
function checkFiles(
  witness: Witness,
  { process }: Errand,
  { job, capture }: JobReport,
  isWell: boolean,
): void {
  for (const outcome of capture?.outcomes ?? []) {
    countFile(witness, outcome);
    if (outcome.status !== 'captured' && outcome.status !== 'known') continue;
    const { item, period } = outcome;
    const isThere = inboxJobs.every((one) => witness.lake.has(one, period));
    if (isThere || !isWell) continue;
    const where = `${process.name} ${job.name} ${item}`;
    witness.accuse('a run ended well, and a captured file has not landed', where);
  }
  for (const settlement of capture?.settled?.values() ?? []) {
    if (settlement === 'changed') witness.sees('changed');
  }
}

/** A run that ends well has captured all that it wanted and could capture. */
function checkPeriods(
  witness: Witness,
  errand: Errand,
  {
    wants: { job, wanted },
    report: { lost },
    isWell,
  }: { readonly wants: WantedOfJob; readonly report: JobReport; readonly isWell: boolean },
): void {
  const { process, instant } = errand;
  for (const period of lost) witness.api.toldLost(errand, job, period);
  if (!isWell) return;
  const capturableFrom = firstCapturable(job, instant);
  for (const period of wanted) {
    if (isLost({ capturableFrom }, period) || witness.api.captureOf(job, period)) continue;
    const where = `${process.name} ${job.name} ${period}`;
    witness.accuse('a run ended well, and a period is not captured that could be', where);
  }
}

function countFile(witness: Witness, { status }: CaptureOutcome): void {
  const seen: Partial<Record<CaptureOutcome['status'], Sighting>> = {
    captured: 'captured',
    known: 'known',
    waits: 'waited',
    refused: 'refused',
    'refused before': 'refused before',
  };
  const sighting = seen[status];
  if (sighting !== undefined) witness.sees(sighting);
}
