import type { Contract } from '../../../contract/contract.ts';
import type { TimedPeriod } from '../../../model/period.ts';
import type { AskingSource } from '../asking-source.ts';
import type { BigQueryQuestion } from '../bigquery-question.ts';
import type { GeneratedRows } from '../generated-rows.ts';
import { checkedPieces } from './checked-pieces.ts';

/** Gives the rows of a period, those that do not fit included. */
export type RowsOf = AskingSource['rowsOf'];

/** The rows that BigQuery answers with. */
export function answeredRows({ job }: BigQueryQuestion, contract: Contract): RowsOf {
  return (period, answer) => {
    if (answer === undefined) throw new TypeError(`${job} is read from answers`);
    const found = answer({ job, period, part: 'answer' });
    const name = nameOf(job, period);
    return { id: found.id, name, checked: () => checkedPieces(found.rows(), contract, name) };
  };
}

/**
 * The rows that are made in place of an answer.
 *
 * @param made what makes them
 * @param settings as text, which tells other rows apart
 */
export function generatedRows(
  { job, fields }: BigQueryQuestion,
  contract: Contract,
  { made, settings }: { readonly made: GeneratedRows; readonly settings: string },
): RowsOf {
  const names = fields.map(({ column }) => column.name);
  return (period) => {
    const name = nameOf(job, period);
    const checked = () => checkedPieces(made.rows(period, names), contract, name);
    return { id: `generated ${job} ${settings}`, name, checked };
  };
}

function nameOf(job: string, period: TimedPeriod): string {
  return `${job} ${period}`;
}
