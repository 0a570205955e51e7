import type { LeafName, ShapeData } from '../contract/shape-data.ts';
import { isRecord } from '../model/is-record.ts';

/** The types of values in a record of BigQuery, by their names in GoogleSQL. Others may be anything. */
const leaves: Readonly<Record<string, LeafName>> = {
  STRING: 'string',
  INT64: 'integer',
  FLOAT64: 'double',
  BOOL: 'boolean',
  TIMESTAMP: 'timestamp',
  // A shape has no dates; they are text.
  DATE: 'string',
};

/**
 * The shape of documents whose members have the types of GoogleSQL, as `records` of a job of BigQuery says
 * them. No member requires a value.
 *
 * @example
 * shapeOfRecords({ name: 'STRING', libc: { version: 'STRING' }, sizes: ['INT64'] }) // => { name: 'string', libc: { version: 'string' }, sizes: ['integer'] }
 */
export function shapeOfRecords(member: unknown): ShapeData {
  if (Array.isArray(member)) return [shapeOfRecords(member[0])];
  if (!isRecord(member)) return leaves[String(member)] ?? 'json';
  return Object.fromEntries(
    Object.entries(member).map(([name, below]) => [name, shapeOfRecords(below)]),
  );
}
