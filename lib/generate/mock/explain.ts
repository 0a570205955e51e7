import type { JsonValue } from '../../model/json-row.ts';
import { typeText } from '../../schemas/field-types.ts';
import type { Field } from '../../schemas/table-schema.ts';
import type { Sureness } from './field-plan.ts';
import type { MockTable } from './mock-table.ts';
import { columnValues, type MockColumn } from './rows/mock-column.ts';
import { rowsOf } from './rows/row-set.ts';

/** What the values of a field are, and how that is known. */
export interface FieldExplanation {
  /** Names of records and the field, joined by points. */
  readonly field: string;
  readonly type: string;
  readonly mode: Field['mode'];
  /** `cpf`; of a reference `→ conta.id`. */
  readonly meaning: string;
  readonly sureness: Sureness | 'filled by the database';
  /** Whether it is in a key, so that it is never NULL. */
  readonly isKey: boolean;
  /** Values of the first rows that have one. */
  readonly samples: readonly JsonValue[];
}

/** Rows among which samples are looked for. */
const LOOKED_AT = 12;

/** Samples of a field. */
const SAMPLES = 3;

/**
 * What each field of a table is taken for, in its order; fields of records follow their record.
 *
 * @param period that the samples are of
 */
export function explain(table: MockTable, period: number): readonly FieldExplanation[] {
  const rows = rowsOf(period, 0, Math.min(LOOKED_AT, table.countOf(period)));
  const columns = new Map(
    table.records(rows).members.map(({ name, column }) => [name, column] as const),
  );
  return table.schema.fields.flatMap((field) =>
    explained(field, field.name, { table, column: columns.get(field.name) }),
  );
}

interface Explained {
  readonly table: MockTable;
  /** `undefined` where rows leave the field out. */
  readonly column: MockColumn | undefined;
}

function explained(
  field: Field,
  path: string,
  { table, column }: Explained,
): readonly FieldExplanation[] {
  const { type, mode, fields } = field;
  const own = {
    field: path,
    type: typeText(field),
    mode,
    isKey: path === field.name && table.keyFields.has(field.name),
    ...meaningOf(field, path, { table, column }),
  };
  if (type !== 'record') return [{ ...own, samples: samplesOf(column) }];
  const inner = innerRecords(column);
  const members = (fields ?? []).flatMap((member) =>
    explained(member, `${path}.${member.name}`, { table, column: inner?.get(member.name) }),
  );
  return [{ ...own, samples: [] }, ...members];
}

function meaningOf(
  field: Field,
  path: string,
  { table, column }: Explained,
): Pick<FieldExplanation, 'meaning' | 'sureness'> {
  if (column === undefined) return { meaning: '-', sureness: 'filled by the database' };
  const reference =
    path === field.name
      ? table.references.find(({ fields }) => fields.includes(field.name))
      : undefined;
  if (reference !== undefined) {
    const to = reference.to[reference.fields.indexOf(field.name)] ?? '';
    return { meaning: `→ ${reference.table.name}.${to}`, sureness: reference.sureness };
  }
  const { meaning, sureness } = table.planOf(field) ?? { meaning: field.type, sureness: 'typed' };
  return { meaning, sureness };
}

function samplesOf(column: MockColumn | undefined): readonly JsonValue[] {
  if (column === undefined) return [];
  const present = columnValues(column).filter((value) => value !== null);
  return present.slice(0, SAMPLES);
}

/** The columns of the members of a record. */
function innerRecords(column: MockColumn | undefined): ReadonlyMap<string, MockColumn> | undefined {
  if (column?.kind === 'nullable' || column?.kind === 'lists') return innerRecords(column.column);
  if (column?.kind !== 'records') return undefined;
  return new Map(column.members.map(({ name, column: inner }) => [name, inner]));
}
