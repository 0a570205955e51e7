import type { Batch } from '../model/batch.ts';
import type { Column, ColumnType, Table } from '../model/table.ts';
import type { Reject } from './row-faults.ts';

/** Never with statistics: what a row holds is in them. */
function column(name: string, type: ColumnType, description: string, example: string): Column {
  return { name, type, description, example, statistics: false };
}

/**
 * The table of the rows that do not fit a table: where each stood, the rule that it broke, and the row as
 * it came.
 *
 * @example
 * rejectsTable({ name: 'vendas', description: '', columns: [] }).name // => 'vendas_rejects'
 */
export function rejectsTable({ name }: Table): Table {
  return {
    name: `${name}_rejects`,
    description: `Captured rows that do not fit ${name}, as they came.`,
    columns: [
      column('job', 'string', 'The job that captured the row.', 'vendas'),
      column('capture', 'string', 'The file or request that the row is from.', 'base_2019.xlsx'),
      column('position', 'integer', 'Where it stood: the number of its row, from 1.', '17'),
      column('rule', 'string', 'The first rule that it broke.', 'type'),
      {
        ...column('field', 'string', 'The column that broke the rule.', 'DATA_VENDA'),
        nullable: true,
      },
      column('faults', 'integer', 'Number of its columns that broke a rule.', '1'),
      column(
        'row_json',
        'json',
        'The row as it came, under the names that the outside has.',
        '{"DATA_VENDA":"31/02/2019"}',
      ),
    ],
  };
}

/**
 * Rejected rows as a batch of {@link rejectsTable}.
 *
 * @param options.job name of the job
 * @param options.capture name of the file or request
 * @param options.asItCame gives the row of a reject, as a value of JSON
 * @example
 * rejectsBatch([{ row: 0, position: 3, rule: 'type', column: 'n', faults: 1 }], { job: 'a', capture: 'a.csv', asItCame: () => ({ n: 'x' }) }).row_json // => ['{"n":"x"}']
 */
export function rejectsBatch<Rejected extends Reject>(
  rejects: readonly Rejected[],
  {
    job,
    capture,
    asItCame,
  }: {
    readonly job: string;
    readonly capture: string;
    readonly asItCame: (reject: Rejected) => unknown;
  },
): Batch {
  return {
    job: rejects.map(() => job),
    capture: rejects.map(() => capture.toWellFormed()),
    position: rejects.map(({ position }) => position),
    rule: rejects.map(({ rule }) => rule),
    field: rejects.map((reject) => reject.column),
    faults: rejects.map(({ faults }) => faults),
    row_json: rejects.map((reject) => jsonOf(asItCame(reject))),
  };
}

/** `null` for a row whose values are nested more deeply than JSON can be written; its raw object has it. */
function jsonOf(row: unknown): string {
  try {
    return JSON.stringify(row);
  } catch {
    return 'null';
  }
}
