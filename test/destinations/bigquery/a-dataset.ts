import { join } from 'node:path';
import { bigQueryDestination } from '../../../lib/destinations/bigquery/bigquery-destination.ts';
import type { JournalStore } from '../../../lib/destinations/bigquery/delivery-journal.ts';
import type { Destination } from '../../../lib/destinations/destination.ts';
import { bigQueryLoads } from '../../../lib/gcp/bigquery-loads.ts';
import { googleHttp } from '../../../lib/gcp/google-auth.ts';
import type { GoogleHttp } from '../../../lib/gcp/google-http.ts';
import { folderStore } from '../../../lib/stores/folder-store.ts';
import { BigQueryServer } from '../../gcp/bigquery-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** A dataset, and a lake that is delivered there. */
export interface ADataset {
  readonly server: BigQueryServer;
  readonly store: JournalStore;
  /** Absolute path of a folder for temporary files. */
  readonly temporary: string;
  /** A new destination, as another process has it. */
  open(through?: Partial<Through>): Destination;
}

/** What a destination works through. */
export interface Through {
  readonly http: GoogleHttp;
  readonly store: JournalStore;
}

/** Requests that do not wait. */
export const noSleep = async (): Promise<void> => {};

/** An empty dataset `bigquery://p/d`, and an empty lake in a folder. */
export async function aDataset(): Promise<ADataset> {
  const server = await BigQueryServer.start();
  const folder = await temporaryFolder();
  const lake = folderStore(join(folder, 'lake'));
  const temporary = join(folder, 'temporary');
  const sleep = noSleep;
  return {
    server,
    store: lake,
    temporary,
    open({ http = googleHttp({ logsIn: false }), store = lake } = {}) {
      const { endpoint } = server;
      const requests = bigQueryLoads({ project: 'p', dataset: 'd' }, { endpoint, sleep, http });
      return bigQueryDestination({ requests, store, temporaryFolder: temporary, sleep });
    },
  };
}
