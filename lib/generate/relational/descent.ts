import { type RandomFamily, scale } from '../../model/keyed-random.ts';
import type { Cohorts } from './cohorts.ts';
import { idOf } from './hour-ids.ts';
import type { HourlyShape } from './hourly-shape.ts';

/** How often a row of some age gets another row that refers to it. */
export interface AgeSpan {
  /** Hours between the hours of the two rows, inclusive; at least 1. */
  readonly from: number;
  /** The same, exclusive. */
  readonly to: number;
  /** How many it gets in an hour of the mean, on average. */
  readonly rate: number;
}

/** How the rows of one table follow from those of another: at which ages, and at which hours. */
export interface DescentOptions {
  readonly ages: readonly AgeSpan[];
  readonly shape: HourlyShape;
  /** 32 random bits for each hour and row. */
  readonly draws: RandomFamily;
  /**
   * Whether a row that was picked is taken, by its hour, its number from 0, and 32 random bits. Where
   * it is not, another one is picked. Default: each is taken.
   */
  readonly accepts?: ((hour: number, number: number, draw: number) => boolean) | undefined;
}

/** The rows that the rows of an hour can refer to. */
interface Reach {
  /** The hours with rows of an age. */
  readonly spans: readonly Span[];
  /** Sum of the pulls. */
  readonly pull: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
  /** Weight of its hours times the rate. */
  readonly pull: number;
}

/** How often a row is picked before the nearest one is taken. */
const ATTEMPTS = 32;

/** Not an id. */
const NONE = -1;

const TWO_32 = 2 ** 32;

/** Numbers of a stream that an attempt takes: for the hour, for the row, and for whether it is accepted. */
const DRAWS = 4;

/**
 * How the rows of a table (the children) refer to earlier rows of another one (the parents), without a
 * look-up and without a state. How many children an hour has depends only on how many parents are
 * expected at each age. A child picks the hour of its parent by the same expectation, and then one of
 * the rows that this hour has.
 */
export class Descent {
  readonly #parents: Cohorts;
  readonly #options: DescentOptions;
  /** The ages of all spans together: hours, from one (inclusive) to another (exclusive). */
  readonly #youngest: number;
  readonly #oldest: number;
  #latest: { readonly hour: number; readonly reach: Reach } | undefined;

  constructor(parents: Cohorts, options: DescentOptions) {
    this.#parents = parents;
    this.#options = options;
    this.#youngest = Math.min(...options.ages.map(({ from }) => from));
    this.#oldest = Math.max(...options.ages.map(({ to }) => to));
  }

  /** The weights of the children that are expected in the hours from one (inclusive) to another (exclusive). */
  weights(begin: number, end: number): Float64Array {
    const { ages, shape } = this.#options;
    const { expected, since } = this.#parents;
    const sums = expected.sumsUpTo(end);
    const pulls = new Float64Array(end - begin);
    for (const span of ages) addPulls(pulls, sums, span, begin - since);
    return shape.shaped(pulls, begin);
  }

  /** Whether an hour can have children: there is a row of the right age. */
  hasParents(hour: number): boolean {
    const from = this.#earliest(hour, this.#oldest);
    return this.#parents.counts.firstFilled(from, hour - this.#youngest + 1) !== undefined;
  }

  /**
   * The id of the parent of a child.
   *
   * @param hour of the child; one that has parents
   * @param child number of the child among those of the hour, from 0
   */
  parentOf(hour: number, child: number): number {
    const { draws, accepts } = this.#options;
    const { counts, expected } = this.#parents;
    const reach = this.#reachOf(hour);
    let [picked, found] = [hour - this.#youngest, NONE];
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const draw = (child * ATTEMPTS + attempt) * DRAWS;
      let position = (draws.uint32(hour, draw) / TWO_32) * reach.pull;
      let span = 0;
      for (; span < reach.spans.length - 1 && position >= pullOf(reach, span); span += 1) {
        position -= pullOf(reach, span);
      }
      const { from, to, rate } = reach.spans[span] as Span;
      picked = expected.hourAt(from, to, position / rate);
      const count = counts.at(picked);
      if (count === 0) continue;
      const number = scale(draws.uint32(hour, draw + 1), count);
      found = this.#idOf(picked, number);
      if (accepts?.(picked, number, draws.uint32(hour, draw + 2)) ?? true) break;
    }
    return found === NONE ? this.#nearest(hour, picked) : found;
  }

  /** A parent of the nearest hour that has any, for the rare child that found none. */
  #nearest(hour: number, picked: number): number {
    const { counts } = this.#parents;
    const filled =
      counts.lastFilled(this.#earliest(hour, this.#oldest), picked + 1) ??
      counts.firstFilled(picked + 1, hour - this.#youngest + 1);
    if (filled === undefined) throw new RangeError('a row that nothing can be the parent of');
    return this.#idOf(filled, 0);
  }

  #idOf(hour: number, number: number): number {
    return idOf(hour, this.#parents.before(hour) + number + 1);
  }

  #reachOf(hour: number): Reach {
    if (this.#latest?.hour === hour) return this.#latest.reach;
    const spans = this.#options.ages.flatMap(({ from, to, rate }): Span[] => {
      const span = { from: this.#earliest(hour, to), to: hour - from + 1, rate };
      const pull = this.#parents.expected.between(span.from, span.to) * rate;
      return pull > 0 ? [{ ...span, pull }] : [];
    });
    const reach = { spans, pull: spans.reduce((sum, { pull }) => sum + pull, 0) };
    this.#latest = { hour, reach };
    return reach;
  }

  /** The first hour whose rows are younger than `to` hours. */
  #earliest(hour: number, to: number): number {
    return Math.max(this.#parents.since, hour - to + 1);
  }
}

/** Adds what parents of one age pull to hours, of which the first is the number `begin` since the beginning. */
function addPulls(
  pulls: Float64Array,
  sums: Float64Array,
  { from, to, rate }: AgeSpan,
  begin: number,
): void {
  const end = begin + pulls.length;
  const oldest = Math.min(to, end);
  for (let hour = Math.max(begin, from); hour < end; hour += 1) {
    const before = hour < oldest ? 0 : (sums[hour - oldest + 1] as number);
    const pull = ((sums[hour - from + 1] as number) - before) * rate;
    pulls[hour - begin] = (pulls[hour - begin] as number) + pull;
  }
}

function pullOf({ spans }: Reach, span: number): number {
  return (spans[span] as Span).pull;
}
