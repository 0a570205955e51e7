import type { Delivered, Destination } from '../destinations/destination.ts';
import {
  BatchError,
  DatabaseError,
  DeclarationError,
  HourlakeError,
  ParquetError,
  StoreError,
} from '../errors.ts';
import type { Job } from '../model/job.ts';
import { ATTEMPTS } from '../model/job.ts';
import type { Period } from '../model/period.ts';
import { PageMemory } from '../parquet/page-memory.ts';
import type { DeliveryReceipt } from './delivery-receipt.ts';
import { type LoadedShipment, loadShipment } from './load-shipment.ts';
import type { DeliveryPlan } from './plan-delivery.ts';

/** What the periods of one job are delivered with. */
export interface DeliverJobOptions {
  /** Gives the bytes of the object of a period. */
  readonly read: (period: Period) => Promise<Uint8Array>;
  readonly destination: Destination;
  readonly job: Job;
  readonly delivered: Delivered;
  /** SHA-256 of the periods that are delivered; what this delivers is added. */
  readonly periods: Map<Period, string>;
  /** Whether what was there is compared with the lake. */
  readonly checks: boolean;
  readonly signal: AbortSignal | undefined;
  readonly retryDelay: number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  readonly onReceipt: (receipt: DeliveryReceipt) => void;
}

/** A server that crashed is back within seconds: five waits, from half a second to eight seconds. */
const DATABASE_ATTEMPTS = 6;

/** A transaction takes periods until it has this many rows, bytes or periods: small ones cost a flush each. */
const PARCEL = { rows: 100_000, size: 32 * 1024 ** 2, periods: 500 };

/** Delivers the periods of one job, several of them in a transaction. */
export class DeliverJob {
  readonly receipts: DeliveryReceipt[] = [];
  /** Periods that were not reached. */
  notBegun: readonly Period[] = [];
  readonly #options: DeliverJobOptions;
  readonly #memory = new PageMemory();

  constructor(options: DeliverJobOptions) {
    this.#options = options;
  }

  /**
   * Delivers what is ready.
   *
   * @throws DatabaseError when the database fails, not only a period; what was committed is in
   *   {@link receipts}.
   */
  async deliver({ ready, alreadyThere }: DeliveryPlan): Promise<void> {
    for (const period of alreadyThere) await this.#look(period);
    this.notBegun = ready;
    let parcel: LoadedShipment[] = [];
    for (const [index, period] of ready.entries()) {
      if (this.#options.signal?.aborted) break;
      const shipment = await this.#load(period);
      if (shipment !== undefined) parcel.push(shipment);
      const isLast = index + 1 === ready.length;
      if (!isLast && !isFull(parcel)) continue;
      await this.#ship(parcel);
      this.notBegun = ready.slice(index + 1);
      parcel = [];
    }
  }

  /** What was delivered before stays; an object that was replaced since is reported. */
  async #look(period: Period): Promise<void> {
    const { checks, periods } = this.#options;
    const shipment = checks ? await this.#load(period) : undefined;
    if (checks && shipment === undefined) return;
    const delivered = periods.get(period) ?? '';
    const isSame = shipment === undefined || shipment.sha256 === delivered;
    this.#add(
      isSame
        ? { period, status: 'already-there' }
        : { period, status: 'changed', sha256: shipment.sha256, delivered },
    );
  }

  async #load(period: Period): Promise<LoadedShipment | undefined> {
    const { read, job } = this.#options;
    try {
      const load = () => loadShipment(job, period, read, this.#memory);
      return await this.#retrying(load, job.attempts ?? ATTEMPTS);
    } catch (error) {
      this.#fail(period, error);
      return undefined;
    }
  }

  /** If the rows of one period are refused, the others are delivered one by one. */
  async #ship(parcel: readonly LoadedShipment[]): Promise<void> {
    if (parcel.length === 0) return;
    const { destination, delivered, periods } = this.#options;
    try {
      const ship = () => destination.deliver(delivered, parcel);
      const taken = await this.#retrying(ship, DATABASE_ATTEMPTS);
      for (const { period, rows, sha256 } of parcel) {
        periods.set(period, sha256);
        this.#add(
          taken.has(period)
            ? { period, status: 'delivered', rows, sha256 }
            : { period, status: 'already-there' },
        );
      }
    } catch (error) {
      const [first, ...others] = parcel;
      if (!isOfPeriod(error)) throw error;
      if (others.length > 0) for (const shipment of parcel) await this.#ship([shipment]);
      else if (first !== undefined) this.#fail(first.period, error);
    }
  }

  #fail(period: Period, error: unknown): void {
    if (!isOfPeriod(error)) throw error;
    this.#add({ period, status: 'failed', error });
  }

  #add(receipt: DeliveryReceipt): void {
    this.receipts.push(receipt);
    this.#options.onReceipt(receipt);
  }

  /** A transaction whose end is not known can be tried again: the ledger tells whether it was committed. */
  async #retrying<Result>(attempt: () => Promise<Result>, attempts: number): Promise<Result> {
    const { retryDelay, sleep } = this.#options;
    for (let number = 1; ; number += 1) {
      try {
        return await attempt();
      } catch (error) {
        const mayPass = error instanceof HourlakeError && error.retryable;
        if (!mayPass || number >= attempts) throw error;
        await sleep(retryDelay * 2 ** (number - 1));
      }
    }
  }
}

function isFull(parcel: readonly LoadedShipment[]): boolean {
  const rows = parcel.reduce((sum, shipment) => sum + shipment.rows, 0);
  const size = parcel.reduce((sum, shipment) => sum + shipment.size, 0);
  return rows >= PARCEL.rows || size >= PARCEL.size || parcel.length >= PARCEL.periods;
}

/** Whether an error is about the object or the rows of a period, so that others may do better. */
function isOfPeriod(error: unknown): error is HourlakeError {
  if (error instanceof DatabaseError) return error.isOfRows;
  return (
    error instanceof BatchError ||
    error instanceof DeclarationError ||
    error instanceof ParquetError ||
    error instanceof StoreError
  );
}
