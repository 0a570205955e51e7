import {
  HOUR_MS,
  periodEnd,
  periodFromIndex,
  periodStart,
  type TimedPeriod,
} from '../../../model/period.ts';
import { poisson } from '../../../model/poisson.ts';
import { type DownloadLevel, dayOfHour } from '../days/daily-level.ts';
import { dayMix, type ProjectReleases } from '../days/day-mix.ts';
import { type HourStreams, hourStreams, PieceDraws } from './piece-draws.ts';

/** Most rows of a piece. */
const PIECE_ROWS = 8192;

/** Some rows of an hour that are about to be made. */
export interface DownloadPiece {
  /** `2026-11-20T13` */
  readonly hour: string;
  /** Whole hours since 1970-01-01T00 (UTC). */
  readonly index: number;
  /** Number of all rows of the hour. */
  readonly count: number;
  readonly draws: PieceDraws;
  /** Number of the first row in its period, from 1. */
  readonly position: number;
}

/** Cuts the rows of a project into pieces. */
export interface DownloadPieces {
  /** How many rows a period has. */
  countRows(period: TimedPeriod): number;
  /**
   * The pieces of a period, in the order of time.
   *
   * @param skip rows to leave out at the start
   */
  of(period: TimedPeriod, skip: number): Generator<DownloadPiece, void, undefined>;
}

/** Counts the rows of a project by hour, and cuts them into pieces. */
export function downloadPieces(project: ProjectReleases, level: DownloadLevel): DownloadPieces {
  const { seed, project: name } = project;
  const mixOf = lastUsed((day) => dayMix(day, project));
  const streamsOf = (hour: string): HourStreams => hourStreams(seed, { project: name, hour });

  function countIn(index: number): number {
    return poisson(level.expected(index), streamsOf(periodFromIndex('hour', index))('count'));
  }

  return {
    countRows: (period) => hoursOf(period).reduce((sum, index) => sum + countIn(index), 0),
    *of(period, skip) {
      let before = 0;
      for (const index of hoursOf(period)) {
        const hour = periodFromIndex('hour', index);
        const count = countIn(index);
        const streams = streamsOf(hour);
        for (let first = Math.max(0, skip - before); first < count; first += PIECE_ROWS) {
          const length = Math.min(PIECE_ROWS, count - first);
          const draws = new PieceDraws(mixOf(dayOfHour(index)), { streams, first, length });
          yield { hour, index, count, draws, position: before + first + 1 };
        }
        before += count;
      }
    },
  };
}

/**
 * The hours of a period, in whole hours since 1970-01-01T00 (UTC).
 *
 * @example
 * hoursOf(parsePeriod('1970-01-02')).slice(0, 2) // => [24, 25]
 */
export function hoursOf(period: TimedPeriod): number[] {
  const first = periodStart(period) / HOUR_MS;
  return Array.from({ length: periodEnd(period) / HOUR_MS - first }, (_, offset) => first + offset);
}

/** Remembers the result for the last number. */
function lastUsed<Made>(make: (number: number) => Made): (number: number) => Made {
  let last: { readonly number: number; readonly made: Made } | undefined;
  return (number) => {
    if (last?.number !== number) last = { number, made: make(number) };
    return last.made;
  };
}
