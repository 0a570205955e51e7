import type { BigQueryQuery, QueryParameter } from '../../../gcp/query-requests.ts';
import { periodEnd, periodStart, type TimedPeriod } from '../../../model/period.ts';
import type { BigQueryQuestion } from '../bigquery-question.ts';
import { instantText } from './instant-text.ts';

/** What decides a query besides its period. */
export type QueriedQuestion = Pick<
  BigQueryQuestion,
  'job' | 'from' | 'time' | 'fields' | 'where' | 'location' | 'mostBytes'
>;

/**
 * The query for the rows of a period. Names are quoted, and values are parameters: nothing that a setting
 * says becomes part of the text.
 *
 * @example
 * const column = { name: 'python', type: 'string', description: '', example: '3', statistics: false }
 * const question = { job: 'a', from: 'p.d.t', time: 'at', fields: [{ column, path: 'details.python' }], where: { project: 'duckdb' }, location: 'US', mostBytes: 10485760 }
 * queryOf(question, parsePeriod('2026-11-20')).sql.split('\n') // => ['SELECT', '  `details`.`python` AS `python`', 'FROM `p.d.t`', 'WHERE `at` >= @from AND `at` < @to', '  AND `project` = @where_0']
 */
export function queryOf(
  { job, from, time, fields, where, location, mostBytes }: QueriedQuestion,
  period: TimedPeriod,
): BigQueryQuery {
  const columns = fields.map(({ column, path }) => `  ${quoted(path)} AS \`${column.name}\``);
  // The order in which a person wrote them does not make another query.
  const conditions = Object.entries(where).sort(([one], [other]) => (one < other ? -1 : 1));
  const at = quoted(time);
  const sql = [
    'SELECT',
    columns.join(',\n'),
    `FROM \`${from}\``,
    `WHERE ${at} >= @from AND ${at} < @to`,
    ...conditions.map(([path], index) => `  AND ${quoted(path)} = @where_${index}`),
  ].join('\n');
  const parameters = [
    { name: 'from', type: 'TIMESTAMP', value: instantText(periodStart(period)) },
    { name: 'to', type: 'TIMESTAMP', value: instantText(periodEnd(period)) },
    ...conditions.map(([, value], index) => parameterOf(`where_${index}`, value)),
  ] as const;
  return { name: `${job} ${period}`, sql, parameters, location, mostBytes };
}

function quoted(path: string): string {
  return path
    .split('.')
    .map((step) => `\`${step}\``)
    .join('.');
}

function parameterOf(name: string, value: string | number | boolean): QueryParameter {
  const type =
    typeof value === 'number'
      ? Number.isSafeInteger(value)
        ? 'INT64'
        : 'FLOAT64'
      : typeof value === 'boolean'
        ? 'BOOL'
        : 'STRING';
  return { name, type, value: String(value) };
}
