import type { DrawsOf } from '../rows/draws.ts';
import type { MockTime } from '../rows/mock-time.ts';
import { perRowSet } from '../rows/per-row-set.ts';
import type { RowSet } from '../rows/row-set.ts';
import { instantsIn } from '../typed/typed-content.ts';

/** What happens to a row, in this order: what is created is paid before it is delivered. */
export const stages = [
  'created',
  'ended',
  'approved',
  'paid',
  'sent',
  'delivered',
  'closed',
  'updated',
  'removed',
  'loaded',
] as const;

/** See {@link stages}. */
export type Stage = (typeof stages)[number];

/** When things happen to the rows of a table. All of it lies in the time of the row. */
export interface Timeline {
  /** The instants of a stage, in milliseconds since 1970, whole seconds; never before an earlier stage. */
  at(stage: Stage): (rows: RowSet) => Float64Array;
}

/** What begins ends within three hours: a trip, a build, a call. */
const LONGEST_RUN_MS = 3 * 3_600_000;

const TWO_32 = 2 ** 32;

/** The times of rows. Those of a stage depend on the earlier ones, and not on which of them a table has. */
export function timelineOf(draws: DrawsOf, time: MockTime): Timeline {
  const known = new Map<Stage, (rows: RowSet) => Float64Array>();

  function at(stage: Stage): (rows: RowSet) => Float64Array {
    const before = known.get(stage);
    if (before !== undefined) return before;
    const numbers = draws(stage);
    const previous = stages[stages.indexOf(stage) - 1];
    const made = perRowSet(
      previous === undefined
        ? (rows) => instantsIn(time, rows, numbers.uint32s(rows))
        : (rows) => later(at(previous)(rows), stage, rows, numbers.uint32s(rows), time),
    );
    known.set(stage, made);
    return made;
  }

  return { at };
}

/** Instants between those of the stage before and the end of the time of the row: mostly soon after. */
function later(
  from: Float64Array,
  stage: Stage,
  { periods }: RowSet,
  draws: Uint32Array,
  { windowOf }: MockTime,
): Float64Array {
  const instants = new Float64Array(from.length);
  const longest = stage === 'ended' ? LONGEST_RUN_MS : Number.POSITIVE_INFINITY;
  let [period, end] = [Number.NaN, 0];
  for (let row = 0; row < from.length; row += 1) {
    if (periods[row] !== period) {
      period = periods[row] as number;
      end = windowOf(period).end;
    }
    const share = (draws[row] as number) / TWO_32;
    const cube = share * share * share;
    // Half of them are within a 64th of what is left; a run takes an eighth of the longest.
    const skewed = stage === 'ended' ? cube : cube * cube;
    const start = from[row] as number;
    const seconds = Math.floor((Math.min(end - 1 - start, longest) * skewed) / 1000);
    instants[row] = start + Math.max(0, seconds) * 1000;
  }
  return instants;
}
