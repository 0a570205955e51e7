import type { Contract } from '../../../contract/contract.ts';
import type { RuleName } from '../../../contract/value-rules.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import { periodEnd, periodStart, type TimedPeriod } from '../../../model/period.ts';
import { isJsonObject, type JsonObject, memberAt } from '../pages/member-at.ts';
import type { RestIncremental } from '../rest-data.ts';
import { recordTime } from './record-time.ts';

/** The rule that a record broke before its columns were checked. */
export interface Misfit {
  readonly rule: RuleName;
  readonly column: string;
}

/** A record is a row of the period, belongs to another period, or is rejected. */
export type Sorted =
  | { readonly kind: 'row'; readonly record: JsonObject }
  | { readonly kind: 'other period' }
  | { readonly kind: 'misfit'; readonly misfit: Misfit };

/**
 * Prepares to sort the records of a capture. A record that is not an object is rejected. So is a record
 * without a usable time where the time decides the period; every period whose capture has it rejects it.
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
