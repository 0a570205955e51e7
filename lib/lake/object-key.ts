import { type Job, REJECTS_SUFFIX } from '../model/job.ts';
import { partitionPath } from '../model/partition.ts';
import { type Grain, type Period, periodOfGrain } from '../model/period.ts';

/** What decides the keys of a job. */
export type KeySpace = Pick<Job, 'name' | 'layer' | 'grain'>;

/** The folder of declarations, without a slash at its end. */
export const DECLARATIONS = '_lake';

/** The folder of keys that a key service wrapped, without a slash at its end. */
export const WRAPPED_KEYS = `${DECLARATIONS}/keys`;

/** The folder of what was delivered where, without a slash at its end. */
export const DELIVERIES = `${DECLARATIONS}/deliveries`;

const EXTENSION = '.parquet';

/**
 * The folder below which all objects of a job lie, without a slash at its end.
 *
 * @example
 * jobFolder({ name: 'fake-accounts', layer: 'landing' }) // => 'fake-accounts'
 * jobFolder({ name: 'bronze-fake-accounts', layer: 'bronze' }) // => 'bronze/fake-accounts'
 * jobFolder({ name: 'vendas-rejects', layer: 'rejects' }) // => 'rejects/vendas'
 */
export function jobFolder({ name, layer }: Pick<KeySpace, 'name' | 'layer'>): string {
  switch (layer) {
    case 'landing':
      return name;
    case 'bronze':
      return `${layer}/${name.slice(`${layer}-`.length)}`;
    case 'rejects':
      return `${layer}/${name.slice(0, -REJECTS_SUFFIX.length)}`;
  }
}

/**
 * The folder of a period, which is one partition of its table. Ends with a slash.
 *
 * @example
 * periodFolder({ name: 'fake-accounts', layer: 'landing' }, parseHour('2026-11-20T13')) // => 'fake-accounts/dt=2026-11-20/hour=13/'
 */
export function periodFolder(job: Pick<KeySpace, 'name' | 'layer'>, period: Period): string {
  return `${jobFolder(job)}/${partitionPath(period)}/`;
}

/**
 * The key of the object of a period. The inverse of {@link parseKey}.
 *
 * @example
 * objectKey({ name: 'fake-accounts', layer: 'landing' }, parseHour('2026-11-20T13')) // => 'fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T13.parquet'
 * objectKey({ name: 'podcasts', layer: 'landing' }, parsePeriod('2026-11-20')) // => 'podcasts/dt=2026-11-20/podcasts-2026-11-20.parquet'
 */
export function objectKey(job: Pick<KeySpace, 'name' | 'layer'>, period: Period): string {
  return `${periodFolder(job, period)}${job.name}-${period}${EXTENSION}`;
}

/**
 * The period whose object has a key, or `undefined` when {@link objectKey} builds that key for no
 * period of the job: the file does not belong to the job.
 *
 * @example
 * parseKey({ name: 'fake-accounts', layer: 'landing', grain: 'hour' }, 'fake-accounts/dt=2026-11-20/hour=13/fake-accounts-2026-11-20T13.parquet') // => '2026-11-20T13'
 * parseKey({ name: 'fake-accounts', layer: 'landing', grain: 'hour' }, 'fake-accounts/dt=2026-11-20/notes.txt') // => undefined
 */
export function parseKey(job: KeySpace, key: string): Period | undefined {
  const text = key.slice(-CHARACTERS[job.grain] - EXTENSION.length, -EXTENSION.length);
  const period = periodOfGrain(job.grain, text);
  return period !== undefined && objectKey(job, period) === key ? period : undefined;
}

/**
 * The key of the declaration of a job.
 *
 * @example
 * declarationKey('fake-accounts') // => '_lake/fake-accounts.json'
 */
export function declarationKey(name: string): string {
  return `${DECLARATIONS}/${name}.json`;
}

/**
 * The key of the object that holds a wrapped key of the lake.
 *
 * @param version of the key, as its tokens state it
 *
 * @example
 * wrappedKeyKey(1) // => '_lake/keys/k1.json'
 */
export function wrappedKeyKey(version: number): string {
  return `${WRAPPED_KEYS}/k${version}.json`;
}

/**
 * The folder of the journal of a job's deliveries to one place, without a slash at its end.
 *
 * @param place what tells the place from others: a digest
 * @example
 * deliveryFolder('fake-accounts', '0123456789abcdef') // => '_lake/deliveries/fake-accounts/0123456789abcdef'
 */
export function deliveryFolder(name: string, place: string): string {
  return `${DELIVERIES}/${name}/${place}`;
}

/** Length of the text of a period. */
const CHARACTERS: Readonly<Record<Grain, number>> = { hour: 13, day: 10, file: 12 };
