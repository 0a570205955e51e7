import type { DeliveryReceipt, DeliveryReport } from '../../lib/deliver/delivery-receipt.ts';
import { printableLines } from '../../lib/printable.ts';
import { toJson } from '../terminal/json.ts';
import { counted } from '../terminal/numbers.ts';

/** The two ends of a delivery, as a person names them. */
export interface DeliveryPlace {
  readonly lake: string;
  /** Without any password. */
  readonly database: string;
}

/** What a delivery did for a job, in one line. */
export function deliveryAsText(
  { job, receipts, waiting, notBegun, failure }: DeliveryReport,
  { database }: DeliveryPlace,
): string {
  const delivered = receipts.filter((receipt) => receipt.status === 'delivered');
  const rows = delivered.reduce((sum, receipt) => sum + receipt.rows, 0);
  const [first] = waiting;
  const parts = [
    `${counted(delivered.length, job.grain)} delivered (${counted(rows, 'row')})`,
    `${count(receipts, 'already-there')} already there`,
    ...some(count(receipts, 'failed'), 'failed'),
    ...some(count(receipts, 'changed'), 'changed in the lake since they were delivered'),
    ...some(notBegun.length, 'left for the next run'),
    ...(first === undefined
      ? []
      : [`${waiting.length} waiting for ${first.waitsFor.job} ${first.waitsFor.period}`]),
    ...(failure === undefined ? [] : ['then failed']),
  ];
  return printableLines(`${job.name} to ${database}: ${parts.join(', ')}.\n`);
}

/** The same with every receipt, as JSON. */
export function deliveryAsJson(
  { job, receipts, waiting, notBegun, failure }: DeliveryReport,
  place: DeliveryPlace,
): string {
  return toJson({
    job: job.name,
    ...place,
    delivered: count(receipts, 'delivered'),
    alreadyThere: count(receipts, 'already-there'),
    failed: count(receipts, 'failed'),
    changed: count(receipts, 'changed'),
    waiting,
    notBegun,
    ...(failure === undefined ? {} : { error: failure.message }),
    receipts: receipts.map((receipt) =>
      receipt.status === 'failed' ? { ...receipt, error: receipt.error.message } : receipt,
    ),
  });
}

function some(number: number, what: string): string[] {
  return number > 0 ? [`${number} ${what}`] : [];
}

function count(receipts: readonly DeliveryReceipt[], status: DeliveryReceipt['status']): number {
  return receipts.filter((receipt) => receipt.status === status).length;
}
