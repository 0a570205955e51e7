import pMap from 'p-map';
import { awsErrorName } from '../aws/aws-error-facts.ts';
import { type GlueConnection, glueRequests, requestCrawler } from '../aws/glue-client.ts';
import {
  glueError,
  type RefusedHour,
  refusedHoursError,
  refusedRemovalError,
} from '../aws/glue-errors.ts';
import type {
  GlueDescriptor,
  GluePage,
  GluePartitionError,
  GlueRequests,
  GlueTable,
} from '../aws/glue-requests.ts';
import { CatalogError, InputError } from '../errors.ts';
import { hourFolder } from '../lake/object-key.ts';
import { type Hour, type Partition, partitionOf } from '../model/period.ts';
import type { Catalog, RegisteredPartition, Registration } from './catalog.ts';

/** Which table of the Glue catalog is told of hours, and where its rows are. */
export interface GlueCatalogOptions {
  readonly database: string;
  /** Name of the table, without its database. */
  readonly table: string;
  /** Where the table has its rows: `s3://bucket/fake-accounts/`, which ends with the prefix. */
  readonly location: string;
  /** Prefix of the job: `fake-accounts`. */
  readonly prefix: string;
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

const PARTITION_KEYS = 'dt, hour';

/**
 * The Glue catalog as the catalog of one table: every hour is registered as a partition, with the
 * table's own columns and formats. A table with partition projection is told of none, because
 * Athena ignores registered partitions there.
 *
 * What AWS turns away for a moment, the SDK tries again.
 *
 * @throws InputError when the location does not end with the prefix.
 */
export function glueCatalog(options: GlueCatalogOptions): Catalog {
  const { database, table, prefix, client = {} } = options;
  const location = withSlash(options.location);
  const name = `${database}.${table}`;
  const requests = options.requests ?? glueRequests({ database, table }, client);
  const root = rootOf(location, prefix);

  async function register(hours: readonly Hour[]): Promise<Registration> {
    if (hours.length === 0) return { added: 0, alreadyThere: 0 };
    const descriptor = await descriptorOfRegistered();
    if (descriptor === undefined) return { added: 0, alreadyThere: 0, projected: true };

    const distinct = [...new Set(hours)].sort();
    const errors = await pMap(
      inChunks(distinct, BATCH),
      (chunk) => createPartitions(descriptor, chunk),
      { concurrency: CALLS_AT_ONCE },
    );
    const alreadyThere = errors.flat().filter(isThereAlready);
    const refused = errors.flat().filter((error) => !isThereAlready(error));
    if (refused.length > 0) throw refusedHoursError(name, refused.map(refusedHour));
    return { added: distinct.length - alreadyThere.length, alreadyThere: alreadyThere.length };
  }

  async function partitions(): Promise<RegisteredPartition[] | undefined> {
    if ((await descriptorOfRegistered()) === undefined) return undefined;
    const found: RegisteredPartition[] = [];
    let page: GluePage = {};
    do {
      page = await readPartitions(page.NextToken);
      for (const { Values = [], StorageDescriptor } of page.Partitions ?? []) {
        const [dt = '', hour = ''] = Values;
        const { Location: there = '' } = StorageDescriptor ?? {};
        found.push({ dt, hour, location: there === '' ? '' : withSlash(there) });
      }
    } while (page.NextToken !== undefined);
    return found.sort((a, b) => (`${a.dt}T${a.hour}` < `${b.dt}T${b.hour}` ? -1 : 1));
  }

  async function unregister(gone: readonly Partition[]): Promise<number> {
    const errors = await pMap(inChunks(gone, REMOVAL_BATCH), deletePartitions, {
      concurrency: CALLS_AT_ONCE,
    });
    const missing = errors.flat().filter(isMissing);
    const refused = errors.flat().filter((error) => !isMissing(error));
    if (refused.length > 0) throw refusedRemovalError(name, refused.map(refusedHour));
    return gone.length - missing.length;
  }

  /**
   * What every partition of the table has, once it is known to be of this lake; `undefined` when the
   * table projects its partitions.
   */
  async function descriptorOfRegistered(): Promise<GlueDescriptor | undefined> {
    const found = await readTable();
    const descriptor = checkedDescriptor(found, name, location);
    if (found?.Parameters?.['projection.enabled']?.toLowerCase() === 'true') return undefined;
    checkPartitionKeys(found, name);
    return descriptor;
  }

  async function readTable(): Promise<GlueTable | undefined> {
    try {
      return await requests.getTable();
    } catch (error) {
      throw glueError(error, { action: 'glue:GetTable', resource: `table ${name}` });
    }
  }

  async function createPartitions(
    descriptor: GlueDescriptor,
    hours: readonly Hour[],
  ): Promise<readonly GluePartitionError[]> {
    const partitions = hours.map((hour) => ({
      Values: valuesOf(partitionOf(hour)),
      StorageDescriptor: { ...descriptor, Location: locationOf(hour) },
    }));
    try {
      return await requests.createPartitions(partitions);
    } catch (error) {
      throw glueError(error, { action: 'glue:BatchCreatePartition', resource: `table ${name}` });
    }
  }

  async function readPartitions(token: string | undefined): Promise<GluePage> {
    try {
      return await requests.getPartitions(token);
    } catch (error) {
      throw glueError(error, { action: 'glue:GetPartitions', resource: `table ${name}` });
    }
  }

  async function deletePartitions(
    gone: readonly Partition[],
  ): Promise<readonly GluePartitionError[]> {
    try {
      return await requests.deletePartitions(gone.map(valuesOf));
    } catch (error) {
      throw glueError(error, { action: 'glue:BatchDeletePartition', resource: `table ${name}` });
    }
  }

  function locationOf(hour: Hour): string {
    return `${root}${hourFolder(prefix, hour)}`;
  }

  return { name, register, locationOf, partitions, unregister };
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

/** Hours of this lake under a table of another one would answer queries with foreign rows. */
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
      advice: 'Pass the lake of that table with --lake, or the database of this lake.',
    });
  }
  return descriptor;
}

function checkPartitionKeys(found: GlueTable | undefined, name: string): void {
  const keys = (found?.PartitionKeys ?? []).map((key) => key.Name).join(', ');
  if (keys !== PARTITION_KEYS) {
    throw new CatalogError({
      expected: `the table ${name} in Glue to be partitioned by ${PARTITION_KEYS}`,
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

/** In the order of the partition keys. */
function valuesOf({ dt, hour }: Partition): string[] {
  return [dt, hour];
}

function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, chunk) =>
    items.slice(chunk * size, (chunk + 1) * size),
  );
}

function refusedHour({ PartitionValues = [], ErrorDetail }: GluePartitionError): RefusedHour {
  return {
    hour: PartitionValues.join('T'),
    code: ErrorDetail?.ErrorCode ?? 'no code',
    text: ErrorDetail?.ErrorMessage ?? 'nothing',
  };
}

function withSlash(location: string): string {
  return location.endsWith('/') ? location : `${location}/`;
}

/** The part of a location before the prefix: `s3://bucket/`. */
function rootOf(location: string, prefix: string): string {
  if (/^s3:\/\/[^/]/.test(location) && location.endsWith(`/${prefix}/`)) {
    return location.slice(0, -`${prefix}/`.length);
  }
  throw new InputError({
    expected: `the location of a table, such as s3://bucket/${prefix}/`,
    got: JSON.stringify(location),
    advice: 'Name the lake as s3://bucket with --lake.',
  });
}
