import type { FieldPlan } from '../../../lib/generate/mock/field-plan.ts';
import { leavesOf } from '../../../lib/generate/mock/guess/leaves.ts';
import type { Override } from '../../../lib/generate/mock/overrides.ts';
import { planFields } from '../../../lib/generate/mock/plan-fields.ts';
import { drawsOfTable } from '../../../lib/generate/mock/rows/draws.ts';
import { fixedTime, type MockTime } from '../../../lib/generate/mock/rows/mock-time.ts';
import { type RowSet, rowsOf } from '../../../lib/generate/mock/rows/row-set.ts';
import type { JsonValue } from '../../../lib/model/json-row.ts';
import type { FieldType } from '../../../lib/schemas/field-types.ts';
import type { Field } from '../../../lib/schemas/table-schema.ts';

/** Options of {@link planned}. */
export interface PlannedOptions {
  readonly seed?: string;
  readonly time?: MockTime;
  readonly overrides?: Readonly<Record<string, Override>>;
}

/** The plans of the fields of a table, by path. */
export function planned(
  fields: readonly Field[],
  { seed = 'seed', time = fixedTime, overrides = {} }: PlannedOptions = {},
): ReadonlyMap<string, FieldPlan> {
  const plans = planFields(fields, { draws: drawsOfTable(seed, 'orders'), time, overrides });
  return new Map(
    leavesOf(fields).map(({ path, field }) => {
      const plan = plans.get(field);
      if (plan === undefined) throw new Error(`no plan for ${path}`);
      return [path, plan];
    }),
  );
}

/** Rows with a value of each field of a table, by path. */
export function madeRows(
  fields: readonly Field[],
  count: number,
  options: PlannedOptions & { readonly rows?: RowSet } = {},
): readonly Readonly<Record<string, JsonValue>>[] {
  const rows = options.rows ?? rowsOf(0, 0, count);
  const columns = [...planned(fields, options)].map(
    ([path, plan]) => [path, plan.make(rows)] as const,
  );
  return Array.from({ length: rows.length }, (_, row) =>
    Object.fromEntries(columns.map(([path, values]) => [path, values[row] ?? null])),
  );
}

/**
 * Required fields from words such as `nome`, `idade:integer`, `uf:char(2)` and `total:decimal(10,2)`;
 * without a type they are text.
 */
export function fieldsOf(text: string): readonly Field[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word): Field => {
      const [name = '', type = 'string'] = word.split(':');
      const [, base = type, numbers] = /^(\w+)\((.*)\)$/.exec(type) ?? [];
      const [first, second] = (numbers ?? '').split(',').map(Number);
      const size =
        numbers === undefined
          ? {}
          : base === 'decimal'
            ? { precision: first ?? 0, scale: second ?? 0 }
            : { length: first ?? 0 };
      // Safe: the tests write names of types.
      return { name, type: base as FieldType, mode: 'required', ...size };
    });
}
