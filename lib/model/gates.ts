import { didYouMean } from './nearest-name.ts';
import type { Grain } from './period.ts';
import type { ColumnType, Table } from './table.ts';

/** What the rows of each period of a job keep to as a whole. `hourlake check` compares them. */
export interface Gates {
  /** Fewest rows of a period. Default: 0. */
  readonly minRows?: number;
  /** Most rows without a value, in per cent of all rows, by column. Default: any number. */
  readonly nulls?: Readonly<Record<string, number>>;
  /** Column of dates or timestamps, whose values all lie in the period. Default: none. */
  readonly within?: string;
}

/** Why gates are not usable. */
export interface GatesProblem {
  /** Completes "Expected the job to have ...". */
  readonly expected: string;
  readonly got: string;
  /** The nearest name, as a question that ends with a space; else empty. */
  readonly hint: string;
}

/** Types of columns whose values are times. */
const TIMES: readonly ColumnType[] = ['date', 'timestamp'];

const NAMES: readonly string[] = ['minRows', 'nulls', 'within'] satisfies (keyof Gates)[];

/**
 * Why a job cannot have its gates; `undefined` when it can, or has none.
 *
 * @example
 * const table = { name: 't', description: '', columns: [{ name: 'project', type: 'string' }] }
 * gatesProblem({ table, grain: 'day', gates: { nulls: { project: 5 } } }) // => undefined
 * gatesProblem({ table, grain: 'day', gates: { nulls: { projet: 5 } } }).hint // => 'Did you mean "project"? '
 */
export function gatesProblem({
  table,
  grain,
  gates,
}: {
  readonly table: Table;
  readonly grain: Grain;
  readonly gates?: Gates;
}): GatesProblem | undefined {
  if (gates === undefined) return undefined;
  const unknown = Object.keys(gates).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    const expected = `gates named ${NAMES.join(', ')}`;
    return { expected, got: unknown, hint: didYouMean(unknown, NAMES) };
  }
  return minRowsProblem(gates) ?? nullsProblem(table, gates) ?? withinProblem(table, grain, gates);
}

function minRowsProblem({ minRows = 0 }: Gates): GatesProblem | undefined {
  if (Number.isSafeInteger(minRows) && minRows >= 0) return undefined;
  return {
    expected: 'a whole number of gates.minRows, 0 at least',
    got: String(minRows),
    hint: '',
  };
}

function nullsProblem(table: Table, { nulls = {} }: Gates): GatesProblem | undefined {
  for (const [name, percent] of Object.entries(nulls)) {
    const unknown = columnProblem(table, name, 'gates.nulls');
    if (unknown !== undefined) return unknown;
    if (percent >= 0 && percent <= 100) continue;
    const expected = `a number from 0 to 100 under gates.nulls.${name}, in per cent`;
    return { expected, got: String(percent), hint: '' };
  }
  return undefined;
}

function withinProblem(table: Table, grain: Grain, { within }: Gates): GatesProblem | undefined {
  if (within === undefined) return undefined;
  const unknown = columnProblem(table, within, 'gates.within');
  if (unknown !== undefined) return unknown;
  const column = table.columns.find(({ name }) => name === within);
  if (column === undefined || !TIMES.includes(column.type)) {
    const expected = 'a column of dates or timestamps under gates.within';
    return { expected, got: `${within}, of type ${column?.type}`, hint: '' };
  }
  if (grain !== 'file') return undefined;
  return {
    expected: 'no gates.within, because a captured file has no time',
    got: within,
    hint: '',
  };
}

function columnProblem({ columns }: Table, name: string, gate: string): GatesProblem | undefined {
  const names = columns.map((column) => column.name);
  if (names.includes(name)) return undefined;
  const expected = `a column of its table under ${gate}: ${names.join(', ')}`;
  return { expected, got: name, hint: didYouMean(name, names) };
}
