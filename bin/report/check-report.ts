import {
  type CheckResult,
  type GateResult,
  type PeriodCheck,
  passes,
} from '../../lib/check/check-result.ts';
import type { QueryValue } from '../../lib/engines/engine.ts';
import type { Context } from '../context.ts';
import { counted, grouped } from '../terminal/numbers.ts';
import { drawTable } from '../terminal/result-table.ts';

/** A check of one period, or of a file. */
export interface NamedCheck extends CheckResult, Pick<Partial<PeriodCheck>, 'rejects' | 'damage'> {
  /** The period, or the file: what the first column of a table says. */
  readonly name: string;
}

/** What was checked, for a report. */
export interface CheckReport {
  /** What it is named: `podcasts in ./lake`, or `rows.ndjson against podcasts`. */
  readonly subject: string;
  /** What `name` of a check is, for a person: `hour`, `day` or `file`. */
  readonly unit: string;
  /** The same for a program: whether the rows have landed, or are a file that was not captured yet. */
  readonly kind: 'period' | 'file';
  readonly checks: readonly NamedCheck[];
  /** Number of periods that were not looked at, because the command was interrupted. */
  readonly left?: number;
}

/** What was found as tables, then one line that sums up. */
export function checkAsText(
  report: CheckReport,
  context: Pick<Context, 'colours' | 'width'>,
): string {
  const { unit, checks } = report;
  const tables = [
    faultsTable(checks, unit, context),
    gatesTable(checks, unit, context),
    rejectsTable(checks, unit, context),
  ];
  return [...tables, ...checks.flatMap(sentences), summaryOf(report)].join('');
}

/** What was found as plain data. */
export function checkAsData({ kind, checks, left = 0 }: CheckReport): object {
  return {
    passed: left === 0 && checks.every(passes),
    rows: sumOf(checks, ({ rows }) => rows),
    faultyRows: sumOf(checks, ({ faultyRows }) => faultyRows),
    ...(left > 0 && { left }),
    [`${kind}s`]: checks.map(({ name, faults, ...others }) => ({
      [kind]: name,
      passed: passes({ faults, ...others }),
      ...others,
      faults: faults.map(({ column, rule, rows, positions }) => ({
        field: column,
        rule,
        rows,
        firstRows: positions,
      })),
    })),
  };
}

function faultsTable(
  checks: readonly NamedCheck[],
  unit: string,
  context: Pick<Context, 'colours' | 'width'>,
): string {
  const rows = checks.flatMap(({ name, faults }) =>
    faults.map(({ column, rule, rows: count, positions }) => [
      name,
      column === '' ? 'the row itself' : column,
      rule,
      count,
      [...positions, ...(positions.length < count ? ['…'] : [])].join(', '),
    ]),
  );
  return tableOf([unit, 'field', 'rule', 'rows', 'first rows'], rows, context);
}

function gatesTable(
  checks: readonly NamedCheck[],
  unit: string,
  context: Pick<Context, 'colours' | 'width'>,
): string {
  const rows = checks.flatMap(({ name, gates }) =>
    gates
      .filter(({ passed }) => !passed)
      .map((result) => [name, result.gate, result.field ?? null, ...limitAndGot(result)]),
  );
  return tableOf([unit, 'gate', 'field', 'expected', 'got'], rows, context);
}

function rejectsTable(
  checks: readonly NamedCheck[],
  unit: string,
  context: Pick<Context, 'colours' | 'width'>,
): string {
  const rows = checks.flatMap(({ name, rejects = [] }) =>
    rejects.map(({ rule, field, rows: count }) => [name, field, rule, count]),
  );
  return tableOf([unit, 'rejected for', 'rule', 'rows'], rows, context);
}

function tableOf(
  columns: readonly string[],
  rows: readonly QueryValue[][],
  context: Pick<Context, 'colours' | 'width'>,
): string {
  return rows.length === 0 ? '' : `${drawTable({ columns, rows }, context)}\n`;
}

function limitAndGot({ gate, limit, got }: GateResult): [string, string] {
  switch (gate) {
    case 'minRows':
      return [`at least ${counted(limit, 'row')}`, grouped(got)];
    case 'nulls':
      return [`at most ${limit} % without a value`, `${got} %`];
    case 'within':
      return ['no row outside of the period', grouped(got)];
  }
}

/** What no table has. */
function sentences({ name, damage, extras }: NamedCheck): string[] {
  return [
    ...(damage === undefined
      ? []
      : [`${name} could not be read as a whole: expected ${damage}.\n`]),
    ...extras.map(
      ({ field, rows }) =>
        `${name}: ${field === '' ? 'the record' : field} has further members in ${counted(rows, 'row')}. They are ignored.\n`,
    ),
  ];
}

function summaryOf({ subject, unit, checks, left = 0 }: CheckReport): string {
  const faulty = sumOf(checks, ({ faultyRows }) => faultyRows);
  const kinds = sumOf(checks, ({ faults }) => faults.length);
  const gates = checks.flatMap((check) => check.gates);
  const failed = gates.filter(({ passed }) => !passed).length;
  const damaged = checks.filter(({ damage }) => damage !== undefined).length;
  const rejected = sumOf(checks, ({ rejects = [] }) => sumOf(rejects, ({ rows }) => rows));
  const parts = [
    `${counted(
      sumOf(checks, ({ rows }) => rows),
      'row',
    )} in ${counted(checks.length, unit)}`,
    kinds === 0 ? 'no faults' : `${counted(kinds, 'fault')} in ${counted(faulty, 'row')}`,
    ...(gates.length > 0 ? [`${failed} of ${counted(gates.length, 'gate')} failed`] : []),
    ...(damaged > 0 ? [`${counted(damaged, unit)} damaged`] : []),
    ...(rejected > 0 ? [`${counted(rejected, 'row')} rejected when captured`] : []),
    ...(left > 0 ? [`${counted(left, unit)} not looked at`] : []),
  ];
  return `${subject}: ${parts.join(', ')}.\n`;
}

function sumOf<Item>(items: readonly Item[], numberOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + numberOf(item), 0);
}
