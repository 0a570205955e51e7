import { CatalogError } from '../../lib/errors.ts';
import type { Receipt } from '../../lib/land/receipt.ts';
import type { Removal } from '../../lib/land/remove-expired.ts';
import type { JobReport } from '../../lib/land/report.ts';
import type { Job } from '../../lib/model/job.ts';
import { printableLines } from '../../lib/printable.ts';
import { toJson } from '../terminal/json.ts';
import { counted, inBytes } from '../terminal/numbers.ts';
import { captureAsJson, captureAsText } from './capture-report.ts';
import { inputNames } from './input-names.ts';

/** What a run did for a job, in one line. */
export function jobReportAsText(report: JobReport, lake: string): string {
  const { job, receipts, notBegun, waiting, expired, lost, registration } = report;
  const { failure, waitsFor, continues, removal, capture } = report;
  const head = `${job.name} in ${lake}:`;
  const captured = capture === undefined ? '' : captureAsText(capture);
  if (failure !== undefined) return printableLines(`${head} failed.\n${captured}`);
  if (waitsFor !== undefined) {
    return printableLines(`${head} not begun, because its input ${waitsFor} failed.\n`);
  }
  const landed = receipts.filter((receipt) => receipt.status === 'landed');
  const rows = landed.reduce((sum, receipt) => sum + receipt.rows, 0);
  const bytes = landed.reduce((sum, receipt) => sum + receipt.bytes, 0);
  const failed = count(receipts, 'failed');
  const parts = [
    `${counted(landed.length, job.grain)} landed (${counted(rows, 'row')}, ${inBytes(bytes)})`,
    `${count(receipts, 'already-there')} already there`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(notBegun.length > 0 ? [`${notBegun.length} left for the next run`] : []),
    ...(waiting.length > 0 ? [waitingPart(report)] : []),
    ...(expired.length > 0 ? [`${expired.length} expired`] : []),
    ...(lost.length > 0 ? [`${lost.length} lost`] : []),
    ...(registration === undefined ? [] : [catalogPart(registration)]),
    ...(removal === undefined ? [] : removalParts(job, removal)),
  ];
  const begun =
    continues === undefined
      ? ''
      : `  The lake was begun by ${continues}. Its periods stay as they are; this version adds its own.\n`;
  return printableLines(`${head} ${parts.join(', ')}.\n${begun}${captured}`);
}

/** The same with every receipt, as JSON. */
export function jobReportAsJson(report: JobReport, lake: string): string {
  const { job, receipts, notBegun, waiting, expired, registration } = report;
  const { failure, waitsFor, removal, capture } = report;
  return toJson({
    job: job.name,
    lake,
    landed: count(receipts, 'landed'),
    alreadyThere: count(receipts, 'already-there'),
    failed: count(receipts, 'failed'),
    ...(capture === undefined ? {} : { capture: captureAsJson(capture) }),
    notBegun,
    waiting,
    expired,
    lost: report.lost,
    ...(removal === undefined ? {} : removalAsJson(removal)),
    ...(failure === undefined ? {} : { error: failure.message }),
    ...(waitsFor === undefined ? {} : { waitsFor }),
    ...(report.continues === undefined ? {} : { continues: report.continues }),
    ...(registration === undefined ? {} : { catalog: catalogAsJson(registration) }),
    receipts: receipts.map((receipt) =>
      receipt.status === 'failed' ? { ...receipt, error: receipt.error.message } : receipt,
    ),
  });
}

/** What the catalog answered, as part of a sentence. */
export function catalogPart(registration: NonNullable<JobReport['registration']>): string {
  if (registration instanceof CatalogError) return 'not registered in the catalog';
  if (registration.projected) return 'the catalog computes its partitions';
  return `${registration.added} new in the catalog`;
}

/** What became of expired objects, as parts of a sentence. */
export function removalParts({ grain }: Job, { removed, failure }: Removal): string[] {
  return [
    ...(removed > 0 ? [`${counted(removed, `expired ${grain}`)} removed`] : []),
    ...(failure === undefined ? [] : ['others that have expired not removed']),
  ];
}

function removalAsJson({ removed, failure }: Removal) {
  return { removed, ...(failure === undefined ? {} : { notRemoved: failure.message }) };
}

/** How many periods wait for their inputs, as part of a sentence. */
export function waitingPart({ job, waiting }: Pick<JobReport, 'job' | 'waiting'>): string {
  const names = inputNames(waiting.flatMap(({ missing }) => missing));
  return `${counted(waiting.length, job.grain)} waiting for ${names}`;
}

function count(receipts: readonly Receipt[], status: Receipt['status']): number {
  return receipts.filter((receipt) => receipt.status === status).length;
}

function catalogAsJson(registration: NonNullable<JobReport['registration']>) {
  return registration instanceof CatalogError ? { error: registration.message } : registration;
}
