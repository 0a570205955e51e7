/** The amount of work in a run of the benchmark. */
export interface Amounts {
  /** Measured rounds over all contenders, and the warm-up rounds before them. */
  readonly rounds: number;
  readonly warmUps: number;
  /** Rows of a large hour and of a small hour, and the number of each in a repetition. */
  readonly largeHour: number;
  readonly largeHours: number;
  readonly smallHour: number;
  readonly smallHours: number;
  /** Rows in a repetition of the slow contenders. */
  readonly slowRows: number;
  /** Ranges backfilled with one core and with all cores, and how often. */
  readonly scalingRounds: number;
  readonly scalingRanges: readonly { readonly accountsPerHour: number; readonly hours: number }[];
  /** Rows of the hour whose landing is measured for memory. */
  readonly hugeHour: number;
  /** Hours, and accounts per hour, of the backfill whose memory is sampled. */
  readonly watchedHours: number;
  readonly watchedHour: number;
  /** Number of times the command is started. */
  readonly startUps: number;
  /** Landed hours of the lake in the planning part, and how often it is planned. */
  readonly landedHours: number;
  readonly plannings: number;
  /** Days and accounts per hour of the lake in the part on daily files, and how often it is queried. */
  readonly queriedDays: number;
  readonly queriedHour: number;
  readonly queryRounds: number;
  /** Mock rows in a repetition, and in the one command that makes many. */
  readonly mockRows: number;
  readonly manyMockRows: number;
  /** Captured rows that are checked against a contract in a repetition. */
  readonly checkedRows: number;
  /** Rows of the workbook and of the file of CSV that are taken in, and how often. */
  readonly droppedRows: number;
  readonly droppedLines: number;
  readonly inboxRounds: number;
  /** Pages of the API that is captured and landed, and how often. */
  readonly apiPages: number;
  readonly apiRounds: number;
  /** Pages that are captured at a rate, in requests a second, and how often. */
  readonly pacedPages: number;
  readonly pacedRate: number;
  readonly pacedRounds: number;
  /** Downloads of the day that is captured from BigQuery, and how often. */
  readonly downloads: number;
  readonly downloadsRounds: number;
  /** Hours of movements in a repetition, and how often; and how often single hours are run. */
  readonly movementHours: number;
  readonly movementRounds: number;
  readonly historyRounds: number;
  /** Days of movements that are delivered into PostgreSQL, and how often. */
  readonly deliveredDays: number;
  readonly deliveryRounds: number;
  /** Rows of the table that is exported, and how often. */
  readonly exportedRows: number;
  readonly exportRounds: number;
  /** How often a report is made of a lake of {@link queriedDays} days. */
  readonly reportRounds: number;
  /** Lakes whose flat CSV Spark and DuckDB write: days, movements of a card in a month, and how often. */
  readonly sparkLakes: readonly {
    readonly days: number;
    readonly perMonth: number;
    readonly rounds: number;
  }[];
}

/** The amounts of docs/performance.md: about half an hour on two cores. */
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
    { accountsPerHour: 50_000, hours: 24 },
  ],
  hugeHour: 1_000_000,
  watchedHours: 8_760,
  watchedHour: 600,
  startUps: 11,
  landedHours: 87_600,
  plannings: 5,
  queriedDays: 365,
  queriedHour: 600,
  queryRounds: 3,
  mockRows: 100_000,
  manyMockRows: 10_000_000,
  checkedRows: 1_000_000,
  droppedRows: 200_000,
  droppedLines: 1_000_000,
  inboxRounds: 5,
  apiPages: 10_000,
  apiRounds: 3,
  pacedPages: 500,
  pacedRate: 50,
  pacedRounds: 3,
  downloads: 1_000_000,
  downloadsRounds: 3,
  movementHours: 48,
  movementRounds: 5,
  historyRounds: 7,
  deliveredDays: 30,
  deliveryRounds: 3,
  exportedRows: 10_000_000,
  exportRounds: 3,
  reportRounds: 3,
  sparkLakes: [
    { days: 30, perMonth: 100, rounds: 2 },
    { days: 30, perMonth: 1000, rounds: 1 },
  ],
};

/** Small amounts that only check that the benchmark works. */
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
  queriedDays: 3,
  queriedHour: 60,
  queryRounds: 2,
  mockRows: 5_000,
  manyMockRows: 20_000,
  checkedRows: 20_000,
  droppedRows: 2_000,
  droppedLines: 10_000,
  inboxRounds: 1,
  apiPages: 100,
  apiRounds: 1,
  pacedPages: 50,
  pacedRate: 50,
  pacedRounds: 1,
  downloads: 5_000,
  downloadsRounds: 1,
  movementHours: 2,
  movementRounds: 1,
  historyRounds: 2,
  deliveredDays: 4,
  deliveryRounds: 2,
  exportedRows: 50_000,
  exportRounds: 2,
  reportRounds: 1,
  sparkLakes: [{ days: 4, perMonth: 100, rounds: 1 }],
};
