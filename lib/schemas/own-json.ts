import { SchemaError } from '../errors.ts';
import { didYouMean } from '../model/nearest-name.ts';
import { fieldTypes } from './field-types.ts';
import { type Field, MOST_LEVELS, type Mode, type TableSchema } from './table-schema.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const MODES: readonly Mode[] = ['required', 'nullable', 'repeated'];

/**
 * Whether JSON is a list of tables, as `hourlake schema --json` prints it: tables have fields and no type.
 *
 * @example
 * isListOfTables([{ name: 'a', fields: [{ name: 'id', type: 'integer', mode: 'required' }] }]) // => true
 * isListOfTables([{ name: 'id', type: 'INT64' }]) // => false
 */
export function isListOfTables(json: unknown): json is readonly JsonObject[] {
  return (
    Array.isArray(json) &&
    json.length > 0 &&
    json.every((entry) => isObject(entry) && Array.isArray(entry.fields) && !('type' in entry))
  );
}

/**
 * Reads tables as `hourlake schema --json` prints them, perhaps changed by hand.
 *
 * @throws SchemaError when a table or a field is not one; its place says where: `[0].fields[3].type`.
 */
export function ownTables(tables: readonly JsonObject[], from: string): TableSchema[] {
  return tables.map((table, index) => {
    const at = { from, path: `[${index}]` };
    if (typeof table.name !== 'string' || table.name === '') {
      throw notATable(at, 'the name of a table', table.name);
    }
    checkFields(table.fields, { ...at, path: `${at.path}.fields` }, MOST_LEVELS);
    // Its fields are checked; what else it has is as optional as it is plain.
    return table as unknown as TableSchema;
  });
}

/** A place in the JSON. */
interface JsonPlace {
  readonly from: string;
  readonly path: string;
}

function checkFields(fields: unknown, at: JsonPlace, levels: number): void {
  if (!Array.isArray(fields) || fields.length === 0)
    throw notATable(at, 'a list of fields', fields);
  if (levels === 0) throw notATable(at, `${MOST_LEVELS} levels at most`, 'more');
  for (const [index, field] of fields.entries()) {
    checkField(field, { ...at, path: `${at.path}[${index}]` }, levels - 1);
  }
}

function checkField(field: unknown, at: JsonPlace, levels: number): asserts field is Field {
  if (!isObject(field)) throw notATable(at, 'a field', field);
  const { name, type, mode } = field;
  if (typeof name !== 'string' || name === '') {
    throw notATable({ ...at, path: `${at.path}.name` }, 'the name of a field', name);
  }
  if (!fieldTypes.some((known) => known === type)) {
    const hint = typeof type === 'string' ? didYouMean(type, fieldTypes) : '';
    throw notATable({ ...at, path: `${at.path}.type` }, 'a type such as string', type, hint);
  }
  if (!MODES.some((known) => known === mode)) {
    throw notATable({ ...at, path: `${at.path}.mode` }, MODES.join(', '), mode);
  }
  if (['record', 'map', 'list'].includes(String(type))) {
    checkFields(field.fields, { ...at, path: `${at.path}.fields` }, levels);
  }
}

function notATable(
  { from, path }: JsonPlace,
  expected: string,
  got: unknown,
  hint = '',
): SchemaError {
  return new SchemaError(
    {
      expected: `${expected} at ${path} of ${from}`,
      got:
        typeof got === 'string' ? JSON.stringify(got) : got === undefined ? 'nothing' : typeof got,
      advice: `${hint}"hourlake schema SOURCE --json" prints tables in this form.`,
    },
    { place: `${from} ${path}` },
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
