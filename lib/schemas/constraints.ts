import { type CheckFacts, readCheck } from './check-text.ts';
import { type Field, type ForeignKey, type TableSchema, withFacts } from './table-schema.ts';

/** A rule that a table declares for its rows, whatever system it is in. */
export type Constraint =
  | { readonly kind: 'primary key' | 'unique'; readonly fields: readonly string[] }
  | ({ readonly kind: 'foreign key' } & ForeignKey)
  | {
      readonly kind: 'check';
      /** The condition in SQL; `undefined` where the source does not show it. */
      readonly condition: string | undefined;
      /** The field that `VALUE` means in the condition of a domain. Default: a field of that name. */
      readonly domainOf?: string;
    };

/**
 * The table with its constraints. The fields of a primary key are required. A CHECK becomes the values
 * or the range of its fields; one that says anything else is ignored, and a note of the table says so.
 *
 * @example
 * withConstraints({ name: 't', fields: [{ name: 'a', type: 'integer', mode: 'nullable' }] }, [{ kind: 'check', condition: 'a > 0' }]).fields // => [{ name: 'a', type: 'integer', mode: 'nullable', min: { value: '0', exclusive: true } }]
 */
export function withConstraints(
  table: TableSchema,
  constraints: readonly Constraint[],
): TableSchema {
  return constraints.reduce(withConstraint, table);
}

function withConstraint(table: TableSchema, constraint: Constraint): TableSchema {
  switch (constraint.kind) {
    case 'primary key': {
      const { fields: primaryKey } = constraint;
      const fields = table.fields.map((field) =>
        primaryKey.includes(field.name) && field.mode === 'nullable'
          ? withFacts<Field>(field, { mode: 'required' })
          : field,
      );
      return { ...table, fields, primaryKey };
    }
    case 'unique':
      return { ...table, unique: [...(table.unique ?? []), constraint.fields] };
    case 'foreign key': {
      const { kind, ...key } = constraint;
      return { ...table, foreignKeys: [...(table.foreignKeys ?? []), key] };
    }
    case 'check':
      return withCheck(table, constraint);
  }
}

function withCheck(
  table: TableSchema,
  { condition, domainOf }: Extract<Constraint, { readonly kind: 'check' }>,
): TableSchema {
  const facts = condition === undefined ? undefined : readCheck(condition);
  const named = new Map(
    [...(facts ?? [])].map(([name, fact]) => [name === 'VALUE' ? (domainOf ?? name) : name, fact]),
  );
  const fields = facts && checkedFields(table.fields, named);
  if (fields !== undefined) return { ...table, fields };
  const subject = domainOf === undefined ? 'A CHECK' : `A CHECK of the domain of ${domainOf}`;
  return withNote(table, `${subject} is ignored: ${condition ?? 'the source does not show it'}`);
}

/** The table with one more note. */
export function withNote(table: TableSchema, note: string): TableSchema {
  return { ...table, notes: [...(table.notes ?? []), note] };
}

/** @returns `undefined` where the condition names something else than single values of fields */
function checkedFields(
  fields: readonly Field[],
  facts: ReadonlyMap<string, CheckFacts>,
): readonly Field[] | undefined {
  const checked = new Map<Field, CheckFacts>();
  for (const [name, fact] of facts) {
    const field = fieldNamed(fields, name);
    if (field === undefined || field.mode === 'repeated') return undefined;
    // A field with two lists or two lower bounds would have to satisfy both.
    if (Object.keys(fact).some((each) => each in field)) return undefined;
    const { atMost, ...ownFacts } = fact;
    if (atMost === undefined) checked.set(field, ownFacts);
    else {
      const other = fieldNamed(fields, atMost.field);
      if (other?.type !== field.type || other.mode === 'repeated') return undefined;
      checked.set(field, { ...ownFacts, atMost: { ...atMost, field: other.name } });
    }
  }
  return fields.map((field) => ({ ...field, ...checked.get(field) }));
}

/** Names that are not quoted may be written in any case. */
function fieldNamed(fields: readonly Field[], name: string): Field | undefined {
  const exact = fields.find((field) => field.name === name);
  return exact ?? fields.find((field) => field.name.toLowerCase() === name.toLowerCase());
}
