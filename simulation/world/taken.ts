import { DifferentObjectError } from '../../lib/errors.ts';
import type { Store } from '../../lib/stores/store.ts';
import { storeWith } from '../broken/store-with.ts';

/** A store that answers `taken`, as its port says, where the store itself throws. */
export function answeringTaken(store: Store): Store {
  return storeWith(store, {
    async putIfAbsent(key, object) {
      try {
        return await store.putIfAbsent(key, object);
      } catch (error) {
        if (error instanceof DifferentObjectError) return 'taken';
        throw error;
      }
    },
  });
}
