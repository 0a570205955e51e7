import { RunFailedError } from '../errors.ts';
import type { DeliveryReport } from './delivery-receipt.ts';

/** A message names this many periods; the receipts have all. */
const NAMED = 24;

/**
 * The error of a delivery in which the database failed, a period failed, or one had been changed after it
 * was delivered; `undefined` when all is well.
 */
export function deliveryFailure(reports: readonly DeliveryReport[]): Error | undefined {
  const broken = reports.find(({ failure }) => failure !== undefined)?.failure;
  if (broken !== undefined) return broken;
  const all = reports.flatMap(({ job, receipts }) =>
    receipts.map((receipt) => ({ job: job.name, receipt })),
  );
  const failed = all.filter(({ receipt }) => receipt.status === 'failed');
  const changed = all.filter(({ receipt }) => receipt.status === 'changed');
  const wrong = [...failed, ...changed];
  if (wrong.length === 0) return undefined;
  const names = wrong.slice(0, NAMED).map(({ job, receipt }) => `${job} ${receipt.period}`);
  const more = wrong.length > NAMED ? ` and ${wrong.length - NAMED} more` : '';
  const first = failed[0]?.receipt;
  const cause = first?.status === 'failed' ? first.error : undefined;
  return new RunFailedError(
    {
      expected: 'every landed period in the database as it is in the lake',
      got: `${failed.length} that failed, ${changed.length} changed since: ${names.join(', ')}${more}`,
      advice: [
        ...(cause === undefined ? [] : [cause.message]),
        ...(changed.length === 0 ? [] : [CHANGED]),
        'What was delivered stays.',
      ].join(' '),
    },
    { periods: wrong.map(({ job, receipt }) => ({ job, period: receipt.period })) },
    cause === undefined ? {} : { cause },
  );
}

const CHANGED =
  'To deliver a changed period again, remove its rows and its line in hourlake_deliveries in one transaction.';
