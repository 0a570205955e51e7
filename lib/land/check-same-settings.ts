import { InputError, ParquetError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import type { Hour } from '../model/period.ts';
import type { Source } from '../model/source.ts';
import type { ParquetFooter } from '../parquet/parquet-footer.ts';
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
  const other = there === undefined ? undefined : otherSettingOf(source, there.metadata);
  if (other !== undefined) throw otherSettingError(store, other);
}

/** A setting that a lake has and a source has not. */
export interface OtherSetting {
  /** As its option is named: `accounts-per-hour`. */
  readonly name: string;
  /** `undefined` when the file does not say. */
  readonly there: string | undefined;
  readonly wanted: string;
}

/**
 * The first setting of the file of an hour that the source has otherwise; `undefined` when all are
 * the same. Another version of the generator is none.
 *
 * @param metadata what the footer of the file says
 */
export function otherSettingOf(
  source: Source,
  metadata: Readonly<Record<string, string>>,
): OtherSetting | undefined {
  const other = Object.entries(factsOfSource(source)).find(
    ([name, value]) => name !== GENERATOR && metadata[name] !== value,
  );
  if (other === undefined) return undefined;
  const [name, wanted] = other;
  return { name: name.replace('hourlake.', ''), there: metadata[name], wanted };
}

/** The error of working on a lake with another setting than it was filled with. */
export function otherSettingError(store: Store, { name, there, wanted }: OtherSetting): InputError {
  if (there === undefined) {
    return new InputError({
      expected: `the files of ${store.name} to tell the ${name} that they were made with`,
      got: 'none',
      advice: 'Another tool wrote them: move them away, and land their hours again.',
    });
  }
  return new InputError({
    expected: `the ${name} that ${store.name} was filled with, ${JSON.stringify(there)}`,
    got: JSON.stringify(wanted),
    advice: `Pass --${name} ${there}, or name another lake with --lake.`,
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
