import type { Contract } from '../../contract/contract.ts';
import type { RuleName } from '../../contract/value-rules.ts';
import type { JsonValue } from '../../model/json-row.ts';
import { periodEnd, periodStart, type TimedPeriod } from '../../model/period.ts';
import { isJsonObject, type JsonObject, memberAt } from './member-at.ts';
import { recordTime } from './record-time.ts';
import type { RestIncremental } from './rest-data.ts';

/** Why a record is rejected before its columns are checked. */
export interface Misfit {
  readonly rule: RuleName;
  readonly column: string;
}

/** What becomes of a record: a row of the period, nothing because it belongs to another one, or a reject. */
export type Sorted =
  | { readonly kind: 'row'; readonly record: JsonObject }
  | { readonly kind: 'other period' }
  | { readonly kind: 'misfit'; readonly misfit: Misfit };

/**
 * Prepares to sort the records of a period. A record that is no object is rejected, and so is one of
 * which nobody can say when it was made, where that decides its period: by every period that sees it.
 *
 * @example
 * const sort = recordSorter({ columns: [] }, { field: 'at' }, parsePeriod('2026-11-20'))
 * sort({ at: '2026-11-21' }) // => { kind: 'other period' }
 * sort({ at: null }) // => { kind: 'misfit', misfit: { rule: 'required', column: 'at' } }
 */
export function recordSorter(
  { columns }: Pick<Contract, 'columns'>,
  incremental: Pick<RestIncremental, 'field'> | undefined,
  period: TimedPeriod,
): (record: JsonValue) => Sorted {
  const [from, to] = [periodStart(period), periodEnd(period)];
  const first = columns[0]?.column.name ?? '';
  const required = columns.find(({ column }) => column.nullable !== true)?.column.name ?? first;

  return (record) => {
    if (record === null) return misfit('required', required);
    if (!isJsonObject(record)) return misfit('type', first);
    if (incremental === undefined) return { kind: 'row', record };
    const value = memberAt(record, incremental.field) ?? null;
    const time = recordTime(value);
    if (time === undefined) return misfit(value === null ? 'required' : 'type', incremental.field);
    return time >= from && time < to ? { kind: 'row', record } : { kind: 'other period' };
  };
}

function misfit(rule: RuleName, column: string): Sorted {
  return { kind: 'misfit', misfit: { rule, column } };
}
