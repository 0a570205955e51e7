import type { SparkProgress } from '../../lib/engines/spark/spark-progress.ts';
import { counted, grouped } from './numbers.ts';
import type { ProgressTarget } from './progress.ts';

/** Shows how far Spark is. */
export interface ShownSpark {
  readonly update: (progress: SparkProgress) => void;
  /** Clears what was drawn. */
  readonly stop: () => void;
}

/** Draws one line over and over on a terminal, from the start of Spark on; elsewhere nothing. */
export function showSparkProgress(stream: ProgressTarget, name: string): ShownSpark {
  const draw = (words: string) => {
    // A longer line would wrap, and leave its beginning behind.
    if (stream.isTTY) stream.write(`\r\x1b[K${`${name}: ${words}`.slice(0, stream.columns)}`);
  };
  draw('starting Spark');
  return {
    update: ({ stage, done, tasks }) =>
      draw(`stage ${stage}, ${grouped(done)} of ${counted(tasks, 'task')}`),
    stop: () => {
      if (stream.isTTY) stream.write('\r\x1b[K');
    },
  };
}
