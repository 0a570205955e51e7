import type { Hour } from '../model/period.ts';
import type { Source } from '../model/source.ts';
import { type ParquetFooter, readParquetFooter } from '../parquet/parquet-footer.ts';
import { printable } from '../printable.ts';
import type { Store } from '../stores/store.ts';

/** What the footer of every file of a source says of it, such as `hourlake.seed`. */
export function factsOfSource(source: Source): Record<string, string> {
  const facts = Object.entries(source.facts).map(([name, value]) => [`hourlake.${name}`, value]);
  return Object.fromEntries(facts);
}

/** All that the footer of an hour's file says: table, hour, and the facts of the source. */
export function factsOfHour(source: Source, hour: Hour): Record<string, string> {
  return {
    'hourlake.table': source.table.name,
    'hourlake.hour': hour,
    ...factsOfSource(source),
  };
}

/**
 * The first fact of a footer that the source sees otherwise, in words; `undefined` when there is none.
 *
 * @param metadata what the footer of the hour's file says
 */
export function differenceOf(
  source: Source,
  hour: Hour,
  metadata: Readonly<Record<string, string>>,
): string | undefined {
  for (const [name, value] of Object.entries(factsOfHour(source, hour))) {
    const got = metadata[name];
    if (got !== value)
      return `${name} is ${got === undefined ? 'missing' : printable(JSON.stringify(got))}, not "${value}"`;
  }
  return undefined;
}

/**
 * Reads the footer of an object, and nothing else of it.
 *
 * @throws ParquetError when the object is no whole Parquet file; StoreError when it cannot be read.
 */
export async function storedFooter(store: Store, key: string): Promise<ParquetFooter> {
  return readParquetFooter(await store.size(key), (offset, length) =>
    store.read(key, { offset, length }),
  );
}
