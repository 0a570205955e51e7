import { patternOf } from '../../duckdb/sql-text.ts';
import type { GatherInput } from './gather-facts.ts';

/**
 * The words of DuckDB with the lake as the user named it: DuckDB quotes absolute paths, which say where the lake
 * is on this machine.
 *
 * @example
 * nameLake("No magic bytes in '/home/ana/lake/a'", { root: '/home/ana/lake', store: { name: './lake' } }) // => "No magic bytes in './lake/a'"
 */
export function nameLake(
  words: string,
  { root, store }: Pick<GatherInput, 'root'> & { readonly store: { readonly name: string } },
): string {
  if (root.startsWith('s3://') || root.length < 2) return words;
  // DuckDB quotes the pattern of a path; messages quote paths as JSON.
  const spellings = [patternOf(root), JSON.stringify(root).slice(1, -1), root];
  return spellings.reduce((text, spelling) => text.replaceAll(spelling, store.name), words);
}
