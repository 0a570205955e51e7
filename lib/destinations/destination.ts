import type { Batch } from '../model/batch.ts';
import type { Period } from '../model/period.ts';
import type { Table } from '../model/table.ts';

/** The rows of which job of which lake are delivered. */
export interface Delivered {
  /**
   * What tells the lake from others, wherever it is and whatever it is called: a digest of what it
   * declares of the job and its inputs.
   */
  readonly lake: string;
  /** How a person names the lake. */
  readonly lakeName: string;
  readonly job: string;
  readonly table: Table;
  /**
   * Reads a period of the job, to go on with a delivery that was killed. Default: only periods that are
   * handed over are delivered.
   */
  readonly shipmentOf?: (period: Period) => Promise<Shipment>;
}

/** One period, ready to be delivered. */
export interface Shipment {
  readonly period: Period;
  /** SHA-256 of its object, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly rows: number;
  /** Its rows. Can be called again. */
  batches(): AsyncIterable<Batch>;
}

/**
 * The port to a database that periods are delivered to, each exactly once: whatever is killed, repeated
 * or done twice at the same time. Every implementation passes the suite in
 * `test/contracts/destination-contract.ts`.
 *
 * Every method throws DatabaseError, whose message holds no value of a row.
 */
export interface Destination {
  /** The database as a person names it, without any password. */
  readonly name: string;

  /**
   * Makes sure that the tables are there as they are declared: creates those that are missing, in the
   * order in which they are given. Nothing is changed in a table that is there.
   *
   * @param deliveries each table after those that it refers to
   * @throws DatabaseError that states the difference, when a table has another form.
   */
  prepare(deliveries: readonly Delivered[]): Promise<void>;

  /** SHA-256 of each period that was delivered, as it was then. */
  periodsOf(delivered: Delivered): Promise<ReadonlyMap<Period, string>>;

  /**
   * Delivers some periods, all of them or none. A period that another delivery is at work on is waited
   * for.
   *
   * @param shipments in the order of their periods
   * @returns the periods that this call delivered; the others were there.
   * @throws what the batches throw; BatchError when the database cannot hold a value.
   */
  deliver(delivered: Delivered, shipments: readonly Shipment[]): Promise<ReadonlySet<Period>>;

  /** Releases what the destination holds. */
  close(): Promise<void>;
}
