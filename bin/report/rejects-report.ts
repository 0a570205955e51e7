import type { CountedRejects } from '../../lib/land/count-rejects.ts';
import type { Context } from '../context.ts';
import { counted } from '../terminal/numbers.ts';
import { drawTable } from '../terminal/result-table.ts';

/** Rejects by rule, without any value of a row. */
export function rejectsAsText(
  { rules }: Pick<CountedRejects, 'rules'>,
  lake: string,
  context: Pick<Context, 'colours' | 'width'>,
): string {
  if (rules.length === 0) return `No rejects in ${lake}.\n`;
  const columns = ['job', 'file', 'name', 'rule', 'column', 'rows'];
  const rows = rules.map(({ job, file, capture, rule, field, rows: count }) => [
    job,
    file,
    capture,
    rule,
    field,
    count,
  ]);
  return `${counted(rowsIn(rules), 'row')} in ${lake} did not fit.\n${drawTable({ columns, rows }, context)}\n`;
}

/** The rejected rows themselves, as they came, and how many more there are. */
export function rejectedRowsAsText(
  { rules, shown }: CountedRejects,
  context: Pick<Context, 'colours' | 'width'>,
): string {
  if (shown.length === 0) return '';
  const columns = ['name', 'row', 'rule', 'column', 'as it came'];
  const rows = shown.map(({ capture, position, rule, field, row }) => [
    capture,
    position,
    rule,
    field,
    row,
  ]);
  const left = rowsIn(rules) - shown.length;
  const more = left > 0 ? `${counted(left, 'more row')}: pass --limit to print them.\n` : '';
  return `${drawTable({ columns, rows }, context)}\n${more}`;
}

function rowsIn(rules: CountedRejects['rules']): number {
  return rules.reduce((sum, { rows }) => sum + rows, 0);
}
