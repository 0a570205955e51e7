import { InputError, SchemaError } from '../../../errors.ts';
import { didYouMean } from '../../../model/nearest-name.ts';
import type { Field, TableSchema } from '../../../schemas/table-schema.ts';
import { referredTable } from '../../../schemas/tables-in-order.ts';
import { nameWords } from '../name-words.ts';

/** Fields of a table whose values are those of a key of another table, or of the table itself. */
export interface Reference {
  readonly fields: readonly string[];
  readonly table: TableSchema;
  /** Fields of that table, in the order of `fields`. */
  readonly to: readonly string[];
  /** Whether the schema or a person says so, or the names do. */
  readonly sureness: 'declared' | 'named';
}

/**
 * What a person says that a field refers to, by the name of the field: `conta.id_conta`, or `null` for
 * nothing.
 */
export type SaidReferences = Readonly<Record<string, string | null>>;

/** Words in front of a table's name that say how it is stored. */
const STORED_AS = new Set(['tb', 'tbl', 'tab', 'dim', 'fato', 'fact', 'stg', 'raw', 'cad', 'vw']);

/** Words that say that a field identifies something. */
const IDENTIFIES = new Set([
  'id',
  'cod',
  'codigo',
  'code',
  'num',
  'numero',
  'sk',
  'fk',
  'key',
  'chave',
  'uuid',
]);

/**
 * What the fields of a table refer to: by its foreign keys, by what a person says, and by their names
 * (`id_conta` is the `id_conta` or the `id` of a table `conta` among the others).
 *
 * @throws SchemaError when a required foreign key refers to a table that is not among the others;
 *   InputError when a person names a field or a table that there is not.
 */
export function referencesOf(
  table: TableSchema,
  tables: readonly TableSchema[],
  said: SaidReferences,
): readonly Reference[] {
  const spoken = Object.entries(said).flatMap(([name, to]) => {
    checkField(table, name);
    return to === null ? [] : [saidReference(table, tables, name, to)];
  });
  const taken = new Set(Object.keys(said));
  const declared = (table.foreignKeys ?? [])
    .filter(({ fields }) => !fields.some((field) => taken.has(field)))
    .flatMap((key) => {
      const other = referredTable(tables, key);
      if (other === undefined) return outside(table, key);
      const to = key.references.fields ?? other.primaryKey ?? [];
      if (to.length !== key.fields.length) throw brokenKey(table, key.fields, other);
      return [{ fields: key.fields, table: other, to, sureness: 'declared' as const }];
    });
  for (const { fields } of declared) for (const field of fields) taken.add(field);
  const named = table.fields
    .filter(({ name }) => !taken.has(name))
    .flatMap((field) => namedReference(table, tables, field) ?? []);
  return [...spoken, ...declared, ...named];
}

/** Fields that refer to a table of which no rows are made: they are NULL. */
export function outsideFields(
  table: TableSchema,
  tables: readonly TableSchema[],
): ReadonlySet<string> {
  const keys = (table.foreignKeys ?? []).filter((key) => referredTable(tables, key) === undefined);
  return new Set(keys.flatMap(({ fields }) => fields));
}

/** Rows of the other table are not known: a field that may be NULL is. */
function outside(
  table: TableSchema,
  { fields, references }: NonNullable<TableSchema['foreignKeys']>[number],
): never[] {
  const required = fields.find((name) => fieldOf(table, name)?.mode === 'required');
  if (required === undefined) return [];
  throw new SchemaError(
    {
      expected: `the table ${references.table}, which ${table.name}.${required} refers to, among the tables`,
      got: `only ${table.name} and what it does not refer to`,
      advice: 'Name the whole database or folder, so that both are filled together.',
    },
    { place: `${table.name}.${required}` },
  );
}

function saidReference(
  table: TableSchema,
  tables: readonly TableSchema[],
  name: string,
  to: string,
): Reference {
  const point = to.lastIndexOf('.');
  const other = tables.find((each) => each.name === to.slice(0, Math.max(point, 0)));
  const field = other?.fields.find((each) => each.name === to.slice(point + 1));
  if (other === undefined || field === undefined) {
    const names = tables.flatMap((each) =>
      each.fields.map((inner) => `${each.name}.${inner.name}`),
    );
    throw new InputError({
      expected: `${table.name}.${name} to refer to a field of a table, such as conta.id`,
      got: JSON.stringify(to),
      advice: didYouMean(to, names) || 'Name a table and its field, joined by a point.',
    });
  }
  return { fields: [name], table: other, to: [field.name], sureness: 'declared' };
}

function checkField(table: TableSchema, name: string): void {
  if (fieldOf(table, name) !== undefined) return;
  const names = table.fields.map((each) => each.name);
  throw new InputError({
    expected: `references of a field of ${table.name}`,
    got: JSON.stringify(name),
    advice: `${didYouMean(name, names)}Its fields are ${names.join(', ')}.`,
  });
}

function namedReference(
  table: TableSchema,
  tables: readonly TableSchema[],
  field: Field,
): Reference | undefined {
  if (field.mode === 'repeated' || field.values !== undefined) return undefined;
  const words = nameWords(field.name);
  const rest = words.filter((word) => !IDENTIFIES.has(word));
  if (rest.length === words.length || rest.length === 0) return undefined;
  for (const other of tables) {
    if (other === table || !namesTable(other.name, rest)) continue;
    const key = keyNamed(other, field);
    if (key !== undefined)
      return { fields: [field.name], table: other, to: [key.name], sureness: 'named' };
  }
  return undefined;
}

/** The field of a table that another table's field of the same name, or `id`, means. */
function keyNamed(table: TableSchema, { name, type }: Field): Field | undefined {
  const [only, ...others] = table.primaryKey ?? [];
  const single = others.length === 0 ? only : undefined;
  const candidates = single === undefined ? [name, 'id'] : [single];
  return table.fields.find(
    (field) => candidates.includes(field.name) && field.type === type && field.mode !== 'repeated',
  );
}

function namesTable(table: string, words: readonly string[]): boolean {
  const own = nameWords(table).filter((word, place) => place > 0 || !STORED_AS.has(word));
  return (
    own.length === words.length && own.every((word, place) => isSameNoun(word, words[place] ?? ''))
  );
}

/** The same word, in the singular or the plural of Portuguese or English. */
function isSameNoun(one: string, other: string): boolean {
  return singular(one) === singular(other);
}

function singular(word: string): string {
  if (/(c|ç)oes$/.test(word)) return `${word.slice(0, -3)}ao`;
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(r|z|sh|ch|ss|x)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function fieldOf(table: TableSchema, name: string): Field | undefined {
  return table.fields.find((field) => field.name === name);
}

function brokenKey(table: TableSchema, fields: readonly string[], other: TableSchema): SchemaError {
  return new SchemaError(
    {
      expected: `the foreign key ${fields.join(', ')} of ${table.name} to refer to as many fields of ${other.name}`,
      got: `a primary key of ${other.primaryKey?.length ?? 0}`,
      advice: 'Name the fields that it refers to in the schema.',
    },
    { place: `${table.name}.${fields[0] ?? ''}` },
  );
}
