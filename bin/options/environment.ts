/**
 * The environment variables that Hourlake knows. Each stands for an option of the command line,
 * which wins over it. An empty one counts as none.
 */
export const settings = {
  /** URL of the lake; `--lake`. */
  lake: 'HOURLAKE_LAKE',
  /** AWS account that owns the bucket of the lake; `--bucket-owner`. */
  bucketOwner: 'HOURLAKE_BUCKET_OWNER',
  /** Glue database that a run tells of its hours; `--database`. */
  database: 'HOURLAKE_DATABASE',
  /** Glue crawler that is started after a run; `--crawler`. */
  crawler: 'HOURLAKE_CRAWLER',
  /** Athena workgroup that has the saved queries; `--workgroup`. */
  workgroup: 'HOURLAKE_WORKGROUP',
  /** Folder with DuckDB's extensions, for machines that may not fetch them; `--duckdb-extensions`. */
  duckdbExtensions: 'HOURLAKE_DUCKDB_EXTENSIONS',
  /** Seed of the generated data; `--seed`. */
  seed: 'HOURLAKE_SEED',
  /** Mean number of accounts in an hour; `--accounts-per-hour`. */
  accountsPerHour: 'HOURLAKE_ACCOUNTS_PER_HOUR',
  /** By what part the mean grows in a year; `--growth`. */
  growth: 'HOURLAKE_GROWTH',
  /** Valid or impossible CPFs; `--cpf`. */
  cpf: 'HOURLAKE_CPF',
  /** Share of accounts with a planted fault; `--dirt`. */
  dirt: 'HOURLAKE_DIRT',
  /** What time it is, for tests and demonstrations: an instant such as `2026-11-20T14:05:00Z`; `--now`. */
  now: 'HOURLAKE_NOW',
} as const;
