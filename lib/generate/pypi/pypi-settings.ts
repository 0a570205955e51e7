import {
  choiceSetting,
  numberSetting,
  type Setting,
  textSetting,
  type ValuesOf,
  wholeNumberSetting,
} from '../../model/settings.ts';

/** Where the rows of downloads come from. */
export type DownloadsOrigin = 'bigquery' | 'generated';

const NORMALIZED = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Longer names exist, but no project that anybody asks for has one. */
const LONGEST_NAME = 100;

const project: Setting<string> = {
  description: 'Project on PyPI whose downloads are landed, by its normalized name',
  expected: `a normalized name of at most ${LONGEST_NAME} characters: lower-case letters, digits, and single hyphens between them`,
  example: 'duckdb',
  default: 'duckdb',
  parse: (text) => (isProjectName(text) ? text : undefined),
};

/** What decides the rows of downloads from PyPI. `seed`, `downloads` and `dirt` shape generated rows only. */
export const pypiSettings = {
  project,
  origin: choiceSetting<DownloadsOrigin>({
    description: 'Where the rows come from: BigQuery, or a generator that needs no account',
    example: 'generated',
    default: 'bigquery',
    choices: ['bigquery', 'generated'],
  }),
  seed: textSetting({
    description: 'Any text; another seed generates other downloads',
    example: 'demo',
    default: 'hourlake',
  }),
  downloads: wholeNumberSetting({
    description: 'Mean number of generated downloads on a weekday at the beginning of 2026',
    example: '20000',
    default: 20_000,
    min: 0,
    max: 10_000_000,
  }),
  dirt: numberSetting({
    description: 'Share of generated downloads that have a planted fault',
    example: '0.02',
    default: 0,
    min: 0,
    max: 0.5,
  }),
} as const;

/** The values of {@link pypiSettings}. */
export type PypiSettings = ValuesOf<typeof pypiSettings>;

/**
 * Whether a text is a name as PyPI normalizes it (PEP 503), the only spelling in the table of downloads.
 *
 * @example
 * isProjectName('duckdb-engine') // => true
 * isProjectName('DuckDB_engine') // => false
 */
export function isProjectName(text: string): boolean {
  return text.length <= LONGEST_NAME && NORMALIZED.test(text);
}
