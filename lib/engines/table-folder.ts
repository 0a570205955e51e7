import { partitionColumns } from '../model/partition.ts';
import type { Grain } from '../model/period.ts';

/**
 * The folder that holds all files of a table.
 *
 * @param path of one of them
 * @example
 * folderOfTable('/lake/podcasts/dt=2026-11-20/podcasts-2026-11-20.parquet', 'day') // => '/lake/podcasts'
 */
export function folderOfTable(path: string, grain: Grain): string {
  return path
    .split('/')
    .slice(0, -1 - partitionColumns(grain).length)
    .join('/');
}
