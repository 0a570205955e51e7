import { jobContract } from '../../check/job-contract.ts';
import { columnTypeOf } from '../../columns/column-types.ts';
import { sqlName, sqlText } from '../../duckdb/sql-text.ts';
import type { Statement } from '../../engines/statement.ts';
import type { Job } from '../../model/job.ts';
import { partitionColumns } from '../../model/partition.ts';
import type { PeriodFact, Rule, RuleFact } from '../report-facts.ts';
import type { LakeTables } from './lake-tables.ts';

/** The rows whose rules are checked. */
export interface CheckInput {
  readonly tables: LakeTables;
  readonly job: Job;
  /** All jobs, whose tables rows may refer to. */
  readonly jobs: readonly Job[];
  /** The files to check. */
  readonly files: readonly string[];
  /** The periods of these files. */
  readonly periods: readonly PeriodFact[];
  /** A saved query over the table with the columns `rule` and `violations`. */
  readonly saved: Statement | undefined;
}

/** A rule that is counted in the one pass over all rows. */
interface CountedRule {
  readonly rule: Rule;
  /** SQL of how many rows break it. */
  readonly sql: string;
}

/**
 * Counts what breaks the rules of a table, its contract and its gates, and those of a saved query.
 *
 * @throws QueryError when a file cannot be read.
 */
export async function checkRules(
  input: CheckInput,
): Promise<{ readonly rows: number; readonly rules: readonly RuleFact[] }> {
  const { tables, job, files } = input;
  const only = new Map([[job.table.name, files]]);
  const counted = [...tableRules(job), ...contractRules(job)];
  const sums = ['count(*)', ...counted.map(({ sql }) => sql)];
  const sql = `SELECT ${sums.join(', ')} FROM ${sqlName(job.table.name)}`;
  const [[rows = 0, ...broken] = []] = await tables.rows({ sql }, only);
  return {
    rows: Number(rows),
    rules: [
      ...counted.map(({ rule }, place) => ({ rule, broken: Number(broken[place] ?? 0) })),
      ...(await checkReferences(input, only)),
      ...(await checkGates(input, only)),
      ...(await askSaved(input, only)),
    ],
  };
}

function tableRules({ table, gates = {} }: Job): CountedRule[] {
  const { columns, primaryKey, unique = [] } = table;
  const required = columns
    .filter(({ name, nullable }) => nullable !== true && gates.nulls?.[name] === undefined)
    .map(({ name }) => name);
  const isMissing = required.map((name) => `${sqlName(name)} IS NULL`).join(' OR ');
  const rules: CountedRule[] = [];
  if (required.length > 0) {
    rules.push({ rule: { kind: 'required', columns: required }, sql: countIf(isMissing) });
  }
  if (primaryKey !== undefined) {
    rules.push({ rule: { kind: 'primaryKey', column: primaryKey }, sql: repeats(primaryKey) });
  }
  for (const column of unique)
    rules.push({ rule: { kind: 'unique', column }, sql: repeats(column) });
  return rules;
}

/** Only rules whose values are the same in SQL: lists, and bounds that are numbers. */
function contractRules(job: Job): CountedRule[] {
  const rules: CountedRule[] = [];
  for (const { column: typed, declared } of jobContract(job).contract.columns) {
    const { name: column } = typed;
    const { allowed, min, max } = declared;
    const name = sqlName(column);
    if (allowed !== undefined) {
      const { sql: type } = columnTypeOf(typed);
      const list = allowed.map((value) => `CAST(${sqlText(String(value))} AS ${type})`);
      const sql = countIf(`${name} NOT IN (${list.join(', ')})`);
      rules.push({ rule: { kind: 'allowed', column }, sql });
    }
    const bounds = {
      ...(typeof min === 'number' ? { min } : {}),
      ...(typeof max === 'number' ? { max } : {}),
    };
    const outside = [
      ...(bounds.min === undefined ? [] : [`${name} < ${bounds.min}`]),
      ...(bounds.max === undefined ? [] : [`${name} > ${bounds.max}`]),
    ];
    if (outside.length === 0) continue;
    rules.push({ rule: { kind: 'range', column, ...bounds }, sql: countIf(outside.join(' OR ')) });
  }
  return rules;
}

/** Rows that refer to a row that is not in the lake, if the lake has any of that table. */
async function checkReferences(
  { tables, job, jobs }: CheckInput,
  only: ReadonlyMap<string, readonly string[]>,
): Promise<RuleFact[]> {
  const facts: RuleFact[] = [];
  for (const { column, table } of job.table.references ?? []) {
    const key = jobs.find((each) => each.table.name === table)?.table.primaryKey;
    if (key === undefined || table === job.table.name) continue;
    if ((await tables.find(table)).files.length === 0) continue;
    const [own, other] = [sqlName(column), sqlName(key)];
    const [[broken] = []] = await tables.rows(
      {
        sql: `SELECT count(*) FROM ${sqlName(job.table.name)} AS own
          WHERE own.${own} IS NOT NULL AND own.${own} NOT IN (
            SELECT other.${other} FROM ${sqlName(table)} AS other WHERE other.${other} IS NOT NULL
          )`,
      },
      only,
    );
    facts.push({ rule: { kind: 'reference', column, table }, broken: Number(broken) });
  }
  return facts;
}

/** Gates are about periods, except `within`, which is about rows. */
async function checkGates(
  { tables, job, periods }: CheckInput,
  only: ReadonlyMap<string, readonly string[]>,
): Promise<RuleFact[]> {
  const { minRows, nulls = {}, within } = job.gates ?? {};
  const table = sqlName(job.table.name);
  const partition = partitionColumns(job.grain).map(sqlName);
  const facts: RuleFact[] = [];
  if (minRows !== undefined) {
    const broken = periods.filter(({ rows }) => rows !== undefined && rows < minRows).length;
    facts.push({ rule: { kind: 'minRows', least: minRows }, broken });
  }
  for (const [column, percent] of Object.entries(nulls)) {
    const sql = `SELECT count(*) FROM (
      SELECT count(*) AS all_rows, count(${sqlName(column)}) AS present FROM ${table}
      GROUP BY ${partition.join(', ')}
    ) WHERE (all_rows - present) * 100 > ${percent} * all_rows`;
    const [[broken] = []] = await tables.rows({ sql }, only);
    facts.push({ rule: { kind: 'nulls', column, percent }, broken: Number(broken) });
  }
  if (within !== undefined && job.grain !== 'file') {
    const text = `CAST(CAST(${sqlName(within)} AS timestamp) AS varchar)`;
    const place = partition.join(` || ' ' || `);
    const length = job.grain === 'hour' ? 13 : 10;
    const sql = `SELECT ${countIf(`substr(${text}, 1, ${length}) <> ${place}`)} FROM ${table}`;
    const [[broken] = []] = await tables.rows({ sql }, only);
    facts.push({ rule: { kind: 'within', column: within }, broken: Number(broken) });
  }
  return facts;
}

async function askSaved(
  { tables, saved }: CheckInput,
  only: ReadonlyMap<string, readonly string[]>,
): Promise<RuleFact[]> {
  if (saved === undefined) return [];
  const rows = await tables.rows(saved, only);
  // The columns of a saved query of rules: rule, rows_checked, violations, ok.
  return rows.map(([text, , violations]) => ({
    rule: { kind: 'saved', text: String(text) },
    broken: Number(violations),
  }));
}

function countIf(condition: string): string {
  return `count(*) FILTER (WHERE ${condition})`;
}

function repeats(column: string): string {
  const name = sqlName(column);
  return `count(${name}) - count(DISTINCT ${name})`;
}
