import { SchemaError } from '../../../errors.ts';
import type { TableSchema } from '../../../schemas/table-schema.ts';
import type { RowCounts } from '../rows/row-counts.ts';
import type { RowSet } from '../rows/row-set.ts';
import { digitAt, KeyScheme } from './key-scheme.ts';
import type { Reference } from './references.ts';

/** What makes the keys of a table unique, over all periods and without a look-up. */
export interface TableKeys {
  /** For fields whose values never repeat, by themselves or with others: the number of each row's value. */
  readonly numbers: ReadonlyMap<string, (rows: RowSet) => Float64Array>;
  /** For references that a key needs: the number of the row of the same period that each row refers to. */
  readonly parents: ReadonlyMap<Reference, (rows: RowSet) => Float64Array>;
  /** How many rows of a period the keys can tell apart. */
  capacityOf(period: number): number;
  /** How many periods they can tell apart. */
  readonly periods: number;
  /** How many rows they can tell apart, over all periods. */
  readonly rows: number;
  /** Fields that are never NULL. */
  readonly fields: ReadonlySet<string>;
}

/** What the keys of a table are planned with. */
export interface KeyOptions {
  readonly seed: string;
  readonly counts: RowCounts;
  readonly references: readonly Reference[];
  /** Sets of fields that are keys although the schema does not say so: others refer to them, or their name. */
  readonly impliedKeys: readonly (readonly string[])[];
  /** How many different values a field can have. */
  readonly sizeOf: (field: string) => number;
  /** How many rows a table that is referred to has in a period. */
  readonly countOf: (table: TableSchema, period: number) => number;
}

/** A value of a key's own is enough for as many periods: eleven years of hours. */
const ENOUGH_PERIODS = 100_000;

/**
 * Plans the keys of a table: each of its keys has at least one field, or one combination of fields, that
 * no other row has.
 *
 * @throws SchemaError when keys overlap in a way that nothing is planned for.
 */
export function tableKeys(table: TableSchema, options: KeyOptions): TableKeys {
  const planner = new KeyPlanner(table, options);
  const sets = [...(table.primaryKey ? [table.primaryKey] : []), ...(table.unique ?? [])];
  // A key of fewer fields may be part of one of more, which needs nothing then.
  const bySize = [...options.impliedKeys, ...sets].sort((a, b) => a.length - b.length);
  for (const fields of bySize) planner.add(fields);
  return planner.keys();
}

class KeyPlanner {
  readonly #table: TableSchema;
  readonly #options: KeyOptions;
  readonly #numbers = new Map<string, (rows: RowSet) => Float64Array>();
  readonly #parents = new Map<Reference, (rows: RowSet) => Float64Array>();
  readonly #schemes: KeyScheme[] = [];
  /** Sets of fields that do not repeat. */
  readonly #unique: (readonly string[])[] = [];
  readonly #fields = new Set<string>();
  #rows = Number.POSITIVE_INFINITY;

  constructor(table: TableSchema, options: KeyOptions) {
    this.#table = table;
    this.#options = options;
  }

  add(fields: readonly string[]): void {
    for (const field of fields) this.#fields.add(field);
    if (this.#unique.some((set) => set.every((field) => fields.includes(field)))) return;
    const references = this.#referencesIn(fields);
    const referring = new Set(references.flatMap((reference) => reference.fields));
    const free = fields.filter(
      (field) => !referring.has(field) && !this.#refers(field) && !this.#numbers.has(field),
    );
    if (references.length > 0) this.#addScheme(references, free);
    else if (free.length > 0) this.#addNumbers(free);
    else throw this.#overlapping(fields);
    this.#unique.push(fields);
  }

  keys(): TableKeys {
    const schemes = this.#schemes;
    return {
      numbers: this.#numbers,
      parents: this.#parents,
      fields: this.#fields,
      periods: Math.floor(this.#rows / this.#options.counts.most(this.#table.name)),
      rows: this.#rows,
      capacityOf: (period) => Math.min(...schemes.map((scheme) => scheme.capacityOf(period))),
    };
  }

  /** References of which all fields are in a key, and which no other key has decided. */
  #referencesIn(fields: readonly string[]): readonly Reference[] {
    return this.#options.references.filter(
      (reference) =>
        reference.table !== this.#table &&
        !this.#parents.has(reference) &&
        reference.fields.every((field) => fields.includes(field)),
    );
  }

  #refers(field: string): boolean {
    return this.#options.references.some(({ fields }) => fields.includes(field));
  }

  #addScheme(references: readonly Reference[], own: readonly string[]): void {
    const { seed, countOf, sizeOf } = this.#options;
    const name = [...references.flatMap(({ fields }) => fields), ...own].join(',');
    const scheme = new KeyScheme({
      references: references.map(
        ({ table }) =>
          (period) =>
            countOf(table, period),
      ),
      own: own.map(sizeOf),
      path: [seed, 'mock', this.#table.name, 'key', name],
    });
    this.#schemes.push(scheme);
    for (const [part, reference] of references.entries()) {
      this.#parents.set(reference, (rows) => scheme.digits(part, rows));
    }
    for (const [place, field] of own.entries()) {
      this.#numbers.set(field, (rows) => scheme.digits(references.length + place, rows));
    }
  }

  /** One field by itself where it has enough values, and otherwise all of them together. */
  #addNumbers(free: readonly string[]): void {
    const { counts, sizeOf } = this.#options;
    const most = counts.most(this.#table.name);
    const needed = counts.isExact ? most : most * ENOUGH_PERIODS;
    const bySize = [...free].sort((a, b) => sizeOf(b) - sizeOf(a));
    const [largest = ''] = bySize;
    const chosen = sizeOf(largest) >= needed ? [largest] : bySize;
    const sizes = chosen.map(sizeOf);
    const product = sizes.reduce((result, size) => result * size, 1);
    this.#rows = Math.min(this.#rows, product);
    if (chosen.length === 1) this.#unique.push(chosen);
    for (const [place, field] of chosen.entries()) {
      this.#numbers.set(field, (rows) => numbersOf(rows, most, counts.first, sizes, place));
    }
  }

  #overlapping(fields: readonly string[]): SchemaError {
    const name = this.#table.name;
    return new SchemaError(
      {
        expected: `the key ${fields.join(', ')} of ${name} to have a field that no other key decides`,
        got: 'keys that overlap',
        advice: 'Leave one of the keys out of the schema: its fields may repeat then.',
      },
      { place: `${name} (${fields.join(', ')})` },
    );
  }
}

/** A digit of the number of each row among those of all periods. */
function numbersOf(
  { length, periods, rows }: RowSet,
  most: number,
  first: number,
  sizes: readonly number[],
  place: number,
): Float64Array {
  const numbers = new Float64Array(length);
  for (let index = 0; index < length; index += 1) {
    const before = ((periods[index] as number) - first) * most;
    numbers[index] = digitAt(before + (rows[index] as number), sizes, place);
  }
  return numbers;
}
