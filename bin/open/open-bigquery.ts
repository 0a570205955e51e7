import { setTimeout as sleep } from 'node:timers/promises';
import type { BigQueryOptions } from '../../lib/destinations/bigquery/bigquery-options.ts';
import type { Destination } from '../../lib/destinations/destination.ts';
import type { RowLoader } from '../../lib/destinations/row-loader.ts';
import { newScratchFolder, sweepScratch } from '../../lib/land/scratch/scratch-folder.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';
import { environment } from '../options/environment.ts';

/**
 * Opens a dataset that the periods of a lake are delivered to.
 *
 * @param url such as `bigquery://project/dataset`
 * @throws InputError when it names no dataset.
 */
export async function openBigQueryDestination(
  context: Context,
  url: string,
  store: Store,
): Promise<Destination> {
  const { bigQueryDestination } = await import(
    '../../lib/destinations/bigquery/bigquery-destination.ts'
  );
  return bigQueryDestination({ ...(await optionsFor(context, url)), store });
}

/**
 * Opens a dataset whose tables are filled with rows that no lake holds.
 *
 * @param url such as `bigquery://project/dataset`
 * @throws InputError when it names no dataset.
 */
export async function openBigQueryLoader(context: Context, url: string): Promise<RowLoader> {
  const { bigQueryLoader } = await import('../../lib/destinations/bigquery/bigquery-row-loader.ts');
  return bigQueryLoader(await optionsFor(context, url));
}

async function optionsFor(context: Context, url: string): Promise<BigQueryOptions> {
  const { bigQueryLoads } = await import('../../lib/gcp/bigquery-loads.ts');
  const { parseBigQueryUrl } = await import('../../lib/gcp/bigquery-url.ts');
  const endpoint = emulatorOf(context);
  const requests = bigQueryLoads(parseBigQueryUrl(url), { sleep, endpoint });
  const base = context.temporaryFolder();
  await sweepScratch(base);
  return { requests, sleep, temporaryFolder: newScratchFolder(base) };
}

/** The URL of the emulator that the environment names, with or without a scheme; `undefined` where it names none. */
export function emulatorOf({ environment: variables }: Context): string | undefined {
  const host = variables[environment.bigQueryEmulator] ?? '';
  if (host === '') return undefined;
  return /^https?:\/\//.test(host) ? host : `http://${host}`;
}
