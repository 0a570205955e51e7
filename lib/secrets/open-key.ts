import { InputError } from '../errors.ts';
import { type Environment, envKey } from './env-key.ts';
import { fileKey } from './file-key.ts';
import type { KeyProvider } from './key-provider.ts';

/** What references to keys are resolved with. */
export interface KeyPlaces {
  readonly environment: Environment;
  /** Makes a path absolute. */
  readonly resolvePath: (path: string) => string;
}

/** Each kind of reference, by what stands in front of its first colon. A cloud service is one more. */
const schemes: Readonly<Record<string, (rest: string, places: KeyPlaces) => KeyProvider>> = {
  env: (name, { environment }) => envKey(name, environment),
  file: (path, { resolvePath }) => fileKey(resolvePath(path), { name: path }),
};

/**
 * Opens the place that a reference names: `env:NAME` or `file:PATH`.
 *
 * @throws InputError when the text is not such a reference. The message does not repeat it, because
 *   it may be the key itself.
 * @example
 * openKey('env:MY_KEY', { environment: {}, resolvePath: (path) => path }).name // => 'env:MY_KEY'
 */
export function openKey(reference: string, places: KeyPlaces): KeyProvider {
  const [, scheme = '', rest = ''] = /^([a-z]+):(.+)$/s.exec(reference) ?? [];
  const open = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
  if (open !== undefined && (scheme !== 'env' || /^\w+$/.test(rest))) return open(rest, places);
  throw new InputError({
    expected: 'where a key is kept, such as env:HOURLAKE_BRONZE_KEY or file:bronze.key',
    got: `${reference.length} characters that name neither`,
    advice: 'Name the environment variable or the file, never the key itself.',
  });
}
