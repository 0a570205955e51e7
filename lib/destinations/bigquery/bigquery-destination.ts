import { DatabaseError } from '../../errors.ts';
import { bigQueryUrl } from '../../gcp/bigquery-url.ts';
import { deliveryFolder } from '../../lake/object-key.ts';
import { sha256 } from '../../lake/sha256.ts';
import type { Period } from '../../model/period.ts';
import { lakeSchema } from '../../schemas/lake-schema.ts';
import type { Delivered, Destination, Shipment } from '../destination.ts';
import type { BigQueryOptions } from './bigquery-options.ts';
import { DeliveryJournal, type JournalEntry, type JournalStore } from './delivery-journal.ts';
import { type LoadEnd, loadOnce } from './load-once.ts';
import { removeTemporary, withNdjsonFile } from './ndjson-file.ts';
import { shipmentLines } from './shipment-lines.ts';
import { shipmentsOf } from './shipments-of.ts';
import {
  bigQueryDifferences,
  findStoredTable,
  type StoredBigQueryTable,
  storedOrCreatedTable,
} from './stored-table.ts';

/** What periods are delivered to BigQuery with. */
export interface BigQueryDestinationOptions extends BigQueryOptions {
  /** The store of the lake, which keeps the journals of what was delivered. */
  readonly store: JournalStore;
}

/** A table that is delivered to. */
interface Target {
  readonly delivered: Delivered;
  readonly stored: StoredBigQueryTable;
  readonly journal: DeliveryJournal;
}

/** Digits of the digest that tells one place from others. */
const DIGITS = 16;

/**
 * A dataset of BigQuery that periods are delivered to, each exactly once. The shipments of a call are one
 * load. It is written down in the lake before it begins ({@link DeliveryJournal}), and its rows are added by
 * jobs whose ids BigQuery accepts once ({@link loadOnce}).
 */
export function bigQueryDestination(options: BigQueryDestinationOptions): Destination {
  return new BigQueryDestination(options);
}

class BigQueryDestination implements Destination {
  readonly name: string;
  readonly #options: BigQueryDestinationOptions;
  readonly #targets = new Map<string, Target>();

  constructor(options: BigQueryDestinationOptions) {
    this.name = options.requests.name;
    this.#options = options;
  }

  async prepare(deliveries: readonly Delivered[]): Promise<void> {
    for (const delivered of deliveries) await this.#targetOf(delivered);
  }

  async periodsOf(delivered: Delivered): Promise<ReadonlyMap<Period, string>> {
    const { journal } = await this.#targetOf(delivered);
    const state = await journal.read();
    return new Map([...state.delivered].map(([period, { sha256: digest }]) => [period, digest]));
  }

  async deliver(
    delivered: Delivered,
    shipments: readonly Shipment[],
  ): Promise<ReadonlySet<Period>> {
    const target = await this.#targetOf(delivered);
    const taken = new Set<Period>();
    for (;;) {
      const state = await target.journal.read();
      for (const entry of state.open) {
        for (const period of await this.#goOn(target, entry, shipments)) taken.add(period);
      }
      if (state.open.length > 0) continue;
      const missing = shipments.filter(({ period }) => !state.delivered.has(period));
      if (missing.length === 0) return taken;
      for (const period of await this.#begin(target, state.last + 1, missing)) taken.add(period);
    }
  }

  async close(): Promise<void> {
    this.#targets.clear();
    await removeTemporary(this.#options.temporaryFolder);
  }

  /** The rows are checked before the load is written down: rows that are refused leave no trace. */
  async #begin(
    target: Target,
    number: number,
    shipments: readonly Shipment[],
  ): Promise<readonly Period[]> {
    const { created } = target.stored;
    const periods = shipments.map(({ period, sha256: digest, rows }) => ({
      period,
      sha256: digest,
      rows,
    }));
    const entry = { number, created, periods };
    return this.#withFile(target, shipments, async (file) => {
      if (!(await target.journal.begin(entry))) return [];
      return this.#load(target, entry, (use) => use(file));
    });
  }

  /** Goes on with a load that a killed delivery began, or another one is at work on. */
  #goOn(
    target: Target,
    entry: JournalEntry,
    given: readonly Shipment[],
  ): Promise<readonly Period[]> {
    return this.#load(target, entry, async (use) => {
      const shipments = await shipmentsOf(entry, given, target);
      return this.#withFile(target, shipments, use);
    });
  }

  /** @returns the periods, if this call was the first to write down that they are in the table */
  async #load(
    { delivered, stored, journal }: Target,
    entry: JournalEntry,
    withFile: Parameters<typeof loadOnce>[0]['withFile'],
  ): Promise<readonly Period[]> {
    const { requests, sleep } = this.#options;
    const { project, dataset } = requests;
    const { number, created, periods } = entry;
    const rows = periods.reduce((sum, period) => sum + period.rows, 0);
    const identity = {
      project,
      dataset,
      table: delivered.table.name,
      created,
      label: periods[0]?.period ?? '',
      rows: JSON.stringify([delivered.lake, delivered.job, number, periods]),
    };
    const load = { identity, rows, fields: stored.fields, withFile };
    const end: LoadEnd =
      rows === 0 ? { status: 'loaded' } : await loadOnce(load, { requests, sleep });
    const isFailed = end.status === 'failed';
    const isFirst = await journal.end(entry, isFailed ? 'failed' : 'loaded');
    if (isFailed) throw end.error;
    return isFirst ? periods.map(({ period }) => period) : [];
  }

  #withFile<Result>(
    { delivered: { table } }: Target,
    shipments: readonly Shipment[],
    use: Parameters<typeof withNdjsonFile<Result>>[2],
  ): Promise<Result> {
    const { requests, temporaryFolder: folder } = this.#options;
    const options = { folder, table: bigQueryUrl(requests, table.name) };
    return withNdjsonFile(shipmentLines(table, shipments), options, use);
  }

  /** Looks at the table once. */
  async #targetOf(delivered: Delivered): Promise<Target> {
    const { lake, job, table } = delivered;
    const known = this.#targets.get(`${lake} ${job}`);
    if (known !== undefined) return { ...known, delivered };
    const { requests, store } = this.#options;
    const { project, dataset } = requests;
    const place = JSON.stringify([project, dataset, table.name, lake]);
    const digest = sha256(new TextEncoder().encode(place)).slice(0, DIGITS);
    const journal = new DeliveryJournal(store, deliveryFolder(job, digest));
    const stored = await this.#tableOf(delivered, journal);
    const target = { delivered, stored, journal };
    this.#targets.set(`${lake} ${job}`, target);
    return target;
  }

  async #tableOf(
    { table, job }: Delivered,
    journal: DeliveryJournal,
  ): Promise<StoredBigQueryTable> {
    const { requests } = this.#options;
    const name = bigQueryUrl(requests, table.name);
    const schema = lakeSchema(table);
    const there = await findStoredTable(requests, table.name);
    if (there === undefined) {
      if ((await journal.read()).last > 0) throw goneTable(name, job, journal);
      return storedOrCreatedTable(requests, schema);
    }
    const differences = bigQueryDifferences(schema, there);
    if (differences.length === 0) return there;
    throw new DatabaseError({
      expected: `the table ${name} to have the form that is declared`,
      got: differences.join('; '),
      advice: 'Nothing was delivered. Change the table, or deliver into another dataset.',
    });
  }
}

/** The rows are gone with the table, and the journal would keep them from being delivered again. */
function goneTable(name: string, job: string, journal: DeliveryJournal): DatabaseError {
  return new DatabaseError({
    expected: `the table ${name}, into which periods of ${job} were delivered`,
    got: 'no such table',
    advice: `Restore it. To deliver all periods again, remove ${journal.name}.`,
  });
}
