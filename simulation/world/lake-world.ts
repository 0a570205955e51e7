import type { InboxPlace } from '../../lib/capture/inbox/inbox-place.ts';
import type { Catalog } from '../../lib/catalog/catalog.ts';
import { glueCatalog } from '../../lib/catalog/glue-catalog.ts';
import { jobFolder } from '../../lib/lake/object-key.ts';
import { inboxFolder } from '../../lib/lake/raw-key.ts';
import type { Job } from '../../lib/model/job.ts';
import { partitionColumns } from '../../lib/model/partition.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { openInboxBucket } from '../../lib/stores/inbox-bucket.ts';
import { openInboxFolder } from '../../lib/stores/inbox-folder.ts';
import { s3Store } from '../../lib/stores/s3-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Breakage } from '../broken/breakage.ts';
import { type Chance, chanceOf } from '../chance.ts';
import { LAKE, type Witness } from '../check/witness.ts';
import { droppedLines } from '../jobs/dropped-lines.ts';
import { simulatedJobs } from '../jobs/simulated-jobs.ts';
import { Bucket } from './bucket.ts';
import { s3RequestsOf } from './bucket-edge.ts';
import { Disk } from './disk.ts';
import { fileSystemOf, hostOf } from './folder-edge.ts';
import { glueRequestsOf, PartitionedTable } from './glue.ts';
import type { LakeView } from './lake-view.ts';
import type { Machine } from './machine.ts';
import { type Outside, outsideBucket, outsideFolder } from './outside.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A process, its machine, and the random draws of its client. */
export interface Client {
  readonly process: SimulatedProcess;
  readonly machine: Machine;
  readonly chance: Chance;
}

/** A lake of a simulated world, to which the real stores and catalogs connect. */
export interface LakeWorld {
  readonly view: LakeView;
  readonly hasCatalog: boolean;
  /** Files next to the objects that do not belong to the lake. */
  readonly foreign: readonly string[];
  openStore(client: Client): Store;
  openInbox(client: Client): InboxPlace;
  /** What the owners of dropped files do it through. */
  readonly outside: Outside;
  /** Opens the catalog of the table of a job. */
  openCatalog(client: Client, job: Job): Catalog | undefined;
  /** Discards what a crash of a machine loses. */
  crash(machine: string): void;
  /** Number of objects that were listed late. */
  listedLate(): number;
  /**
   * Unfinished uploads, which only the lifecycle rule may remove, and the processes that began
   * them.
   */
  halfDone(): readonly { readonly id: string; readonly by: string }[];
}

interface Surroundings {
  readonly seed: string;
  readonly time: VirtualTime;
  readonly witness: Witness;
  readonly broken: Breakage;
}

const ROOT = '/lake';
const NOTES = 'notes.txt';

/** Creates a lake in a folder of one machine, or in a folder shared by several. */
export function folderWorld(
  { seed, time, witness, broken }: Surroundings,
  { isShared }: { isShared: boolean },
): LakeWorld {
  const chance = chanceOf(seed, 'folder');
  const disk = new Disk(ROOT, time, witness);
  const foreign = chance.happens(0.3) ? [NOTES] : [];
  if (!isShared) witness.captures.ask((key) => disk.survivesCrash(key));
  for (const name of foreign) disk.plant(`${ROOT}/.landing/${name}`);
  return {
    view: disk,
    hasCatalog: false,
    foreign,
    openStore({ process, machine, chance: draws }) {
      const fileSystem = fileSystemOf(process, machine, disk);
      const host = hostOf(process, machine, draws);
      return folderStore(ROOT, {
        fileSystem: broken.fileSystem?.(fileSystem, disk) ?? fileSystem,
        host: broken.host?.(host) ?? host,
      });
    },
    openInbox({ process, machine, chance: draws }) {
      const fileSystem = fileSystemOf(process, machine, disk);
      return openInboxFolder(`${ROOT}/${inboxFolder(droppedLines.name)}`, {
        fileSystem: broken.fileSystem?.(fileSystem, disk) ?? fileSystem,
        host: hostOf(process, machine, draws),
      });
    },
    outside: outsideFolder(disk, witness.inbox),
    openCatalog: () => undefined,
    crash: (machine) => disk.crash(machine, chance, { losesNames: !isShared }),
    listedLate: () => 0,
    halfDone: () => [],
  };
}

/** Creates a lake in a bucket, usually with a Glue table. */
export function bucketWorld({ seed, time, witness, broken }: Surroundings): LakeWorld {
  const chance = chanceOf(seed, 'bucket');
  const bucket = new Bucket(time, witness, {
    hasDigests: chance.happens(0.7),
    listsAfter: chance.pick([0, 0, 900_000]),
    pageSize: chance.pick([1_000, 50, 7]),
    ...broken.bucket,
  });
  const inParts = chance.happens(0.3) ? { multipartAbove: 1_000, partSize: 700 } : {};
  const hasCatalog = chance.happens(0.7);
  const tables = new Map(simulatedJobs.map((job) => [job, tableOf(job, witness)]));
  return {
    view: bucket,
    hasCatalog,
    foreign: [],
    openStore({ process, chance: draws }) {
      const requests = s3RequestsOf(process, bucket, draws);
      return s3Store({ bucket: 'lake', requests, ...inParts });
    },
    openInbox({ process, chance: draws }) {
      const requests = s3RequestsOf(process, bucket, draws);
      return openInboxBucket({ bucket: 'lake', folder: inboxFolder(droppedLines.name), requests });
    },
    outside: outsideBucket(bucket, witness.inbox, chanceOf(seed, 'owners')),
    openCatalog({ process, chance: draws }, job) {
      const table = tables.get(job);
      if (!hasCatalog || table === undefined) return undefined;
      const requests = glueRequestsOf(process, table, draws);
      return glueCatalog({ database: 'hourlake', table: table.name, lake: LAKE, job, requests });
    },
    crash: () => {},
    listedLate: () => bucket.listedLate,
    halfDone: () => bucket.openUploads(),
  };
}

function tableOf(job: Job, witness: Witness): PartitionedTable {
  const location = `${LAKE}${jobFolder(job)}/`;
  const columns = partitionColumns(job.grain);
  return new PartitionedTable({ name: job.table.name, location, columns }, (place) =>
    witness.registered(place),
  );
}
