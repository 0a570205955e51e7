import type { QueryProgress, QueryResult } from '../../lib/engines/engine.ts';
import { inBytes } from './numbers.ts';

/** Shows that a query far away is at work. */
export interface ShownQuery {
  readonly update: (progress: QueryProgress) => void;
  /** Says what the query cost, and what whoever reads its result should know. */
  readonly done: (result: QueryResult) => void;
  /** Clears what {@link update} drew. */
  readonly stop: () => void;
}

/** One line that is drawn over and over on a terminal; nothing of it elsewhere. */
export function showQueryProgress(stream: NodeJS.WriteStream, name: string): ShownQuery {
  let drawn = false;
  function clear(): void {
    if (drawn) stream.write('\r\x1b[K');
    drawn = false;
  }
  return {
    update({ state, scannedBytes, milliseconds }) {
      if (!stream.isTTY) return;
      const seconds = (milliseconds / 1000).toFixed(1);
      stream.write(`\r\x1b[K${name}: ${state}, ${seconds} s, ${inBytes(scannedBytes)} scanned`);
      drawn = true;
    },
    done({ scannedBytes, notice }) {
      clear();
      if (scannedBytes !== undefined) stream.write(`${name}: ${inBytes(scannedBytes)} scanned\n`);
      if (notice !== undefined) stream.write(`${notice}\n`);
    },
    stop: clear,
  };
}
