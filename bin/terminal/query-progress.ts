import type { Answer, QueryProgress } from '../../lib/engines/engine.ts';
import { inBytes } from './numbers.ts';
import type { ProgressTarget } from './progress.ts';

/** Shows that a remote engine is running a query. */
export interface ShownQuery {
  readonly update: (progress: QueryProgress) => void;
  /** Prints how many bytes the query scanned, and the notice of its answer. */
  readonly done: (answer: Pick<Answer, 'scannedBytes' | 'notice'>) => void;
  /** Clears what {@link update} drew. */
  readonly stop: () => void;
}

/** Draws one line over and over on a terminal; elsewhere prints only what {@link ShownQuery.done} says. */
export function showQueryProgress(stream: ProgressTarget, name: string): ShownQuery {
  let drawn = false;
  function clear(): void {
    if (drawn) stream.write('\r\x1b[K');
    drawn = false;
  }
  return {
    update({ state, scannedBytes, milliseconds }) {
      if (!stream.isTTY) return;
      const seconds = (milliseconds / 1000).toFixed(1);
      const line = `${name}: ${state}, ${seconds} s, ${inBytes(scannedBytes)} scanned`;
      // Only one line can be drawn over: a longer one would wrap, and leave its beginning behind.
      stream.write(`\r\x1b[K${line.slice(0, stream.columns)}`);
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
