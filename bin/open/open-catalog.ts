import type { Catalog } from '../../lib/catalog/catalog.ts';
import { InputError } from '../../lib/errors.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Context } from '../context.ts';
import type { CatalogOptions } from '../options/catalog-options.ts';
import type { LakeOptions } from '../options/lake-options.ts';
import { lakePlace } from './lake-place.ts';

/**
 * The catalog of each job, if a database is named that its periods are registered in.
 *
 * @throws InputError when the lake is in a folder, which Glue cannot read.
 */
export async function openCatalog(
  context: Context,
  options: LakeOptions & CatalogOptions,
): Promise<(job: Job) => Catalog | undefined> {
  const { database, crawler } = options;
  const { url, root } = lakePlace(context, options);
  if (url.kind === 'folder') {
    if (database === undefined && crawler === undefined) return () => undefined;
    throw new InputError({
      expected: `a lake in a bucket with ${database === undefined ? '--crawler' : '--database'}, such as s3://my-lake`,
      got: options.lake,
      advice: 'Leave --database and --crawler out: a lake in a folder needs no catalog.',
    });
  }
  if (database === undefined) return () => undefined;
  const { glueCatalog } = await import('../../lib/catalog/glue-catalog.ts');
  return (job) => glueCatalog({ database, table: job.table.name, lake: root, job });
}

/** Starts a crawler and reports it where that does not mix with results. */
export async function startCrawlerOf(context: Context, name: string): Promise<void> {
  const { startCrawler } = await import('../../lib/catalog/start-crawler.ts');
  const outcome = await startCrawler({ name });
  context.progress.write(
    outcome === 'started' ? `Crawler ${name} started.\n` : `Crawler ${name} was running already.\n`,
  );
}
