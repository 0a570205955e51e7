import { SchemaError } from '../errors.ts';
import { didYouMean } from '../model/nearest-name.ts';
import type { TypeFacts } from './field-types.ts';
import { withParameters } from './field-types.ts';
import { type Field, MOST_LEVELS, type Mode, type TableSchema, withFacts } from './table-schema.ts';
import { typeNamed, typeNamesOf } from './type-names.ts';

/** Where a schema came from. */
export interface SchemaPlace {
  /** The table's name, where the schema does not say it. */
  readonly name: string;
  /** How a person names the file or the table: `schemas/orders.json`. */
  readonly from: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

const RECORDS = ['RECORD', 'STRUCT'];
const MODES: Readonly<Record<string, Mode>> = {
  REQUIRED: 'required',
  NULLABLE: 'nullable',
  REPEATED: 'repeated',
};

/**
 * Reads a BigQuery schema in any of its JSON forms: an array of fields, `{"fields"}`,
 * `{"dataset", "table", "schema"}`, or the answer of `bq show --format=prettyjson`, which has keys and
 * partitions as well. Types and modes may be in lower case, and a missing mode means NULLABLE. Other
 * entries are ignored.
 *
 * @param json the parsed text
 * @throws SchemaError when it is no schema; its place says where: `fields[3].type`.
 * @example
 * bigQuerySchema([{ name: 'id', type: 'int64', mode: 'required' }], { name: 'a', from: 'a.json' }) // => { name: 'a', fields: [{ name: 'id', type: 'integer', mode: 'required' }] }
 */
export function bigQuerySchema(json: unknown, { name, from }: SchemaPlace): TableSchema {
  const answer = isObject(json) ? json : {};
  const { path, list } = fieldsIn(json);
  const fields = fieldsOf(list, { from, path, levels: MOST_LEVELS });
  const reference = objectIn(answer, 'tableReference');
  const schema: TableSchema = {
    name: textIn(reference, 'tableId') ?? textIn(answer, 'table') ?? name,
    fields,
  };
  return withFacts(schema, {
    namespace: textIn(reference, 'datasetId') ?? textIn(answer, 'dataset'),
    description: textIn(answer, 'description'),
    ...keysIn(answer),
    ...partitionsIn(answer),
  });
}

/** The list of fields, and where it stands. */
function fieldsIn(json: unknown): { path: string; list: unknown } {
  if (!isObject(json)) return { path: '', list: json };
  const { schema } = json;
  if (isObject(schema)) return { path: 'schema.fields', list: schema.fields };
  return schema === undefined
    ? { path: 'fields', list: json.fields }
    : { path: 'schema', list: schema };
}

/** A place in the JSON. */
interface JsonPlace {
  readonly from: string;
  readonly path: string;
  readonly levels: number;
}

function fieldsOf(list: unknown, { from, path, levels }: JsonPlace): Field[] {
  if (!Array.isArray(list)) {
    throw notASchema({ from, path }, 'a list of fields', kindOf(list));
  }
  if (list.length === 0) throw notASchema({ from, path }, 'at least one field', 'an empty list');
  if (levels === 0) throw notASchema({ from, path }, `${MOST_LEVELS} levels at most`, 'more');
  const seen = new Map<string, number>();
  return list.map((entry: unknown, index) => {
    const at = { from, path: `${path}[${index}]`, levels: levels - 1 };
    const field = fieldOf(entry, at);
    const before = seen.get(field.name.toLowerCase());
    if (before !== undefined) {
      throw notASchema(
        { from, path: `${at.path}.name` },
        'names that differ by more than case',
        `the name of field ${before} again`,
      );
    }
    seen.set(field.name.toLowerCase(), index);
    return field;
  });
}

function fieldOf(entry: unknown, at: JsonPlace): Field {
  if (!isObject(entry)) throw notASchema(at, 'a field', kindOf(entry));
  const name = entry.name;
  if (typeof name !== 'string' || name === '') {
    throw notASchema({ ...at, path: `${at.path}.name` }, 'the name of a field', kindOf(name));
  }
  const type = typeOf(entry, at);
  const mode = modeOf(entry.mode, at);
  const inner =
    type.type === 'record'
      ? fieldsOf(entry.fields, { ...at, path: `${at.path}.fields` })
      : undefined;
  const filledBy = textIn(entry, 'defaultValueExpression') === undefined ? undefined : 'default';
  return withFacts<Field>(
    { name, ...type, mode },
    { fields: inner, filledBy, description: textIn(entry, 'description') },
  );
}

function typeOf(entry: JsonObject, at: JsonPlace): TypeFacts {
  const place = { ...at, path: `${at.path}.type` };
  if (typeof entry.type !== 'string') throw notASchema(place, 'a type', kindOf(entry.type));
  const name = entry.type.trim();
  if (RECORDS.includes(name.toUpperCase())) return { type: 'record' };
  if (name.toUpperCase() === 'RANGE') return { type: 'range', rangeOf: rangeOf(entry, at) };
  const facts = typeNamed(name, 'bigquery');
  if (facts === undefined) {
    const names = [...typeNamesOf('bigquery'), 'record', 'range'];
    throw notASchema(
      place,
      'a type of BigQuery, such as STRING or INT64',
      JSON.stringify(name),
      didYouMean(name, names),
    );
  }
  const parameters = [entry.maxLength ?? entry.precision, entry.scale].map(Number);
  return withParameters(facts, parameters.filter(Number.isSafeInteger));
}

/** The element is a plain text in schema files, and `{"type"}` in the REST API. */
function rangeOf(entry: JsonObject, at: JsonPlace): 'date' | 'datetime' | 'timestamp' {
  const { rangeElementType: element } = entry;
  const name = isObject(element) ? element.type : element;
  const lower = String(name).toLowerCase();
  if (lower === 'date' || lower === 'datetime' || lower === 'timestamp') return lower;
  throw notASchema(
    { ...at, path: `${at.path}.rangeElementType` },
    'DATE, DATETIME or TIMESTAMP',
    kindOf(name),
  );
}

function modeOf(mode: unknown, at: JsonPlace): Mode {
  if (mode === undefined || mode === null || mode === '') return 'nullable';
  const known = typeof mode === 'string' ? MODES[mode.toUpperCase()] : undefined;
  if (known !== undefined) return known;
  throw notASchema(
    { ...at, path: `${at.path}.mode` },
    'REQUIRED, NULLABLE or REPEATED',
    kindOf(mode),
  );
}

/** https://cloud.google.com/bigquery/docs/reference/rest/v2/tables#TableConstraints */
function keysIn(answer: JsonObject): Partial<TableSchema> {
  const constraints = objectIn(answer, 'tableConstraints');
  const primaryKey = textsIn(objectIn(constraints, 'primaryKey'), 'columns');
  const foreignKeys = listIn(constraints, 'foreignKeys').flatMap((key) => {
    const references = objectIn(key, 'referencedTable');
    const columns = listIn(key, 'columnReferences');
    const table = textIn(references, 'tableId');
    if (table === undefined) return [];
    return {
      fields: columns.flatMap((each) => textIn(each, 'referencingColumn') ?? []),
      references: withFacts<{ table: string; namespace?: string; fields?: readonly string[] }>(
        { table },
        {
          namespace: textIn(references, 'datasetId'),
          fields: columns.flatMap((each) => textIn(each, 'referencedColumn') ?? []),
        },
      ),
    };
  });
  return {
    ...(primaryKey.length === 0 ? {} : { primaryKey }),
    ...(foreignKeys.length === 0 ? {} : { foreignKeys }),
  };
}

function partitionsIn(answer: JsonObject): Partial<TableSchema> {
  const time = objectIn(answer, 'timePartitioning');
  const field = textIn(time, 'field') ?? textIn(objectIn(answer, 'rangePartitioning'), 'field');
  const isRequired = answer.requirePartitionFilter === true || time.requirePartitionFilter === true;
  return {
    ...(field === undefined ? {} : { partitionedBy: [field] }),
    ...(isRequired ? { partitionFilterRequired: true } : {}),
  };
}

function notASchema(
  { from, path }: Pick<JsonPlace, 'from' | 'path'>,
  expected: string,
  got: string,
  advice = '',
): SchemaError {
  const place = path === '' ? from : `${from}, ${path}`;
  return new SchemaError(
    {
      expected: `${place} to be ${expected}`,
      got,
      advice: `${advice}A BigQuery schema is a list of fields, or the answer of "bq show --format=prettyjson".`,
    },
    { place },
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isObject(value) ? value : {};
}

function textIn(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textsIn(object: JsonObject, name: string): string[] {
  const value = object[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function listIn(object: JsonObject, name: string): JsonObject[] {
  const value = object[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** What a value is, without the value: it may be one of a row. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
