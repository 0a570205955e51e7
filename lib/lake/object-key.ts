import { HourlakeError, InputError } from '../errors.ts';
import { type Hour, parseHour, partitionOf } from '../model/period.ts';

/** A prefix is one folder name: lower-case letters, digits and hyphens. */
const PREFIX = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The key under which an hour lives. The inverse of {@link parseKey}.
 *
 * @param prefix the prefix of the job, such as `fake-accounts`
 * @throws InputError when the prefix is not lower-case letters, digits and single hyphens.
 * @example
 * objectKey('fake-accounts', parseHour('2026-11-20T13')) // => 'fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T13.parquet'
 */
export function objectKey(prefix: string, hour: Hour): string {
  return `${hourFolder(prefix, hour)}${prefix}-${hour}.parquet`;
}

/**
 * The folder that an hour lives in, which is one partition of its table. Ends in a slash.
 *
 * @param prefix the prefix of the job, such as `fake-accounts`
 * @throws InputError when the prefix is not lower-case letters, digits and single hyphens.
 * @example
 * hourFolder('fake-accounts', parseHour('2026-11-20T13')) // => 'fake-accounts/dt=2026-11-20/hour=13/'
 */
export function hourFolder(prefix: string, hour: Hour): string {
  checkPrefix(prefix);
  const partition = partitionOf(hour);
  return `${prefix}/dt=${partition.dt}/hour=${partition.hour}/`;
}

/**
 * The hour that lives under a key, or `undefined` when the key is not one that {@link objectKey}
 * builds for this prefix: a foreign file.
 *
 * @example
 * parseKey('fake-accounts', 'fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T13.parquet') // => '2026-11-20T13'
 * parseKey('fake-accounts', 'fake-accounts/dt=2026-11-20/notes.txt') // => undefined
 */
export function parseKey(prefix: string, key: string): Hour | undefined {
  const written = key.slice(-'2026-11-20T13.parquet'.length, -'.parquet'.length);
  try {
    const hour = parseHour(written);
    return objectKey(prefix, hour) === key ? hour : undefined;
  } catch (error) {
    if (error instanceof HourlakeError) return undefined;
    throw error;
  }
}

function checkPrefix(prefix: string): void {
  if (PREFIX.test(prefix)) return;
  throw new InputError({
    expected: 'a prefix of lower-case letters, digits and single hyphens, such as fake-accounts',
    got: JSON.stringify(prefix),
    advice: 'Change the prefix of the job.',
  });
}
