import { InputError } from '../../errors.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import type { TableSchema } from '../../schemas/table-schema.ts';
import { tablesInOrder } from '../../schemas/tables-in-order.ts';
import { impliedKey } from './keys/implied-key.ts';
import { independent } from './keys/independent-references.ts';
import {
  outsideFields,
  type Reference,
  referencesOf,
  type SaidReferences,
} from './keys/references.ts';
import { MockTable } from './mock-table.ts';
import type { Override } from './overrides.ts';
import { planFields } from './plan-fields.ts';
import { drawsOfTable } from './rows/draws.ts';
import type { Amounts } from './rows/field-maker.ts';
import type { MockTime } from './rows/mock-time.ts';
import type { RowCounts } from './rows/row-counts.ts';

/** What a person says of the rows of one table, where that differs from all tables. */
export interface TableWishes extends Partial<Chances> {
  /** By the path of a field: names of records and the field, joined by points. Default: none. */
  readonly fields?: Readonly<Record<string, Override>>;
  /** By the name of a field. Default: what the schema declares, and what the names say. */
  readonly references?: SaidReferences;
}

/** What is drawn, and how. */
export interface Chances extends Amounts {
  readonly seed: string;
  /** How unequally often rows are referred to: see `skewed`. */
  readonly skew: number;
}

/** What decides mock rows besides the schemas. */
export interface MockModelOptions extends Chances {
  readonly time: MockTime;
  readonly counts: RowCounts;
  /** By the name of a table. Default: none. */
  readonly wishes?: Readonly<Record<string, TableWishes>>;
}

/**
 * Tables whose rows refer to each other, each after those that it refers to.
 *
 * @throws SchemaError when the schemas allow no rows; InputError when a wish cannot be met.
 */
export function mockModel(
  schemas: readonly TableSchema[],
  { wishes: said = {}, ...options }: MockModelOptions,
): readonly MockTable[] {
  for (const name of Object.keys(said)) checkName(name, schemas);
  // A table may be called constructor.
  const wishes = new Map(Object.entries(said));
  const references = new Map(
    schemas.map((table) => {
      const all = referencesOf(table, schemas, wishes.get(table.name)?.references ?? {});
      return [table, independent(table, all)];
    }),
  );
  const tables = new Map<TableSchema, MockTable>();
  for (const table of inOrder(schemas, references)) {
    const { fields = {}, references: _, ...chances } = wishes.get(table.name) ?? {};
    const overrides = Object.assign(Object.create(null), fields);
    const draws = drawsOfTable(chances.seed ?? options.seed, table.name);
    const own = references.get(table) ?? [];
    const isThere = (each: Reference) => each.table === table || tables.has(each.table);
    // Fields that refer to a table which is filled later close a circle.
    const later = own.filter((each) => !isThere(each)).flatMap(({ fields }) => fields);
    const made = new MockTable(table, {
      ...options,
      ...chances,
      draws,
      plans: planFields(table.fields, { draws, time: options.time, overrides }),
      references: own.filter(isThere),
      outside: new Set([...outsideFields(table, schemas), ...later]),
      impliedKeys: impliedKeys(table, references),
      parentOf: (other) => parentIn(tables, other),
    });
    tables.set(table, made);
  }
  return [...tables.values()];
}

/** The tables in an order in which they can be filled, by all of their references. */
function inOrder(
  schemas: readonly TableSchema[],
  references: ReadonlyMap<TableSchema, readonly Reference[]>,
): readonly TableSchema[] {
  const linked = schemas.map(
    (table): TableSchema => ({
      ...table,
      foreignKeys: (references.get(table) ?? []).map(({ fields, table: { name, namespace } }) => ({
        fields,
        references: namespace === undefined ? { table: name } : { table: name, namespace },
      })),
    }),
  );
  return tablesInOrder(linked).map((table) => schemas[linked.indexOf(table)] ?? table);
}

/** Sets of fields of a table that other tables refer to, or that identify a row by their name. */
function impliedKeys(
  table: TableSchema,
  references: ReadonlyMap<TableSchema, readonly Reference[]>,
): readonly (readonly string[])[] {
  const sets = [...references.values()]
    .flat()
    .filter((reference) => reference.table === table)
    .map(({ to }) => to);
  const key = impliedKey(table);
  const refers = (references.get(table) ?? []).some(({ fields }) => fields.includes(key ?? ''));
  if (key !== undefined && !refers) sets.push([key]);
  return [...new Map(sets.map((set) => [set.join('\0'), set])).values()];
}

function parentIn(tables: ReadonlyMap<TableSchema, MockTable>, schema: TableSchema): MockTable {
  const table = tables.get(schema);
  if (table === undefined) throw new TypeError(`${schema.name} is not filled yet`);
  return table;
}

function checkName(name: string, schemas: readonly TableSchema[]): void {
  const names = schemas.map((table) => table.name);
  if (names.includes(name)) return;
  throw new InputError({
    expected: 'wishes for tables that are filled',
    got: JSON.stringify(name),
    advice: `${didYouMean(name, names)}The tables are ${names.join(', ')}.`,
  });
}
