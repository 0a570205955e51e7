import type { RandomStream } from '../../../model/keyed-random.ts';

const TWO_32 = 2 ** 32;

const MINUTES = 60;

/** Minutes at which scheduled jobs start, and downloads in them relative to other minutes (approximate). */
const BUSY: ReadonlyMap<number, number> = new Map([
  [0, 1.9],
  [1, 1.5],
  [2, 1.25],
  [3, 1.1],
  [5, 1.2],
  [10, 1.15],
  [15, 1.35],
  [16, 1.1],
  [20, 1.15],
  [30, 1.55],
  [31, 1.25],
  [32, 1.1],
  [45, 1.3],
  [46, 1.1],
]);

/** The part of the downloads of an hour before each of its minutes, and 1 at its end. */
const BEFORE = partsBefore(Array.from({ length: MINUTES }, (_, minute) => BUSY.get(minute) ?? 1));

/** Minutes and seconds of an hour, by seconds: `:07:42Z`. */
const CLOCKS = Array.from({ length: 3600 }, (_, second) => {
  const [minutes, seconds] = [Math.floor(second / 60), second % 60];
  return `:${String(minutes).padStart(2, '0')}:${String(seconds).padStart(2, '0')}Z`;
});

/**
 * When the rows of an hour were logged, to the second, in the order of time: `2026-11-20T13:07:42Z`.
 *
 * @param hour `2026-11-20T13`
 * @param options.first number of the first row in its hour
 * @param options.count number of all rows of the hour
 * @example
 * momentsOfDownloads('2026-11-20T13', { stream: randomStream('a'), first: 0, length: 1, count: 1 })[0]?.slice(0, 14) // => '2026-11-20T13:'
 */
export function momentsOfDownloads(
  hour: string,
  {
    stream,
    first,
    length,
    count,
  }: {
    readonly stream: RandomStream;
    readonly first: number;
    readonly length: number;
    readonly count: number;
  },
): string[] {
  const texts: string[] = new Array(length);
  let minute = 0;
  let [second, text] = [-1, ''];
  for (let row = 0; row < length; row += 1) {
    // One row in each of `count` equal parts of the distribution: rows come out sorted.
    const part = (first + row + stream.uint32(first + row) / TWO_32) / count;
    while (part >= (BEFORE[minute + 1] as number) && minute < MINUTES - 1) minute += 1;
    const [from, to] = [BEFORE[minute] as number, BEFORE[minute + 1] as number];
    const at = Math.min(3599, Math.floor(60 * (minute + (part - from) / (to - from))));
    if (at !== second) {
      second = at;
      text = hour + CLOCKS[at];
    }
    texts[row] = text;
  }
  return texts;
}

function partsBefore(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = [0];
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    parts.push(sum / total);
  }
  return parts;
}
