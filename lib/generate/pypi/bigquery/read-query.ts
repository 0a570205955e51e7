import { isRecord } from '../../../model/is-record.ts';
import { HOUR_MS } from '../../../model/period.ts';
import { pypiDownloads } from '../../../tables/pypi-downloads.ts';
import { type DownloadField, downloadFieldAt } from './downloads-schema.ts';

/** A query for downloads of a project. */
export interface DownloadsQuery {
  readonly columns: readonly QueriedColumn[];
  /** Milliseconds since 1970-01-01T00:00:00Z: the start of an hour, inclusive. */
  readonly from: number;
  /** As `from`, exclusive. */
  readonly to: number;
  readonly project: string;
}

/** A column of the result of a query. */
export interface QueriedColumn {
  readonly alias: string;
  /** `details.python` */
  readonly path: string;
  /** Column of the table of downloads: `details_python`. */
  readonly column: string;
  readonly field: DownloadField;
}

/** The public table of downloads. */
export const DOWNLOADS_TABLE = 'bigquery-public-data.pypi.file_downloads';

const PATH = '`\\w+`(?:\\.`\\w+`)*';

const QUERY = new RegExp(
  [
    '^\\s*SELECT\\s+(?<columns>[\\s\\S]+?)',
    '\\s+FROM\\s+`(?<table>[^`]+)`',
    '\\s+WHERE\\s+`timestamp`\\s*>=\\s*@(?<from>\\w+)\\s+AND\\s+`timestamp`\\s*<\\s*@(?<to>\\w+)',
    '\\s+AND\\s+`project`\\s*=\\s*@(?<project>\\w+)\\s*$',
  ].join(''),
);

const COLUMN = new RegExp(`^(${PATH})\\s+AS\\s+\`(\\w+)\`$`);

const columnNames: ReadonlySet<string> = new Set(pypiDownloads.columns.map(({ name }) => name));

/**
 * Reads the configuration of a query. The stand-in supports one form: some columns, a range of whole hours and
 * one project, with all values as named parameters.
 *
 * @param query `configuration.query` of a job
 * @returns the reason of the error for any other form
 * @example
 * readDownloadsQuery({ query: 'SELECT 1' }) // => 'invalidQuery'
 */
export function readDownloadsQuery(query: unknown): DownloadsQuery | 'invalidQuery' | 'notFound' {
  const { query: sql, queryParameters, useLegacySql } = isRecord(query) ? query : {};
  const parts =
    typeof sql === 'string' && useLegacySql === false ? QUERY.exec(sql)?.groups : undefined;
  if (parts === undefined) return 'invalidQuery';
  const { columns: list = '', table, from = '', to = '', project = '' } = parts;
  if (table !== DOWNLOADS_TABLE) return 'notFound';
  const parameters = parametersOf(queryParameters);
  const columns = list.split(',').map((text) => columnOf(text.trim()));
  const [begin, end] = [from, to].map((name) => instantOf(parameters.get(name)));
  const chosen = parameters.get(project);
  if (begin === undefined || end === undefined || chosen?.type !== 'STRING') return 'invalidQuery';
  const known = columns.filter((column) => column !== undefined);
  if (known.length < columns.length || !haveDifferentNames(known)) return 'invalidQuery';
  return { columns: known, from: begin, to: end, project: chosen.value };
}

/** A parameter of a query. */
interface Parameter {
  readonly type: string;
  readonly value: string;
}

function parametersOf(list: unknown): ReadonlyMap<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  for (const one of Array.isArray(list) ? list : []) {
    const { name, parameterType, parameterValue } = isRecord(one) ? one : {};
    const { type } = isRecord(parameterType) ? parameterType : {};
    const { value } = isRecord(parameterValue) ? parameterValue : {};
    parameters.set(String(name), { type: String(type), value: String(value) });
  }
  return parameters;
}

/** The start of an hour; `undefined` for another instant. */
function instantOf(parameter: Parameter | undefined): number | undefined {
  if (parameter?.type !== 'TIMESTAMP') return undefined;
  const instant = Date.parse(parameter.value);
  return instant % HOUR_MS === 0 ? instant : undefined;
}

function columnOf(text: string): QueriedColumn | undefined {
  const [, quoted, alias] = COLUMN.exec(text) ?? [];
  if (quoted === undefined || alias === undefined) return undefined;
  const path = quoted.replaceAll('`', '');
  const column = path.replaceAll('.', '_');
  const field = downloadFieldAt(path);
  return field !== undefined && columnNames.has(column)
    ? { alias, path, column, field }
    : undefined;
}

function haveDifferentNames(columns: readonly QueriedColumn[]): boolean {
  return new Set(columns.map(({ alias }) => alias)).size === columns.length;
}
