import type { Sighting } from '../check/sightings.ts';

/** What anybody can see of a lake, whatever holds it. Keys are those of the store. */
export interface LakeView {
  /** The bytes under a key; `undefined` when nothing is there. */
  bytesOf(key: string): Uint8Array | undefined;
  keys(): Iterable<string>;
  /** What is there beside the objects: temporary files, uploads that nobody ended. */
  leftovers(): readonly string[];
}

/** Told of every change to what anybody can see, as it happens. */
export interface LakeObserver {
  /** An object is under a key now, with these bytes; it may have had others. */
  shown(key: string, bytes: Uint8Array): void;
  /** @param byCrash whether a machine lost it that had not flushed its name */
  gone(key: string, byCrash: boolean): void;
  /** Something rare happened. */
  sees(sighting: Sighting): void;
}
