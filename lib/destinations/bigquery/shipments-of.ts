import { DatabaseError } from '../../errors.ts';
import type { Delivered, Shipment } from '../destination.ts';
import type { DeliveryJournal, JournalEntry, JournalPeriod } from './delivery-journal.ts';

/**
 * The shipments of a load that was written down before: those that are at hand, and the others from the
 * lake.
 *
 * @param given shipments that are at hand
 * @throws DatabaseError when the object of a period is another one by now; StoreError when it is gone.
 */
export async function shipmentsOf(
  entry: JournalEntry,
  given: readonly Shipment[],
  { delivered, journal }: { readonly delivered: Delivered; readonly journal: DeliveryJournal },
): Promise<readonly Shipment[]> {
  const shipments: Shipment[] = [];
  for (const period of entry.periods) {
    const isSame = (each: Shipment) =>
      each.period === period.period && each.sha256 === period.sha256;
    const shipment = given.find(isSame) ?? (await delivered.shipmentOf?.(period.period));
    if (shipment === undefined || !isSame(shipment)) throw changed(period, delivered.job, journal);
    shipments.push(shipment);
  }
  return shipments;
}

function changed({ period }: JournalPeriod, job: string, { name }: DeliveryJournal): DatabaseError {
  return new DatabaseError({
    expected: `the object of ${job} ${period} with which a delivery began that was killed`,
    got: 'another one, which replaced it',
    advice: `When no delivery is at work, remove the last object of ${name}, and deliver again.`,
  });
}
