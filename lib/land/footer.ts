import { grainOf, type Period } from '../model/period.ts';
import type { Source } from '../model/source.ts';
import { type ParquetFooter, readParquetFooter } from '../parquet/parquet-footer.ts';
import { printable } from '../printable.ts';
import type { Store } from '../stores/store.ts';

/** Facts of Hourlake in a footer begin with it. */
const PREFIX = 'hourlake.';

/** The metadata in the footer of a period's file: table, period, and the facts of the source. */
export function factsOfPeriod(source: Source, period: Period): Record<string, string> {
  const facts = Object.entries(source.facts).map(([name, value]) => [`${PREFIX}${name}`, value]);
  return {
    [`${PREFIX}table`]: source.table.name,
    [`${PREFIX}${grainOf(period)}`]: period,
    ...Object.fromEntries(facts),
  };
}

/**
 * The facts of Hourlake in a footer, without their prefix: `seed`, `generator`.
 *
 * @example
 * factsInFooter({ 'hourlake.seed': 'demo', pandas: '{}' }) // => { seed: 'demo' }
 */
export function factsInFooter(metadata: Readonly<Record<string, string>>): Record<string, string> {
  const facts = Object.entries(metadata).flatMap(([name, value]) =>
    name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), value] as const] : [],
  );
  return Object.fromEntries(facts);
}

/**
 * The first fact in which a footer differs from what the source would write, in words; `undefined`
 * when there is none.
 *
 * @param metadata what the footer of the period's file says
 */
export function differenceOf(
  source: Source,
  period: Period,
  metadata: Readonly<Record<string, string>>,
): string | undefined {
  for (const [name, value] of Object.entries(factsOfPeriod(source, period))) {
    const got = metadata[name];
    if (got !== value) {
      return `${name} is ${got === undefined ? 'missing' : printable(JSON.stringify(got))}, not "${value}"`;
    }
  }
  return undefined;
}

/**
 * The version that made a file, where it is the one that began the lake or one that the source
 * continues, and the file is what the source would write in everything else that footers tell; else
 * `undefined`.
 *
 * @param metadata what the footer of the period's file says
 * @param options.begun the version that began the lake
 */
export function earlierVersionOf(
  source: Source,
  period: Period,
  metadata: Readonly<Record<string, string>>,
  { begun }: { readonly begun: string | undefined },
): string | undefined {
  const generator = metadata[`${PREFIX}generator`] ?? '';
  const known = [begun, ...(source.continues ?? [])];
  if (generator === source.facts.generator || !known.includes(generator)) return undefined;
  const then: Source = { ...source, facts: { ...source.facts, generator } };
  return differenceOf(then, period, metadata) === undefined ? generator : undefined;
}

/**
 * Reads the footer of an object, and nothing else of it.
 *
 * @throws ParquetError when the object is not a whole Parquet file; StoreError when it cannot be read.
 */
export async function storedFooter(store: Store, key: string): Promise<ParquetFooter> {
  return readParquetFooter(await store.size(key), (offset, length) =>
    store.read(key, { offset, length }),
  );
}
