import type {
  GluePage,
  GluePartition,
  GluePartitionError,
  GlueRequests,
} from '../../lib/aws/glue-requests.ts';
import type { Chance } from '../chance.ts';
import type { CallKind, Fault } from '../faults.ts';
import { sdkError } from './bucket.ts';
import type { Fate, SimulatedProcess } from './simulated-process.ts';

/** Milliseconds that a request takes, minimum and maximum. */
const REQUEST = [30, 400] as const;

/** Milliseconds until the SDK gives up. */
const PATIENCE = { refused: 3_000, silent: 120_000 };

/** Share of the partitions of a request that Glue rejects under the fault `Glue refuses some`. */
const REFUSED = 0.3;

/** A table of the Glue catalog, with its partitions and their locations. */
export class PartitionedTable {
  /** Name of the table, without its database. */
  readonly name: string;
  readonly location: string;
  /** Names of the partition columns, in order. */
  readonly columns: readonly string[];
  /** The location of each partition, by its values: `2026-11-20/13`. */
  private readonly partitions = new Map<string, string>();
  private readonly onPartition: (location: string) => void;

  /** @param onPartition called with the location of each new partition */
  constructor(
    { name, location, columns }: Pick<PartitionedTable, 'name' | 'location' | 'columns'>,
    onPartition: (location: string) => void,
  ) {
    this.name = name;
    this.location = location;
    this.columns = columns;
    this.onPartition = onPartition;
  }

  create({ Values, StorageDescriptor }: GluePartition): GluePartitionError | undefined {
    const name = Values.join('/');
    const code = 'AlreadyExistsException';
    if (this.partitions.has(name)) return partitionError(Values, code);
    const place = StorageDescriptor.Location ?? 'nowhere';
    this.partitions.set(name, place);
    this.onPartition(place);
    return undefined;
  }

  remove(values: string[]): GluePartitionError | undefined {
    const isThere = this.partitions.delete(values.join('/'));
    return isThere ? undefined : partitionError(values, 'EntityNotFoundException');
  }

  page(): GluePage {
    const Partitions = [...this.partitions].map(([name, Location]) => ({
      Values: name.split('/'),
      StorageDescriptor: { Location },
    }));
    return { Partitions };
  }

  /** Returns the values of all partitions: `2026-11-20/13`. */
  knows(): ReadonlySet<string> {
    return new Set(this.partitions.keys());
  }
}

/** Returns the Glue requests of one process, including the retries of the SDK. */
export function glueRequestsOf(
  process: SimulatedProcess,
  table: PartitionedTable,
  chance: Chance,
): GlueRequests {
  const createAll = (partitions: readonly GluePartition[]) =>
    partitions.flatMap((partition) => table.create(partition) ?? []);
  const createSome = (partitions: readonly GluePartition[]) =>
    partitions.flatMap((partition) =>
      chance.happens(REFUSED)
        ? partitionError(partition.Values, 'InternalServiceException')
        : (table.create(partition) ?? []),
    );

  return {
    getTable: () =>
      process.ask({
        kind: 'GetTable',
        about: table.name,
        carryOut: () => ({
          StorageDescriptor: { Location: table.location },
          PartitionKeys: table.columns.map((column) => ({ Name: column })),
        }),
        fateOf: (fault) => fateOf(fault, 'GetTable'),
        takes: REQUEST,
      }),
    createPartitions: (partitions) =>
      process.ask<readonly GluePartitionError[]>({
        kind: 'BatchCreatePartition',
        about: `${table.name}, ${partitions.length} partitions`,
        carryOut: () => createAll(partitions),
        fateOf: (fault) =>
          fault === 'Glue refuses some'
            ? { carriedOut: 'now', instead: () => createSome(partitions) }
            : fateOf(fault, 'BatchCreatePartition'),
        takes: REQUEST,
      }),
    getPartitions: () =>
      process.ask({
        kind: 'GetPartitions',
        about: table.name,
        carryOut: () => table.page(),
        fateOf: (fault) => fateOf(fault, 'GetPartitions'),
        takes: REQUEST,
      }),
    deletePartitions: (values) =>
      process.ask<readonly GluePartitionError[]>({
        kind: 'BatchDeletePartition',
        about: `${table.name}, ${values.length} partitions`,
        carryOut: () => values.flatMap((some) => table.remove(some) ?? []),
        fateOf: (fault) => fateOf(fault, 'BatchDeletePartition'),
        takes: REQUEST,
      }),
  };
}

function fateOf<Answer>(fault: Fault, kind: CallKind): Fate<Answer> | undefined {
  const failing = (name: string, status: number, patience = PATIENCE.refused): Fate<Answer> => ({
    carriedOut: 'never',
    error: () => sdkError(name, status),
    patience,
  });
  switch (fault) {
    case 'Glue throttled':
      return failing('ThrottlingException', 400);
    case 'Glue internal error':
      return failing('InternalServiceException', 500);
    case 'credentials expired':
      return failing('ExpiredTokenException', 400);
    case 'Glue timed out, not done':
      return { carriedOut: 'never', error: timedOut, patience: PATIENCE.silent };
    case 'Glue timed out, done':
      return kind === 'BatchCreatePartition' || kind === 'BatchDeletePartition'
        ? { carriedOut: 'now', error: timedOut, patience: PATIENCE.silent }
        : undefined;
    default:
      return undefined;
  }
}

function partitionError(values: string[], code: string): GluePartitionError {
  return { PartitionValues: values, ErrorDetail: { ErrorCode: code, ErrorMessage: code } };
}

function timedOut(): Error {
  return Object.assign(new Error('Request timed out'), { name: 'TimeoutError' });
}
