import type { KeyProvider } from './key-provider.ts';

/**
 * Several places for one key: the first that has a key gives it, and the last one makes it.
 *
 * @param places at least one
 * @example
 * firstKey([envKey('A', {}), envKey('B', {})]).name // => 'env:A or env:B'
 */
export function firstKey(places: readonly KeyProvider[]): KeyProvider {
  const make = places.at(-1)?.make;
  return {
    name: places.map(({ name }) => name).join(' or '),
    advice: places[0]?.advice ?? '',
    async find() {
      for (const place of places) {
        const key = await place.find();
        if (key !== undefined) return key;
      }
      return undefined;
    },
    ...(make === undefined ? {} : { make }),
  };
}
