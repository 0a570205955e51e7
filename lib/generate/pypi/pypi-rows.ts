import {
  HOUR_MS,
  periodEnd,
  periodFromIndex,
  periodStart,
  type TimedPeriod,
} from '../../model/period.ts';
import { poisson } from '../../model/poisson.ts';
import type { RawRows, RawValue } from '../../model/raw-rows.ts';
import { clientColumns, type DownloadColumn } from './client-columns.ts';
import { countriesByHour, countryCodes } from './countries.ts';
import { dayOfHour, downloadLevel } from './daily-level.ts';
import { dayMix } from './day-mix.ts';
import { momentsOfDownloads } from './download-moments.ts';
import { fileColumns } from './file-columns.ts';
import { tlsConnections } from './other-tools.ts';
import { type HourStreams, hourStreams, PieceDraws } from './piece-draws.ts';
import { plantedIn, plantInDownloads } from './plant-faults.ts';
import { pypiFacts } from './pypi-facts.ts';
import type { PlantedDownloadFault } from './pypi-faults.ts';
import type { PypiSettings } from './pypi-settings.ts';
import { releaseCalendar } from './releases.ts';

/** Most rows of a piece. */
const PIECE_ROWS = 8192;

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
   * its hours.
   *
   * @param columns of the table of downloads. The values of a column do not depend on the others.
   * @param first number of the first row that is wanted, from 0. Default: 0.
   */
  rows(period: TimedPeriod, columns: readonly string[], first?: number): Generator<RawRows>;
  /** The faults that are planted in the rows of a period, in all columns. */
  plantedFaults(period: TimedPeriod): Generator<PlantedDownloadFault>;
}

/** Rows of one hour. */
interface HourRows {
  /** `2026-11-20T13` */
  readonly hour: string;
  readonly index: number;
  readonly count: number;
}

/**
 * Makes downloads of a project on PyPI as the public table in BigQuery has them. Shares of countries,
 * systems, versions and programs are approximate; no row is real.
 *
 * @param options.downloads mean number on a weekday at the beginning of 2026
 * @param options.dirt share of the rows with a planted fault
 * @example
 * const { rows } = pypiRows({ project: 'duckdb', seed: 'demo', downloads: 100, dirt: 0 });
 * rows(parsePeriod('2026-11-20'), ['project']).next().value.columns[0][0] // => 'duckdb'
 */
export function pypiRows({ project, seed, downloads, dirt }: PypiRowsOptions): PypiRows {
  const calendar = releaseCalendar(project, { seed });
  const level = downloadLevel({ project, seed, downloads }, calendar);
  const files = fileColumns(project);
  const mixOf = lastUsed((day) => dayMix(day, { project, seed, calendar }));
  const streamsOf = (hour: string): HourStreams => hourStreams(seed, { project, hour });

  function* hoursOf(period: TimedPeriod): Generator<HourRows> {
    const end = periodEnd(period) / HOUR_MS;
    for (let index = periodStart(period) / HOUR_MS; index < end; index += 1) {
      const hour = periodFromIndex('hour', index);
      yield { hour, index, count: poisson(level.expected(index), streamsOf(hour)('count')) };
    }
  }

  function* piecesOf(period: TimedPeriod, skip: number): Generator<DownloadPiece> {
    let before = 0;
    for (const { hour, index, count } of hoursOf(period)) {
      const streams = streamsOf(hour);
      for (let first = Math.max(0, skip - before); first < count; first += PIECE_ROWS) {
        const length = Math.min(PIECE_ROWS, count - first);
        const draws = new PieceDraws(mixOf(dayOfHour(index)), { streams, first, length });
        yield { hour, index, count, draws, position: before + first + 1 };
      }
      before += count;
    }
  }

  return {
    facts: pypiFacts,
    usualRows(period) {
      let sum = 0;
      const end = periodEnd(period) / HOUR_MS;
      for (let index = periodStart(period) / HOUR_MS; index < end; index += 1) {
        sum += level.usual(index);
      }
      return Math.round(sum);
    },
    countRows(period) {
      let sum = 0;
      for (const { count } of hoursOf(period)) sum += count;
      return sum;
    },
    *rows(period, names, first = 0) {
      const makers = names.map((name) => columnMaker(name, files));
      for (const piece of piecesOf(period, first)) {
        const { position, draws } = piece;
        const columns = makers.map((make) => make(piece));
        if (dirt > 0) plantInDownloads(columns, { names, draws, dirt });
        const positions = Float64Array.from({ length: draws.length }, (_, row) => position + row);
        yield { length: draws.length, names, columns, positions };
      }
    },
    *plantedFaults(period) {
      if (dirt === 0) return;
      for (const { draws, position } of piecesOf(period, 0)) {
        for (const { row, kind } of plantedIn(draws, dirt)) {
          const { column, path, fault } = kind;
          yield { position: position + row, column, path, fault };
        }
      }
    },
  };
}

/** Some rows of an hour that are about to be made. */
interface DownloadPiece extends HourRows {
  readonly draws: PieceDraws;
  /** Of the first row in its period, from 1. */
  readonly position: number;
}

function columnMaker(
  name: string,
  files: Readonly<Record<string, DownloadColumn>>,
): (piece: DownloadPiece) => RawValue[] {
  const column = files[name] ?? clientColumns[name];
  if (column !== undefined) return ({ draws }) => column(draws);
  switch (name) {
    case 'timestamp':
      return ({ hour, count, draws: { streams, first, length } }) =>
        momentsOfDownloads(hour, { stream: streams('moment'), first, length, count });
    case 'country_code':
      return ({ index, draws }) => countryCodesOf(draws, index % 24);
    case 'tls_protocol':
      return ({ draws }) => tlsTexts(draws, 0);
    case 'tls_cipher':
      return ({ draws }) => tlsTexts(draws, 1);
    default:
      throw new RangeError(`no column ${JSON.stringify(name)}`);
  }
}

function countryCodesOf(draws: PieceDraws, hour: number): RawValue[] {
  const countries = countriesByHour[hour];
  if (countries === undefined) return new Array(draws.length).fill(null);
  return Array.from(draws.draw('country', countries), (number) => countryCodes[number] ?? null);
}

function tlsTexts(draws: PieceDraws, part: 0 | 1): RawValue[] {
  return Array.from(
    draws.draw('tls', draws.mix.tls),
    (number) => tlsConnections[number]?.[part] ?? null,
  );
}

/** Remembers what was made of the last number. */
function lastUsed<Made>(make: (number: number) => Made): (number: number) => Made {
  let last: { readonly number: number; readonly made: Made } | undefined;
  return (number) => {
    if (last?.number !== number) last = { number, made: make(number) };
    return last.made;
  };
}
