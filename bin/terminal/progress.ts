import { Presets, SingleBar } from 'cli-progress';
import { counted, grouped } from './numbers.ts';

/** Shows how far a long piece of work has come. */
export interface Progress {
  /** Another hour is done; `rows` is what it added, `line` what to say of it without a bar. */
  readonly advance: (rows: number, line: string) => void;
  readonly stop: () => void;
}

/** Without a terminal at most about so many lines are written, however many hours there are. */
const LINES = 50;

/** Signs of the bar: all of the line fits 80 columns. */
const BAR = 24;

/**
 * A bar with rows per second and the time left on a terminal, plain lines elsewhere.
 *
 * @param label what is being done: `fake-accounts`
 * @param total hours to do
 * @param now milliseconds; only for the speed that is shown
 */
export function showProgress(
  stream: NodeJS.WriteStream,
  { label, total, now }: { label: string; total: number; now: () => number },
): Progress {
  if (total === 0) return { advance: () => {}, stop: () => {} };
  return stream.isTTY ? bar(stream, label, total, now) : lines(stream, label, total);
}

function bar(
  stream: NodeJS.WriteStream,
  label: string,
  total: number,
  now: () => number,
): Progress {
  const single = new SingleBar(
    {
      stream,
      format: `${label} {bar} {value}/{total} hours{rate} | {eta_formatted} left`,
      barsize: BAR,
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
    stop: () => single.stop(),
  };
}

function lines(stream: NodeJS.WriteStream, label: string, total: number): Progress {
  const step = Math.ceil(total / LINES);
  let done = 0;
  return {
    advance(_rows, line) {
      done += 1;
      if (done % step === 0 || done === total) {
        stream.write(`${label} ${grouped(done)}/${counted(total, 'hour')}: ${line}\n`);
      }
    },
    stop: () => {},
  };
}
