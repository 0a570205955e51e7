import { InputError, ParquetError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import type { ParquetFooter } from '../lake/parquet-footer.ts';
import type { Hour } from '../model/hour.ts';
import type { Source } from '../sources/source.ts';
import type { Store } from '../stores/store.ts';
import { factsOfSource, storedFooter } from './footer.ts';

/** May differ within a lake: a newer generator goes on where the one before it stopped. */
const GENERATOR = 'hourlake.generator';

/**
 * Makes sure that a lake goes on with the seed and the settings it was filled with, by the footer of
 * its newest hour: values are unique for one seed and one mean alone.
 *
 * @param landed oldest first
 * @throws InputError when a setting differs; StoreError when the footer cannot be read.
 */
export async function checkSameSettings(
  { source, store, prefix }: { source: Source; store: Store; prefix: string },
  landed: readonly Hour[],
): Promise<void> {
  const newest = landed.at(-1);
  if (newest === undefined) return;
  const there = await footerOf(store, objectKey(prefix, newest));
  if (there === undefined) return;
  for (const [name, value] of Object.entries(factsOfSource(source))) {
    const got = there.metadata[name];
    if (name === GENERATOR || got === value) continue;
    if (got === undefined) throw notOfHourlake(store, objectKey(prefix, newest), name);
    const setting = name.replace('hourlake.', '');
    throw new InputError({
      expected: `the ${setting} that ${store.name} was filled with, ${JSON.stringify(got)}`,
      got: JSON.stringify(value),
      advice: `Pass --${setting} ${got}, or name another lake with --lake.`,
    });
  }
}

function notOfHourlake(store: Store, key: string, name: string): InputError {
  return new InputError({
    expected: `the footer of ${store.name}/${key} to tell ${name}`,
    got: 'none',
    advice: 'Another tool wrote that file: move it away, and land its hour again.',
  });
}

/** A corrupt hour says nothing of its settings; `status` and `verify` name it. */
async function footerOf(store: Store, key: string): Promise<ParquetFooter | undefined> {
  try {
    return await storedFooter(store, key);
  } catch (error) {
    if (error instanceof ParquetError) return undefined;
    throw error;
  }
}
