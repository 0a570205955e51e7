import type { KeyProvider } from '../../lib/secrets/key-provider.ts';

/** A key of tests, which no real lake has. */
export const KEY = Uint8Array.from({ length: 64 }, (_, index) => index);

/** Another one. */
export const OTHER_KEY = KEY.map((byte) => byte ^ 0xff);

/** A place that has a key, or none. */
export function aKey(key: Uint8Array | undefined): KeyProvider {
  return { name: 'env:A_KEY', advice: 'Set A_KEY.', find: async () => key };
}

/** A place without a key until one is made there. */
export function aKeyToMake(key: Uint8Array): KeyProvider & { readonly made: () => number } {
  let made = 0;
  return {
    ...aKey(undefined),
    find: async () => (made > 0 ? key : undefined),
    async make() {
      made += 1;
      return key;
    },
    made: () => made,
  };
}
