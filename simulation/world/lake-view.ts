import type { Sighting } from '../check/sightings.ts';

/** The visible state of a lake in any kind of store. Keys are the keys of the store. */
export interface LakeView {
  /** Returns the bytes under a key, or `undefined` if the key has no object. */
  bytesOf(key: string): Uint8Array | undefined;
  keys(): Iterable<string>;
  /** Returns everything besides objects: temporary files and unfinished uploads. */
  leftovers(): readonly string[];
}

/** Notified of every change of the visible state, as it happens. */
export interface LakeObserver {
  /** A key now has an object with these bytes. It may have had other bytes before. */
  shown(key: string, bytes: Uint8Array): void;
  /** @param byCrash whether the object was lost because its name was not flushed before a crash */
  gone(key: string, byCrash: boolean): void;
  /** A crash of a machine is over. */
  crashed?(): void;
  /** A rare event happened. */
  sees(sighting: Sighting): void;
}
