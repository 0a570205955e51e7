import { InputError } from '../../errors.ts';
import type { Field, TableSchema } from '../../schemas/table-schema.ts';
import { inOrder, type OrderedFields, orderedFields } from './field-order.ts';
import type { FieldPlan } from './field-plan.ts';
import { anyParent, earlierRow, type ParentRows } from './keys/parent-rows.ts';
import type { Reference } from './keys/references.ts';
import { type KeyOptions, type TableKeys, tableKeys } from './keys/table-keys.ts';
import type { DrawsOf } from './rows/draws.ts';
import {
  fieldMaker,
  type Make,
  type MakerOptions,
  type Member,
  madeRecords,
  orNull,
  valueMaker,
} from './rows/field-maker.ts';
import type { MockColumn, MockRecords } from './rows/mock-column.ts';
import type { RowCounts } from './rows/row-counts.ts';
import { type RowSet, rowsOf } from './rows/row-set.ts';

/** Rows that are made at once. */
const BATCH_ROWS = 1000;

/** What a table of mock rows is made with. */
export interface MockTableOptions extends MakerOptions, Pick<KeyOptions, 'impliedKeys'> {
  readonly seed: string;
  readonly counts: RowCounts;
  readonly references: readonly Reference[];
  /** Fields that refer to rows which nobody makes: NULL. */
  readonly outside: ReadonlySet<string>;
  /** See `skewed`. */
  readonly skew: number;
  /** A table that this one refers to. */
  readonly parentOf: (table: TableSchema) => MockTable;
}

/** Makes the rows of a table: any of them, in any order, the same each time. */
export class MockTable {
  readonly schema: TableSchema;
  readonly references: readonly Reference[];
  /** Fields of keys, which are never NULL. */
  readonly keyFields: ReadonlySet<string>;
  /** How many periods the keys can tell apart. */
  readonly periods: number;
  readonly #options: MockTableOptions;
  readonly #keys: TableKeys;
  readonly #makers = new Map<string, Make>();
  readonly #members: readonly Member[];
  readonly #orders: readonly OrderedFields[];
  readonly #counts = new Map<number, number>();

  /** @throws SchemaError when its keys cannot be planned, or it has no field that can be filled. */
  constructor(schema: TableSchema, options: MockTableOptions) {
    this.schema = schema;
    this.references = options.references;
    this.#options = options;
    this.#keys = tableKeys(schema, {
      ...options,
      sizeOf: (name) => this.#keyPlan(name).distinct.size,
      countOf: (table, period) => options.parentOf(table).countOf(period),
    });
    this.keyFields = this.#keys.fields;
    this.periods = this.#keys.periods;
    const writable = schema.fields.filter((field) => this.#isWritten(field));
    if (writable.length === 0) throw nothingToFill(schema);
    const referring = this.#referring();
    for (const field of schema.fields) {
      this.#makers.set(field.name, referring.get(field.name) ?? this.#maker(field));
    }
    this.#orders = orderedFields(schema, (name) => this.keyFields.has(name) || referring.has(name));
    this.#members = writable.map(({ name }) => ({ name, make: this.makerOf(name) }));
  }

  /** Names of the fields that rows have, in their order. */
  get fields(): readonly string[] {
    return this.#members.map(({ name }) => name);
  }

  /** How many rows a period has. */
  countOf(period: number): number {
    const known = this.#counts.get(period);
    if (known !== undefined) return known;
    const count = this.#count(period);
    if (this.#counts.size > 10_000) this.#counts.clear();
    this.#counts.set(period, count);
    return count;
  }

  /** How the values of a field at any level are made; `undefined` for records, lists and maps. */
  planOf(field: Field): FieldPlan | undefined {
    return this.#options.plans.get(field);
  }

  /** What makes the values of a field. */
  makerOf(name: string): Make {
    const make = this.#makers.get(name);
    if (make === undefined) throw new TypeError(`${this.schema.name} has no field ${name}`);
    return make;
  }

  /** Some rows, as columns. */
  records(rows: RowSet): MockRecords {
    return inOrder(madeRecords(this.#members, rows), this.#orders);
  }

  /**
   * The rows of a period as sets of at least one row, from one row (inclusive) to another (exclusive).
   */
  *rowSets(period: number, from = 0, to = this.countOf(period)): Generator<RowSet> {
    for (let start = from; start < to; start += BATCH_ROWS) {
      yield rowsOf(period, start, Math.min(start + BATCH_ROWS, to));
    }
  }

  #count(period: number): number {
    const { counts } = this.#options;
    const wanted = counts.wanted(this.schema.name, period);
    const most = Math.min(
      this.#keys.capacityOf(period),
      counts.isExact ? this.#keys.rows : Number.POSITIVE_INFINITY,
    );
    if (counts.isExact && wanted > most) throw this.#tooNarrow(wanted, most);
    return Math.min(wanted, most);
  }

  #keyPlan(name: string): FieldPlan {
    const field = this.schema.fields.find((each) => each.name === name);
    const plan = field && this.#options.plans.get(field);
    if (plan !== undefined && field?.mode !== 'repeated') return plan;
    throw new InputError({
      expected: `the key field ${this.schema.name}.${name} to have a single value`,
      got: field === undefined ? 'no such field' : `${field.mode} ${field.type}`,
      advice: 'Leave the key out of the schema.',
    });
  }

  /** A field that only its database fills is left out, unless rows of other tables refer to it. */
  #isWritten({ name, filledBy }: Field): boolean {
    if (filledBy === 'expression') return false;
    return filledBy !== 'identity' || this.keyFields.has(name);
  }

  #maker(field: Field): Make {
    const { outside } = this.#options;
    const numbers = this.#keys.numbers.get(field.name);
    if (numbers !== undefined) {
      const { distinct } = this.#keyPlan(field.name);
      return (rows) => ({ kind: 'values', values: distinct.make(numbers(rows), rows) });
    }
    if (outside.has(field.name)) return onlyNull;
    const isKey = this.keyFields.has(field.name) && field.mode === 'nullable';
    return isKey
      ? valueMaker(field, field.name, this.#options)
      : fieldMaker(field, field.name, this.#options);
  }

  /** What makes the fields of references: those of the rows referred to, made anew. */
  #referring(): ReadonlyMap<string, Make> {
    const makers = new Map<string, Make>();
    for (const reference of this.references) {
      const parents = kept(this.#parentRows(reference));
      for (const [place, name] of reference.fields.entries()) {
        if (makers.has(name)) continue;
        const to = reference.to[place] ?? '';
        const make: Make = (rows) => this.#parent(reference).makerOf(to)(parents(rows));
        makers.set(name, this.#nullable(name) ? this.#atTimes(make, reference) : make);
      }
    }
    return makers;
  }

  #parent({ table }: Reference): MockTable {
    return table === this.schema ? this : this.#options.parentOf(table);
  }

  #parentRows(reference: Reference): ParentRows {
    const { skew, counts, draws } = this.#options;
    const keyed = this.#keys.parents.get(reference);
    if (keyed !== undefined) {
      return (rows) => ({ ...rows, rows: Int32Array.from(keyed(rows)) });
    }
    const choice = { skew, first: counts.first, draws: named(draws, reference.fields.join(',')) };
    if (reference.table === this.schema) return earlierRow(this, choice);
    return (rows) => anyParent(this.#parent(reference), choice)(rows);
  }

  #nullable(name: string): boolean {
    const field = this.schema.fields.find((each) => each.name === name);
    return field?.mode === 'nullable' && !this.keyFields.has(name);
  }

  /** All fields of a reference are NULL in the same rows. */
  #atTimes(make: Make, { fields }: Reference): Make {
    const { draws, nulls } = this.#options;
    return orNull(make, draws(fields.join(','), 'null'), nulls);
  }

  #tooNarrow(wanted: number, most: number): InputError {
    const names = [...this.keyFields].join(', ');
    return new InputError({
      expected: `keys of ${this.schema.name} (${names}) with at least ${wanted} different values`,
      got: String(most),
      advice: `Ask for at most ${most} rows of it, or leave the key out of the schema.`,
    });
  }
}

function onlyNull({ length }: RowSet): MockColumn {
  return { kind: 'values', values: new Array<null>(length).fill(null) };
}

/** Keeps the last result: fields of a reference ask for the same rows one after the other. */
function kept(parents: ParentRows): ParentRows {
  let last: { readonly rows: RowSet; readonly result: RowSet } | undefined;
  return (rows) => {
    if (last?.rows !== rows) last = { rows, result: parents(rows) };
    return last.result;
  };
}

function named(draws: DrawsOf, name: string): DrawsOf {
  return (...purpose) => draws('reference', name, ...purpose);
}

function nothingToFill(schema: TableSchema): InputError {
  return new InputError({
    expected: `the table ${schema.name} to have a field that rows can fill`,
    got: 'only fields that its database fills',
    advice: 'Leave the table out.',
  });
}
