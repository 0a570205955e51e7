import { counted, grouped } from './numbers.ts';
import type { ProgressTarget } from './progress.ts';

/** Shows how many pages of an API were read. Nobody knows how many there will be. */
export interface PageProgress {
  readonly add: (records: number) => void;
  /** Clears what was drawn. */
  readonly stop: () => void;
}

/** Without a terminal, a line is written each time this many pages were read. */
const PAGES_A_LINE = 500;

/** Draws one line over and over on a terminal; elsewhere writes a line now and then. */
export function showPages(stream: ProgressTarget, label: string): PageProgress {
  let [pages, records] = [0, 0];
  return {
    add(more) {
      [pages, records] = [pages + 1, records + more];
      const line = `${label}: page ${grouped(pages)}, ${counted(records, 'record')}`;
      if (stream.isTTY) stream.write(`\r\x1b[K${line.slice(0, stream.columns)}`);
      else if (pages % PAGES_A_LINE === 0) stream.write(`${line}\n`);
    },
    stop: () => void (stream.isTTY && pages > 0 && stream.write('\r\x1b[K')),
  };
}
