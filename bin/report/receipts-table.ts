import type { CaptureOutcome } from '../../lib/capture/capture.ts';
import type { Receipt } from '../../lib/land/receipt.ts';
import type { CaptureReport, JobReport } from '../../lib/land/report.ts';
import { printable } from '../../lib/printable.ts';
import { counted, grouped, inBytes } from '../terminal/numbers.ts';
import { captureSentence } from './capture-report.ts';
import { catalogPart, removalParts, waitingPart } from './job-report.ts';

/** A job summary on GitHub takes one mebibyte; this many lines stay far below. */
const LINES = 1000;

/**
 * What a run did for a job, as Markdown: a sentence, and a table of the receipts of periods that
 * landed or failed. Periods that were there before are counted, not listed.
 *
 * @param lake how a person names it: `s3://bucket`
 */
export function receiptsTable(report: JobReport, lake: string): string {
  const { job, receipts, notBegun, waiting, expired, registration } = report;
  const { failure, waitsFor, removal, capture } = report;
  const of = (status: Receipt['status']) => receipts.filter((receipt) => receipt.status === status);
  const listed = [...of('failed'), ...of('landed')];
  const counts = [
    `${counted(of('landed').length, job.grain)} landed`,
    `${of('already-there').length} already there`,
    `${of('failed').length} failed`,
    `${notBegun.length} not begun`,
    ...(waiting.length > 0 ? [waitingPart(report)] : []),
    ...(expired.length > 0 ? [`${expired.length} expired`] : []),
    ...(registration === undefined ? [] : [catalogPart(registration)]),
    ...(removal === undefined ? [] : removalParts(job, removal)),
  ];
  const lines = [`### ${job.name} in ${lake}`, '', `${counts.join(', ')}.`];
  if (failure !== undefined) lines.push('', `**Failed**: ${cell(failure.message)}`);
  if (waitsFor !== undefined) lines.push('', `Not begun, because its input ${waitsFor} failed.`);
  if (capture !== undefined) lines.push(...captureLines(capture));
  if (listed.length > 0) {
    lines.push('', `| ${job.grain} | status | rows | size | SHA-256 |`, '|---|---|--:|--:|---|');
    lines.push(...atMost(listed.map(line)));
  }
  return `${lines.join('\n')}\n\n`;
}

/** A table of what was in the inbox: files that were refused first. */
function captureLines({ place, outcomes, settled }: CaptureReport): string[] {
  if (outcomes.length === 0) return [];
  const [refused, others] = [outcomes.filter(isRefused), outcomes.filter((one) => !isRefused(one))];
  const lines = [...refused, ...others].map((outcome) => {
    const { item, status } = outcome;
    const name = isRefused(outcome) ? `**${cell(item)}**` : cell(item);
    return `| ${name} | ${status} | ${cell(captureSentence(outcome, settled))} |`;
  });
  return ['', `| in ${cell(place)} | status | |`, '|---|---|---|', ...atMost(lines)];
}

function isRefused({ status }: CaptureOutcome): boolean {
  return status === 'refused' || status === 'failed';
}

function atMost(lines: readonly string[]): string[] {
  const more = lines.length > LINES ? ['', `And ${grouped(lines.length - LINES)} more.`] : [];
  return [...lines.slice(0, LINES), ...more];
}

function line(receipt: Receipt): string {
  switch (receipt.status) {
    case 'failed':
      return `| ${receipt.period} | **failed** | | | ${cell(receipt.error.message)} |`;
    case 'landed':
      return `| ${receipt.period} | landed | ${grouped(receipt.rows)} | ${inBytes(receipt.bytes)} | \`${receipt.sha256.slice(0, 12)}\` |`;
    case 'already-there':
      return `| ${receipt.period} | already there | | | |`;
  }
}

/** Text that cannot end its cell. */
function cell(text: string): string {
  return printable(text).replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
