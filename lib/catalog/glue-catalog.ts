import pMap from 'p-map';
import { awsErrorName } from '../aws/aws-error-facts.ts';
import { type GlueConnection, glueRequests, requestCrawler } from '../aws/glue-client.ts';
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
  GlueTable,
} from '../aws/glue-requests.ts';
import { CatalogError } from '../errors.ts';
import { jobFolder, type KeySpace, periodFolder } from '../lake/object-key.ts';
import {
  type Partition,
  type Period,
  partitionColumns,
  partitionName,
  partitionOf,
} from '../model/period.ts';
import type { Catalog, RegisteredPartition, Registration } from './catalog.ts';

/** Which table of the Glue catalog periods are registered in, and where its rows are. */
export interface GlueCatalogOptions {
  readonly database: string;
  /** Name of the table, without its database. */
  readonly table: string;
  /** Where the lake is: `s3://bucket` or `s3://bucket/some/folder`. */
  readonly lake: string;
  /** The job whose periods the table has. */
  readonly job: KeySpace;
  /** Settings of the SDK's client. Default: region, credentials and endpoint of the environment. */
  readonly client?: GlueConnection;
  /** Who carries the requests out. Default: the SDK. */
  readonly requests?: GlueRequests;
}

/** Which crawler is started. */
export interface StartCrawlerOptions {
  readonly name: string;
  /** Settings of the SDK's client. Default: region, credentials and endpoint of the environment. */
  readonly client?: GlueConnection;
}

/** As many partitions as BatchCreatePartition takes in one call. */
const BATCH = 100;

/** As many as BatchDeletePartition takes. */
const REMOVAL_BATCH = 25;

/** Few, because Glue allows an account few calls a second. */
const CALLS_AT_ONCE = 3;

/**
 * The Glue catalog as the catalog of one table: every period is registered as a partition, with the
 * table's own columns and formats. In a table with partition projection nothing is registered,
 * because Athena ignores registered partitions there.
 *
 * The SDK retries what AWS refuses for a moment.
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
   * What every partition of the table has, after checks that the table belongs to this lake;
   * `undefined` when the table projects its partitions.
   */
  async #descriptorOfRegistered(): Promise<GlueDescriptor | undefined> {
    const found = await this.#asking('glue:GetTable', () => this.#requests.getTable());
    const descriptor = checkedDescriptor(found, this.name, this.#location);
    if (found?.Parameters?.['projection.enabled']?.toLowerCase() === 'true') return undefined;
    checkPartitionKeys(found, this.name, partitionColumns(this.#job.grain));
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

/**
 * Starts a crawler, unless it runs already.
 *
 * @throws CatalogError when there is no such crawler, or AWS cannot be asked.
 */
export async function startCrawler(
  options: StartCrawlerOptions,
): Promise<'started' | 'already-running'> {
  const { name, client = {} } = options;
  try {
    await requestCrawler(name, client);
    return 'started';
  } catch (error) {
    if (awsErrorName(error) === 'CrawlerRunningException') return 'already-running';
    throw glueError(error, { action: 'glue:StartCrawler', resource: `crawler ${name}` });
  }
}

/** Periods of this lake registered in a table of another lake would mix the rows of both in queries. */
function checkedDescriptor(
  found: GlueTable | undefined,
  name: string,
  location: string,
): GlueDescriptor {
  const { Location: there = '', ...descriptor } = found?.StorageDescriptor ?? {};
  if (withSlash(there) !== location) {
    throw new CatalogError({
      expected: `the table ${name} in Glue to have its rows at ${location}`,
      got: there === '' ? 'no location' : there,
      advice: 'Use the lake of that table, or the database of this lake.',
    });
  }
  return descriptor;
}

function checkPartitionKeys(
  found: GlueTable | undefined,
  name: string,
  columns: readonly string[],
): void {
  const wanted = columns.join(', ');
  const keys = (found?.PartitionKeys ?? []).map((key) => key.Name).join(', ');
  if (keys !== wanted) {
    throw new CatalogError({
      expected: `the table ${name} in Glue to be partitioned by ${wanted}`,
      got: keys === '' ? 'no partition keys' : keys,
      advice: 'Deploy the stack with "npx cdk deploy": it declares the table.',
    });
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

function withSlash(location: string): string {
  return location.endsWith('/') ? location : `${location}/`;
}
