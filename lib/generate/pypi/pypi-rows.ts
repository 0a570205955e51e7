import type { TimedPeriod } from '../../model/period.ts';
import type { RawRows } from '../../model/raw-rows.ts';
import { downloadLevel } from './days/daily-level.ts';
import { plantedIn, plantInDownloads } from './faults/plant-faults.ts';
import type { PlantedDownloadFault } from './faults/pypi-faults.ts';
import { pypiFacts } from './pypi-facts.ts';
import type { PypiSettings } from './pypi-settings.ts';
import { fileColumns } from './releases/file-columns.ts';
import { releaseCalendar } from './releases/releases.ts';
import { downloadColumn } from './rows/download-columns.ts';
import { downloadPieces, hoursOf } from './rows/download-pieces.ts';

/** What decides generated downloads. */
export type PypiRowsOptions = Pick<PypiSettings, 'project' | 'seed' | 'downloads' | 'dirt'>;

/** Makes downloads of one project: a pure function of its options, the period and the columns. */
export interface PypiRows {
  /** Generator and version. */
  readonly facts: Readonly<Record<string, string>>;
  /** About how many rows a period has. */
  usualRows(period: TimedPeriod): number;
  /** How many rows a period has. */
  countRows(period: TimedPeriod): number;
  /**
   * The rows of a period in the order of time, in pieces of one hour or less. Those of a day are those of
   * its hours. Values are as JSON has them. Rows share records: do not write to them.
   *
   * @param columns of the table of downloads. The values of a column do not depend on the others.
   * @param first number of the first row that is wanted, from 0. Default: 0.
   * @throws RangeError when the table has no such column.
   */
  rows(
    period: TimedPeriod,
    columns: readonly string[],
    first?: number,
  ): Generator<RawRows, void, undefined>;
  /** The faults that are planted in the rows of a period, in all columns. */
  plantedFaults(period: TimedPeriod): Generator<PlantedDownloadFault, void, undefined>;
}

/**
 * Makes downloads of a project on PyPI as the public table in BigQuery has them. Shares of countries,
 * systems, versions and programs are approximate; no row is real.
 *
 * @param options.downloads mean number on a weekday at the beginning of 2026
 * @param options.dirt share of the rows with a planted fault
 * @example
 * const ofDuckdb = pypiRows({ project: 'duckdb', seed: 'demo', downloads: 100, dirt: 0 });
 * ofDuckdb.rows(parsePeriod('2026-11-20'), ['project']).next().value.columns[0][0] // => 'duckdb'
 */
export function pypiRows({ project, seed, downloads, dirt }: PypiRowsOptions): PypiRows {
  const calendar = releaseCalendar(project, { seed });
  const level = downloadLevel({ project, seed, downloads }, calendar);
  const pieces = downloadPieces({ project, seed, calendar }, level);
  const files = fileColumns(project);
  return {
    facts: pypiFacts,
    usualRows: (period) =>
      Math.round(hoursOf(period).reduce((sum, index) => sum + level.usual(index), 0)),
    countRows: (period) => pieces.countRows(period),
    *rows(period, names, first = 0) {
      const makers = names.map((name) => downloadColumn(name, files));
      for (const piece of pieces.of(period, first)) {
        const { position, draws } = piece;
        const columns = makers.map((make) => make(piece));
        if (dirt > 0) plantInDownloads(columns, { names, draws, dirt });
        const positions = Float64Array.from({ length: draws.length }, (_, row) => position + row);
        yield { length: draws.length, names, columns, positions };
      }
    },
    *plantedFaults(period) {
      for (const { draws, position } of dirt > 0 ? pieces.of(period, 0) : []) {
        for (const { row, kind } of plantedIn(draws, dirt)) {
          const { column, path, fault } = kind;
          yield { position: position + row, column, path, fault };
        }
      }
    },
  };
}
