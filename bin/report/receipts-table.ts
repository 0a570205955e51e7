import { CatalogError } from '../../lib/errors.ts';
import type { Receipt } from '../../lib/land/receipt.ts';
import type { RunReport } from '../../lib/land/run.ts';
import { counted, grouped, inBytes } from '../terminal/numbers.ts';

/** A page of GitHub takes a mebibyte; so many lines stay far below. */
const LINES = 1000;

/**
 * What a run did, as Markdown: a sentence, and a table of the receipts of hours that landed or
 * failed. Hours that were there before are counted, not listed.
 *
 * @param title such as `fake-accounts in s3://bucket`
 */
export function receiptsTable(title: string, report: RunReport): string {
  const { receipts, notBegun, registration } = report;
  const of = (status: Receipt['status']) => receipts.filter((receipt) => receipt.status === status);
  const told = [...of('failed'), ...of('landed')];
  const counts = [
    `${counted(of('landed').length, 'hour')} landed`,
    `${of('already-there').length} already there`,
    `${of('failed').length} failed`,
    `${notBegun.length} not begun`,
    ...(registration === undefined ? [] : [catalogPart(registration)]),
  ];
  const lines = [`### ${title}`, '', `${counts.join(', ')}.`];
  if (told.length > 0) {
    lines.push('', '| hour | status | rows | size | SHA-256 |', '|---|---|--:|--:|---|');
    lines.push(...told.slice(0, LINES).map(line));
    if (told.length > LINES) lines.push('', `And ${grouped(told.length - LINES)} more.`);
  }
  return `${lines.join('\n')}\n\n`;
}

/** What the catalog said, as part of a sentence. */
export function catalogPart(registration: NonNullable<RunReport['registration']>): string {
  if (registration instanceof CatalogError) return 'the catalog was not told';
  if (registration.projected) return 'the catalog works out its hours';
  return `${registration.added} new in the catalog`;
}

function line(receipt: Receipt): string {
  switch (receipt.status) {
    case 'failed':
      return `| ${receipt.hour} | **failed** | | | ${cell(receipt.error.message)} |`;
    case 'landed':
      return `| ${receipt.hour} | landed | ${grouped(receipt.rows)} | ${inBytes(receipt.bytes)} | \`${receipt.sha256.slice(0, 12)}\` |`;
    case 'already-there':
      return `| ${receipt.hour} | already there | | | |`;
  }
}

/** Text that cannot end its cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
