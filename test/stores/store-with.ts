import type { Store } from '../../lib/stores/store.ts';

/** A store that does some things otherwise, and leaves the rest to another one. */
export function storeWith(store: Store, otherwise: Partial<Store>): Store {
  return {
    name: store.name,
    list: (prefix) => store.list(prefix),
    size: (key) => store.size(key),
    read: (key, range) => store.read(key, range),
    putIfAbsent: (key, object) => store.putIfAbsent(key, object),
    replace: (key, object, expected) => store.replace(key, object, expected),
    ...(store.remove === undefined ? {} : { remove: store.remove.bind(store) }),
    ...(store.erase === undefined ? {} : { erase: store.erase.bind(store) }),
    ...(store.persist === undefined ? {} : { persist: store.persist.bind(store) }),
    leftovers: () => store.leftovers(),
    sweep: () => store.sweep(),
    ...otherwise,
  };
}
