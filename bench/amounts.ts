/** How much of everything a run of the benchmark measures. */
export interface Amounts {
  /** Rounds over all contenders: those that count, and those before them that warm up. */
  readonly rounds: number;
  readonly warmUps: number;
  /** Rows of a large hour and of a small one, and how many of each make a repetition. */
  readonly largeHour: number;
  readonly largeHours: number;
  readonly smallHour: number;
  readonly smallHours: number;
  /** Rows of a repetition of the slow contenders. */
  readonly slowRows: number;
  /** Ranges that are backfilled with one core and with all, so many times. */
  readonly scalingRounds: number;
  readonly scalingRanges: readonly { readonly accountsPerHour: number; readonly hours: number }[];
  /** Rows of the hour whose landing is measured for memory. */
  readonly hugeHour: number;
  /** The backfill that is watched over time. */
  readonly watchedHours: number;
  readonly watchedHour: number;
  /** How often the command is started. */
  readonly startUps: number;
  /** Hours of the lake that is planned over, and how often. */
  readonly landedHours: number;
  readonly plannings: number;
}

/** What docs/performance.md shows: about four minutes on two idle cores. */
export const full: Amounts = {
  rounds: 7,
  warmUps: 2,
  largeHour: 100_000,
  largeHours: 2,
  smallHour: 600,
  smallHours: 336,
  slowRows: 20_000,
  scalingRounds: 3,
  scalingRanges: [
    { accountsPerHour: 600, hours: 720 },
    { accountsPerHour: 50_000, hours: 12 },
  ],
  hugeHour: 1_000_000,
  watchedHours: 8_760,
  watchedHour: 600,
  startUps: 11,
  landedHours: 87_600,
  plannings: 5,
};

/** Everything once, small: shows that the benchmark works, and nothing else. */
export const quick: Amounts = {
  rounds: 2,
  warmUps: 1,
  largeHour: 5_000,
  largeHours: 2,
  smallHour: 60,
  smallHours: 24,
  slowRows: 500,
  scalingRounds: 1,
  scalingRanges: [{ accountsPerHour: 60, hours: 48 }],
  hugeHour: 20_000,
  watchedHours: 96,
  watchedHour: 60,
  startUps: 2,
  landedHours: 480,
  plannings: 2,
};
