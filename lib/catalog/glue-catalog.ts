import pMap from 'p-map';
import { type GlueConnection, glueRequests } from '../aws/glue-client.ts';
import {
  glueError,
  type RefusedPeriod,
  refusedPeriodsError,
  refusedRemovalError,
} from '../aws/glue-errors.ts';
import type {
  GlueDescriptor,
  GluePage,
  GluePartitionError,
  GlueRequests,
} from '../aws/glue-requests.ts';
import { jobFolder, type KeySpace, periodFolder } from '../lake/object-key.ts';
import {
  type Partition,
  partitionColumns,
  partitionName,
  partitionOf,
} from '../model/partition.ts';
import type { Period } from '../model/period.ts';
import type { Catalog, RegisteredPartition, Registration } from './catalog.ts';
import { checkPartitionKeys, descriptorOfTable, withSlash } from './check-glue-table.ts';

/** The table in the Glue catalog whose partitions are the periods of a job. */
export interface GlueCatalogOptions {
  readonly database: string;
  /** Name of the table, without its database. */
  readonly table: string;
  /** URL of the lake: `s3://bucket` or `s3://bucket/some/folder`. */
  readonly lake: string;
  /** The job whose periods are registered. Its grain decides the partition columns. */
  readonly job: KeySpace;
  /** Settings of the SDK's client. Default: region, credentials and endpoint of the environment. */
  readonly client?: GlueConnection;
  /** Sends the requests. Default: the SDK. */
  readonly requests?: GlueRequests;
}

/** Partitions in one call of BatchCreatePartition, at most. */
const BATCH = 100;

/** Partitions in one call of BatchDeletePartition, at most. */
const REMOVAL_BATCH = 25;

/** Calls in flight. Glue limits the calls per second of an account. */
const CALLS_AT_ONCE = 3;

/**
 * The Glue catalog, for one table: each period is registered as a partition with the columns and
 * formats of the table. Nothing is registered in a table with partition projection, because Athena
 * ignores registered partitions there.
 *
 * The SDK retries throttled and failed calls.
 */
export function glueCatalog(options: GlueCatalogOptions): Catalog {
  return new GlueCatalog(options);
}

class GlueCatalog implements Catalog {
  readonly name: string;
  readonly #job: KeySpace;
  readonly #root: string;
  readonly #location: string;
  readonly #requests: GlueRequests;

  constructor({ database, table, lake, job, client = {}, requests }: GlueCatalogOptions) {
    this.name = `${database}.${table}`;
    this.#job = job;
    this.#root = withSlash(lake);
    this.#location = `${this.#root}${jobFolder(job)}/`;
    this.#requests = requests ?? glueRequests({ database, table }, client);
  }

  async register(periods: readonly Period[]): Promise<Registration> {
    if (periods.length === 0) return { added: 0, alreadyThere: 0 };
    const descriptor = await this.#descriptorOfRegistered();
    if (descriptor === undefined) return { added: 0, alreadyThere: 0, projected: true };

    const distinct = [...new Set(periods)].sort();
    const errors = await pMap(
      inChunks(distinct, BATCH),
      (chunk) => this.#createPartitions(descriptor, chunk),
      { concurrency: CALLS_AT_ONCE },
    );
    const alreadyThere = errors.flat().filter(isThereAlready);
    const refused = errors.flat().filter((error) => !isThereAlready(error));
    if (refused.length > 0) throw refusedPeriodsError(this.name, refused.map(refusedPeriod));
    return { added: distinct.length - alreadyThere.length, alreadyThere: alreadyThere.length };
  }

  locationOf(period: Period): string {
    return `${this.#root}${periodFolder(this.#job, period)}`;
  }

  async partitions(): Promise<RegisteredPartition[] | undefined> {
    if ((await this.#descriptorOfRegistered()) === undefined) return undefined;
    const columns = partitionColumns(this.#job.grain);
    const found: RegisteredPartition[] = [];
    let page: GluePage = {};
    do {
      page = await this.#readPartitions(page.NextToken);
      for (const { Values = [], StorageDescriptor } of page.Partitions ?? []) {
        const partition = Object.fromEntries(
          columns.map((column, position) => [column, Values[position] ?? '']),
        );
        const { Location: there = '' } = StorageDescriptor ?? {};
        found.push({ partition, location: there === '' ? '' : withSlash(there) });
      }
    } while (page.NextToken !== undefined);
    return found.sort((a, b) => (partitionName(a.partition) < partitionName(b.partition) ? -1 : 1));
  }

  async unregister(gone: readonly Partition[]): Promise<number> {
    const errors = await pMap(
      inChunks(gone, REMOVAL_BATCH),
      (chunk) => this.#deletePartitions(chunk),
      { concurrency: CALLS_AT_ONCE },
    );
    const missing = errors.flat().filter(isMissing);
    const refused = errors.flat().filter((error) => !isMissing(error));
    if (refused.length > 0) throw refusedRemovalError(this.name, refused.map(refusedPeriod));
    return gone.length - missing.length;
  }

  /**
   * The columns and formats of the table, after checks that it belongs to this lake; `undefined` when
   * the table projects its partitions.
   */
  async #descriptorOfRegistered(): Promise<GlueDescriptor | undefined> {
    const found = await this.#asking('glue:GetTable', () => this.#requests.getTable());
    const descriptor = descriptorOfTable(found, { name: this.name, location: this.#location });
    if (found?.Parameters?.['projection.enabled']?.toLowerCase() === 'true') return undefined;
    checkPartitionKeys(found, { name: this.name, columns: partitionColumns(this.#job.grain) });
    return descriptor;
  }

  #createPartitions(
    descriptor: GlueDescriptor,
    periods: readonly Period[],
  ): Promise<readonly GluePartitionError[]> {
    const partitions = periods.map((period) => ({
      Values: Object.values(partitionOf(period)),
      StorageDescriptor: { ...descriptor, Location: this.locationOf(period) },
    }));
    return this.#asking('glue:BatchCreatePartition', () =>
      this.#requests.createPartitions(partitions),
    );
  }

  #readPartitions(token: string | undefined): Promise<GluePage> {
    return this.#asking('glue:GetPartitions', () => this.#requests.getPartitions(token));
  }

  #deletePartitions(gone: readonly Partition[]): Promise<readonly GluePartitionError[]> {
    const values = gone.map((partition) => Object.values(partition));
    return this.#asking('glue:BatchDeletePartition', () => this.#requests.deletePartitions(values));
  }

  async #asking<Answer>(action: string, ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      throw glueError(error, { action, resource: `table ${this.name}` });
    }
  }
}

function isThereAlready({ ErrorDetail }: GluePartitionError): boolean {
  return ErrorDetail?.ErrorCode === 'AlreadyExistsException';
}

function isMissing({ ErrorDetail }: GluePartitionError): boolean {
  return ErrorDetail?.ErrorCode === 'EntityNotFoundException';
}

function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, chunk) =>
    items.slice(chunk * size, (chunk + 1) * size),
  );
}

function refusedPeriod({ PartitionValues = [], ErrorDetail }: GluePartitionError): RefusedPeriod {
  return {
    period: PartitionValues.join('T'),
    code: ErrorDetail?.ErrorCode ?? 'no code',
    text: ErrorDetail?.ErrorMessage ?? 'nothing',
  };
}
