import { DAY_MS } from '../../model/calendar-date.ts';
import type { JsonValue } from '../../model/json-row.ts';
import type { Bound, Field, TableSchema } from '../../schemas/table-schema.ts';
import { columnValues, type MockRecords } from './rows/mock-column.ts';

/** Two fields of a table of which the first is not larger. */
export interface OrderedFields {
  readonly lesser: Field;
  readonly greater: Field;
  /** Whether they may not be equal. */
  readonly exclusive: boolean;
}

/**
 * The fields that a table declares to be in order, without those that something else decides.
 *
 * @param isDecided whether the values of a field are those of a key or of a reference
 */
export function orderedFields(
  { fields }: TableSchema,
  isDecided: (field: string) => boolean,
): readonly OrderedFields[] {
  return fields.flatMap((lesser) => {
    const greater = fields.find(({ name }) => name === lesser.atMost?.field);
    if (greater === undefined || isDecided(lesser.name) || isDecided(greater.name)) return [];
    return [{ lesser, greater, exclusive: lesser.atMost?.exclusive === true }];
  });
}

/**
 * Rows whose fields are in order: where they are not, the two values change places. If one does not fit
 * there, or both are equal and may not be, the larger one is made larger or a nullable one is NULL.
 */
export function inOrder(records: MockRecords, orders: readonly OrderedFields[]): MockRecords {
  if (orders.length === 0) return records;
  const values = new Map<string, JsonValue[]>();
  for (const { name, column } of records.members) {
    const isOrdered = orders.some(({ lesser, greater }) =>
      [lesser.name, greater.name].includes(name),
    );
    if (isOrdered) values.set(name, columnValues(column).slice());
  }
  // Of a chain of fields, each pass brings one more into place.
  for (const _ of orders) for (const order of orders) arrange(order, values);
  return {
    ...records,
    members: records.members.map((member) => {
      const arranged = values.get(member.name);
      return arranged === undefined
        ? member
        : { ...member, column: { kind: 'values', values: arranged } };
    }),
  };
}

function arrange(
  { lesser, greater, exclusive }: OrderedFields,
  values: ReadonlyMap<string, JsonValue[]>,
): void {
  const [ones, others] = [values.get(lesser.name), values.get(greater.name)];
  if (ones === undefined || others === undefined) return;
  for (let row = 0; row < ones.length; row += 1) {
    const [one, other] = [ones[row] ?? null, others[row] ?? null];
    if (one === null || other === null) continue;
    const difference = compared(one, other);
    if (difference < 0 || (difference === 0 && !exclusive)) continue;
    const [low, high] = difference === 0 ? [one, next(greater, other)] : [other, one];
    if (fits(lesser, low) && high !== undefined && fits(greater, high)) {
      ones[row] = low;
      others[row] = high;
    } else if (lesser.mode === 'nullable') ones[row] = null;
    else if (greater.mode === 'nullable') others[row] = null;
  }
}

/** Numbers by their size, also where they are text; dates and times are text that sorts by itself. */
function compared(one: JsonValue, other: JsonValue): number {
  const [a, b] = [Number(one), Number(other)];
  if (a !== b && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  if (one === other) return 0;
  return String(one) < String(other) ? -1 : 1;
}

/** The next larger value; `undefined` where the type has none that is known. */
function next({ type, scale = 0 }: Field, value: JsonValue): JsonValue | undefined {
  switch (type) {
    case 'integer':
      return typeof value === 'number' ? value + 1 : String(BigInt(String(value)) + 1n);
    case 'decimal':
      return (Number(value) + 1).toFixed(scale);
    case 'date':
      return new Date(Date.parse(String(value)) + DAY_MS).toISOString().slice(0, 10);
    case 'timestamp':
    case 'datetime':
      return secondLater(String(value));
    default:
      return undefined;
  }
}

/** In the spelling of the text: with or without a zone. */
function secondLater(text: string): string {
  const isInstant = text.endsWith('Z');
  const instant = Date.parse(isInstant ? text : `${text}Z`) + 1000;
  const later = new Date(instant).toISOString().replace('.000Z', 'Z');
  return isInstant ? later : later.slice(0, -1);
}

function fits({ min, max, values, length }: Field, value: JsonValue): boolean {
  if (values !== undefined) return values.some((each) => String(each) === String(value));
  if (length !== undefined && [...String(value)].length > length) return false;
  return isWithin(min, value, 1) && isWithin(max, value, -1);
}

/** @param side 1 for a lower bound, -1 for an upper one */
function isWithin(bound: Bound | undefined, value: JsonValue, side: 1 | -1): boolean {
  if (bound === undefined) return true;
  const difference = compared(value, bound.value) * side;
  return difference > 0 || (difference === 0 && bound.exclusive !== true);
}
