import type { Connector, SettlingConnector } from '../../lib/capture/connector.ts';
import type { DroppedFile, InboxPlace } from '../../lib/capture/inbox/inbox-place.ts';
import type { DuePeriod } from '../../lib/capture/rest/rest-connector.ts';
import type { RestData } from '../../lib/capture/rest/rest-data.ts';
import type { AskPage } from '../../lib/capture/rest/rest-http.ts';
import type { Catalog } from '../../lib/catalog/catalog.ts';
import type { run } from '../../lib/land/run.ts';
import type { SourceKind } from '../../lib/model/source.ts';
import type { FileSystem } from '../../lib/stores/file-system.ts';
import type { Host } from '../../lib/stores/host.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { BucketTraits } from '../world/bucket.ts';
import type { Disk } from '../world/disk.ts';

/** A deliberate defect of a world. The simulation must detect it. */
export interface Breakage {
  readonly name: string;
  readonly bucket?: Partial<BucketTraits>;
  readonly fileSystem?: (whole: FileSystem, disk: Disk) => FileSystem;
  readonly host?: (whole: Host) => Host;
  readonly store?: (whole: Store) => Store;
  readonly place?: (whole: InboxPlace) => InboxPlace;
  readonly connector?: (whole: SettlingConnector<DroppedFile>) => SettlingConnector<DroppedFile>;
  readonly apiData?: (whole: RestData) => RestData;
  /** @param instant what time it was by the clock of the run when it began */
  readonly ask?: (whole: AskPage, instant: number) => AskPage;
  readonly apiConnector?: (whole: Connector<DuePeriod>) => Connector<DuePeriod>;
  readonly catalog?: (whole: Catalog) => Catalog;
  readonly kinds?: (whole: readonly SourceKind[]) => readonly SourceKind[];
  readonly run?: typeof run;
}

/** A world without defects. */
export const WHOLE: Breakage = { name: 'whole' };
