import { Presets, SingleBar } from 'cli-progress';
import { counted, grouped } from './numbers.ts';

/** Shows how far a long piece of work has come. */
export interface Progress {
  /**
   * Counts one more period as done.
   *
   * @param rows how many rows it added
   * @param line what to print about it where no bar is drawn
   */
  readonly advance: (rows: number, line: string) => void;
  /** Shows how far the period has come that is being done, where a bar is drawn. */
  readonly tell: (text: string) => void;
  readonly stop: () => void;
}

/** Where progress is shown: `draws` in the form that cli-progress asks for. */
export interface ProgressTarget extends NodeJS.WritableStream {
  /** Whether a line can be drawn over. */
  readonly isTTY?: boolean;
  /** Columns of the terminal now. */
  readonly columns?: number | undefined;
}

/** Without a terminal about this many lines are written at most, however many periods there are. */
const LINES = 50;

/** Columns of the bar, where there is room: the whole line then fits 80 columns. */
const BAR = 24;

/** A shorter bar shows nothing. */
const SHORTEST_BAR = 8;

const USUAL_WIDTH = 80;

/**
 * Shows a bar with rows per second and the time left on a terminal, and plain lines elsewhere.
 *
 * @param label what is done: `fake-accounts`
 * @param unit what is counted: `hour`
 * @param total how many of them there are to do
 * @param now milliseconds; used for the speed only
 */
export function showProgress(
  stream: ProgressTarget,
  work: { label: string; unit: string; total: number; now: () => number },
): Progress {
  if (work.total === 0) return { advance: () => {}, tell: () => {}, stop: () => {} };
  return stream.isTTY ? bar(stream, work) : lines(stream, work);
}

type Work = Parameters<typeof showProgress>[1];

function bar(stream: ProgressTarget, { label, unit, total, now }: Work): Progress {
  const single = new SingleBar(
    {
      stream,
      ...layout(stream.columns ?? USUAL_WIDTH, label, total === 1 ? unit : `${unit}s`),
      hideCursor: true,
      etaBuffer: 50,
      // The last state stays on the screen, also when the work ends early.
      clearOnComplete: false,
    },
    Presets.shades_classic,
  );
  const start = now();
  let rows = 0;
  single.start(total, 0, { rate: '' });
  return {
    advance(added) {
      rows += added;
      const seconds = Math.max(0.001, (now() - start) / 1000);
      const rate = rows === 0 ? '' : ` | ${grouped(Math.round(rows / seconds))} rows/s`;
      single.increment(1, { rate });
    },
    tell: (text) => single.update({ rate: ` | ${text}` }),
    stop: () => single.stop(),
  };
}

/** A narrow terminal cuts the line, so the bar gets shorter there, and then the speed goes. */
function layout(width: number, label: string, units: string): { format: string; barsize: number } {
  const barsize = Math.min(BAR, BAR - (USUAL_WIDTH - width));
  if (barsize >= SHORTEST_BAR) {
    return {
      format: `${label} {bar} {value}/{total} ${units}{rate} | {eta_formatted} left`,
      barsize,
    };
  }
  return { format: `${label} {value}/{total} ${units} | {eta_formatted} left`, barsize: 0 };
}

function lines(stream: NodeJS.WritableStream, { label, unit, total }: Work): Progress {
  const step = Math.ceil(total / LINES);
  let done = 0;
  return {
    advance(_rows, line) {
      done += 1;
      if (done % step === 0 || done === total) {
        stream.write(`${label} ${grouped(done)}/${counted(total, unit)}: ${line}\n`);
      }
    },
    tell: () => {},
    stop: () => {},
  };
}
