import type { ExportProgress } from '../../lib/export/export-rows.ts';
import { counted, grouped } from './numbers.ts';
import type { ProgressTarget } from './progress.ts';

/** Shows how far an export is. */
export interface ShownExport {
  readonly update: (progress: ExportProgress) => void;
  /** Clears what was drawn. */
  readonly stop: () => void;
}

/** Draws one line over and over on a terminal; elsewhere nothing. */
export function showExport(stream: ProgressTarget, name: string): ShownExport {
  let drawn = false;
  return {
    update({ step, done, of }) {
      if (!stream.isTTY) return;
      const parts = of === 0 ? 'rows' : `${grouped(done)} of ${counted(of, 'partition')}`;
      stream.write(`\r\x1b[K${`${name}: ${step} ${parts}`.slice(0, stream.columns)}`);
      drawn = true;
    },
    stop: () => void (drawn && stream.write('\r\x1b[K')),
  };
}
