import { SchemaError } from '../errors.ts';
import type { ParquetElement } from '../parquet/read-parquet-schema.ts';
import type { SchemaPlace } from './bigquery-json.ts';
import type { TypeFacts } from './field-types.ts';
import { type Field, MOST_LEVELS, type TableSchema } from './table-schema.ts';
import { type FieldShape, fieldOfShape } from './type-text.ts';

/** An element with its children. */
interface Node {
  readonly element: ParquetElement;
  readonly children: readonly Node[];
}

/**
 * The shape of the rows of a Parquet file. Lists and maps are those of the format's logical types, and
 * repeated fields without one: https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 *
 * @param elements as the footer has them, from the root
 * @throws SchemaError when the elements form no tree, or a column has a type that is not known.
 */
export function parquetSchema(
  elements: readonly ParquetElement[],
  { name, from }: SchemaPlace,
): TableSchema {
  const [root] = treeOf(elements, { at: 0, count: 1, levels: MOST_LEVELS, from }).nodes;
  const fields = (root?.children ?? []).map((node) => fieldOf(node, from));
  if (fields.length === 0) {
    throw unreadable(from, 'columns', 'none');
  }
  return { name, fields };
}

/** Where some elements begin that are siblings, and how many there are. */
interface Siblings {
  readonly at: number;
  readonly count: number;
  readonly levels: number;
  readonly from: string;
}

function treeOf(
  elements: readonly ParquetElement[],
  { at, count, levels, from }: Siblings,
): { readonly nodes: readonly Node[]; readonly end: number } {
  if (levels === 0) throw unreadable(from, `${MOST_LEVELS} levels at most`, 'more');
  const nodes: Node[] = [];
  let end = at;
  for (let sibling = 0; sibling < count; sibling += 1) {
    const element = elements[end];
    if (element === undefined) throw unreadable(from, 'a whole schema', 'the beginning of one');
    const inner = treeOf(elements, {
      at: end + 1,
      count: element.num_children ?? 0,
      levels: levels - 1,
      from,
    });
    nodes.push({ element, children: inner.nodes });
    end = inner.end;
  }
  return { nodes, end };
}

function fieldOf(node: Node, from: string): Field {
  const { name, repetition_type: repetition } = node.element;
  const place = `${from}, column ${name}`;
  const shape = shapeOf(node, place);
  if (repetition === 'REPEATED') return fieldOfShape(name, listOf(shape));
  return fieldOfShape(name, shape, repetition === 'REQUIRED' ? 'required' : 'nullable');
}

function shapeOf(node: Node, place: string): FieldShape {
  const { element, children } = node;
  const [only] = children;
  if (only === undefined) return { ...leafFacts(element, place), repeated: false };
  const logical = element.converted_type ?? element.logical_type?.type;
  if (logical === 'LIST' && children.length === 1) return listOf(shapeOf(elementOf(only), place));
  if (logical === 'MAP' || logical === 'MAP_KEY_VALUE') {
    const [key, value] = only.children;
    if (key !== undefined && value !== undefined) {
      const entry = {
        key: { ...fieldOf(key, place), name: 'key' },
        value: { ...fieldOf(value, place), name: 'value' },
      };
      return { type: 'map', fields: [entry.key, entry.value], repeated: false };
    }
  }
  return {
    type: 'record',
    fields: children.map((child) => fieldOf(child, place)),
    repeated: false,
  };
}

function listOf(shape: FieldShape): FieldShape {
  return shape.repeated
    ? { type: 'list', fields: [fieldOfShape('element', shape)], repeated: true }
    : { ...shape, repeated: true };
}

/** The element of a list lies in a repeated group, which older writers left out. */
function elementOf(repeated: Node): Node {
  const [child, ...others] = repeated.children;
  const { name } = repeated.element;
  const isElement =
    child === undefined || others.length > 0 || name === 'array' || name.endsWith('_tuple');
  return isElement ? repeated : child;
}

function leafFacts(element: ParquetElement, place: string): TypeFacts {
  const facts = logicalFacts(element) ?? convertedFacts(element) ?? physicalFacts(element);
  if (facts !== undefined) return facts;
  throw unreadable(
    place,
    'a type that rows can be made for',
    String(element.logical_type?.type ?? element.converted_type ?? element.type),
  );
}

function logicalFacts({ logical_type: logical }: ParquetElement): TypeFacts | undefined {
  switch (logical?.type) {
    case 'STRING':
    case 'ENUM':
      return { type: 'string' };
    case 'UUID':
      return { type: 'uuid' };
    case 'JSON':
      return { type: 'json' };
    case 'DATE':
      return { type: 'date' };
    case 'TIME':
      return { type: 'time' };
    case 'TIMESTAMP':
      return { type: logical.isAdjustedToUTC ? 'timestamp' : 'datetime' };
    case 'DECIMAL':
      return { type: 'decimal', precision: logical.precision, scale: logical.scale };
    case 'INTEGER':
      return integer(logical.bitWidth, !logical.isSigned);
    case 'FLOAT16':
      return { type: 'float', bits: 32 };
    case 'GEOMETRY':
    case 'GEOGRAPHY':
      return { type: 'geography' };
    default:
      return undefined;
  }
}

function convertedFacts(element: ParquetElement): TypeFacts | undefined {
  const { converted_type: converted = '', precision, scale = 0 } = element;
  const [, unsigned, bits] = /^(U?)INT_(\d+)$/.exec(converted) ?? [];
  if (bits !== undefined) return integer(Number(bits), unsigned === 'U');
  switch (converted) {
    case 'UTF8':
    case 'ENUM':
      return { type: 'string' };
    case 'JSON':
      return { type: 'json' };
    case 'DATE':
      return { type: 'date' };
    case 'TIME_MILLIS':
    case 'TIME_MICROS':
      return { type: 'time' };
    case 'TIMESTAMP_MILLIS':
    case 'TIMESTAMP_MICROS':
      return { type: 'timestamp' };
    case 'INTERVAL':
      return { type: 'interval' };
    case 'DECIMAL':
      return precision === undefined ? undefined : { type: 'decimal', precision, scale };
    default:
      return undefined;
  }
}

function physicalFacts({ type, type_length: length }: ParquetElement): TypeFacts | undefined {
  switch (type) {
    case 'BOOLEAN':
      return { type: 'boolean' };
    case 'INT32':
      return integer(32, false);
    case 'INT64':
      return integer(64, false);
    case 'INT96':
      // Only ever used for instants: https://issues.apache.org/jira/browse/PARQUET-323
      return { type: 'timestamp' };
    case 'FLOAT':
      return { type: 'float', bits: 32 };
    case 'DOUBLE':
      return { type: 'float' };
    case 'BYTE_ARRAY':
      return { type: 'bytes' };
    case 'FIXED_LEN_BYTE_ARRAY':
      return length === undefined ? { type: 'bytes' } : { type: 'bytes', length };
    default:
      return undefined;
  }
}

function integer(bits: number, isUnsigned: boolean): TypeFacts {
  return {
    type: 'integer',
    ...(bits === 64 ? {} : { bits }),
    ...(isUnsigned ? { unsigned: true } : {}),
  };
}

function unreadable(place: string, expected: string, got: string): SchemaError {
  return new SchemaError(
    {
      expected: `${place} to have ${expected}`,
      got,
      advice: 'Write the file again with another writer, or leave the column out.',
    },
    { place },
  );
}
