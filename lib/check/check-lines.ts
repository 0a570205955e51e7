import { columnTypeOf } from '../columns/column-types.ts';
import type { ContractColumn } from '../contract/open-column.ts';
import { openShape } from '../contract/open-shape.ts';
import { readColumn } from '../contract/read-column.ts';
import type { RuleName } from '../contract/value-rules.ts';
import type { Job } from '../model/job.ts';
import type { JsonValue } from '../model/json-row.ts';
import type { Tallies } from './check-landed-rows.ts';
import type { CheckResult } from './check-result.ts';
import { FaultTally } from './fault-tally.ts';
import { GateTally, type TimeBounds } from './gate-tally.ts';
import { jobContract } from './job-contract.ts';
import { parseLine } from './parse-line.ts';
import { type PlacedValues, placeRecords } from './place-records.ts';
import { type RecordTree, recordTree } from './record-tree.ts';

/** How lines are checked. */
export interface CheckLinesOptions {
  /** The time that the rows cover, for the gate `within`. Default: the gate is not judged. */
  readonly bounds?: TimeBounds | undefined;
  /** Called from time to time with the number of rows so far. Default: no callback. */
  readonly onRows?: (rows: number) => void;
}

/** Lines that are checked together: at most this many, or the first that have as many characters. */
const AT_ONCE = { lines: 1_000, characters: 4_000_000 };

/** Any document, whose numbers are all finite. */
const anyDocument = openShape('json');

/**
 * Checks rows as the outside gives them, one record of JSON a line, before anything is captured: against the
 * contract of a job, and as a whole against its gates. Every column has to be there, at the place where the
 * job reads it. Blank lines are left out. Memory does not grow with the number of lines.
 *
 * @throws InputError when the contract of the job is not usable.
 * @example
 * const table = { name: 't', description: '', columns: [{ name: 'city', type: 'string' }] }
 * const job = { table, grain: 'day', source: { data: { contract: {}, fields: { city: 'address.city' } } } }
 * const { faults } = await checkLines(['{"address":{"city":7}}', '{"address":{}}'], job)
 * faults.map(({ column, rule, positions }) => [column, rule, positions]) // => [['address.city', 'type', [1]], ['address.city', 'missing', [2]]]
 */
export async function checkLines(
  lines: AsyncIterable<string> | Iterable<string>,
  job: Pick<Job, 'table' | 'grain' | 'gates'> & { readonly source: Pick<Job['source'], 'data'> },
  { bounds, onRows = () => {} }: CheckLinesOptions = {},
): Promise<CheckResult> {
  const { contract, fields: paths } = jobContract(job);
  const tree = recordTree(contract, paths);
  const columns = contract.columns.map(withFiniteNumbers);
  const tallies = { faults: new FaultTally(), gates: new GateTally(job.gates, bounds) };
  for await (const { records, positions } of together(lines)) {
    tallies.faults.begin(positions);
    tallies.gates.addRows(records.length);
    checkRecords(columns, { tree, records }, tallies);
    onRows(tallies.faults.rows);
  }
  const { faults, gates } = tallies;
  return {
    rows: faults.rows,
    faultyRows: faults.faultyRows,
    faults: faults.faults,
    extras: faults.extras,
    gates: gates.results,
  };
}

/** Some rows. */
interface Records {
  /** `undefined` for a line that is no JSON. */
  readonly records: (JsonValue | undefined)[];
  /** Numbers of the lines, from 1. */
  readonly positions: number[];
}

async function* together(
  lines: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Records, void, undefined> {
  let [records, positions]: [Records['records'], number[]] = [[], []];
  let [number, characters] = [0, 0];
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    records.push(parseLine(line));
    positions.push(number);
    characters += line.length;
    if (records.length < AT_ONCE.lines && characters < AT_ONCE.characters) continue;
    yield { records, positions };
    [records, positions, characters] = [[], [], 0];
  }
  if (records.length > 0) yield { records, positions };
}

function checkRecords(
  columns: readonly ContractColumn[],
  { tree, records }: { readonly tree: RecordTree; readonly records: Records['records'] },
  tallies: Tallies,
): void {
  const { faults } = tallies;
  const placed = placeRecords(tree, records, {
    onFault: (row, field, rule) => faults.fault(row, field, rule),
    onExtra: (_, field) => faults.extra(field),
  });
  for (const [index, column] of columns.entries()) {
    const [values, field] = [placed[index], tree.fields[index]];
    if (values !== undefined && field !== undefined) checkValues(column, values, field, tallies);
  }
}

function checkValues(
  column: ContractColumn,
  { raw, rows }: PlacedValues,
  field: string,
  { faults, gates }: Tallies,
): void {
  const absent = new Set<number>();
  const values = readColumn(column, raw, raw.length, {
    onFault(at, rule: RuleName, path) {
      if (rule === 'required' && path === '') absent.add(at);
      faults.fault(rows[at] ?? 0, `${field}${path}`, rule);
    },
    onExtra: (_, path) => faults.extra(`${field}${path}`),
  });
  const tally = gates.columnTally(column.column);
  if (tally === undefined) return;
  for (const [at, value] of values.entries()) {
    if (value !== null && !absent.has(at)) tally.add(value);
  }
}

/** Without a shape, a number that JSON does not have would be read as `null` within a document. */
function withFiniteNumbers(column: ContractColumn): ContractColumn {
  const isDocument = columnTypeOf(column.column).parquet.logical === 'JSON';
  return isDocument && column.shape === undefined ? { ...column, shape: anyDocument } : column;
}
