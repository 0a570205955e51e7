import type { JsonValue } from '../../../model/json-row.ts';
import { WeightedNumbers } from '../../../model/weighted.ts';
import type { Field } from '../../../schemas/table-schema.ts';
import { columnOf } from '../content/columns.ts';
import type { Values } from '../content/fit.ts';
import type { Slot } from '../slot.ts';

/**
 * Values of a list, the first ones more often.
 *
 * @param list at least one value, as rows have it
 */
export function listedValues(list: readonly JsonValue[], { draws }: Pick<Slot, 'draws'>): Values {
  const numbers = draws('value');
  const picked = earlierMoreOften(list.length);
  return {
    make: (rows) => columnOf(numbers.uint32s(rows), (number) => list[picked.pick(number)] ?? null),
    distinct: {
      size: list.length,
      make: (chosen) => columnOf(chosen, (number) => list[number] ?? null),
    },
  };
}

/** Picks from 0 to `count` - 1; the last one is picked about a third as often as the first. */
export function earlierMoreOften(count: number): WeightedNumbers {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return new WeightedNumbers(
    numbers,
    numbers.map((number) => 1 / (1 + (2 * number) / count)),
  );
}

/** The values of an enum or of a CHECK as rows have them, each once; `undefined` where there is no list. */
export function listOf(field: Field): readonly JsonValue[] | undefined {
  if (field.values === undefined || field.values.length === 0) return undefined;
  const values = field.values.map((value) => rowValue(field, value));
  return [...new Set(values)];
}

function rowValue({ type }: Field, value: string | number): string | number | boolean {
  switch (type) {
    case 'integer':
      return value;
    case 'float':
      return Number(value);
    case 'boolean':
      return String(value) === 'true' || String(value) === '1';
    default:
      return typeof value === 'string' ? value : String(value);
  }
}
