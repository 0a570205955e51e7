import { grouped } from './numbers.ts';
import type { ProgressTarget } from './progress.ts';

/** Shows how many rows are done. */
export interface RowProgress {
  readonly add: (rows: number) => void;
  /** Clears what was drawn. */
  readonly stop: () => void;
}

/** Fewer rows than this are done before anybody could read how far they have come. */
const WORTH_SHOWING = 100_000;

/** Draws one line over and over on a terminal, for many rows; elsewhere nothing. */
export function showRows(
  stream: ProgressTarget,
  { label, total }: { readonly label: string; readonly total: number },
): RowProgress {
  if (!stream.isTTY || total < WORTH_SHOWING) return { add: () => {}, stop: () => {} };
  let done = 0;
  let drawn = 0;
  return {
    add(rows) {
      done += rows;
      if (done - drawn < total / 100) return;
      drawn = done;
      const line = `${label}: ${grouped(done)} of ${grouped(total)} rows`;
      stream.write(`\r\x1b[K${line.slice(0, stream.columns)}`);
    },
    stop: () => void (drawn > 0 && stream.write('\r\x1b[K')),
  };
}
