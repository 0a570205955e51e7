import { recordOr } from '../model/is-record.ts';
import type { ResultField, TableFacts } from './query-requests.ts';

/** Names of types in GoogleSQL, by the names that the REST API has besides. */
const TYPES: Readonly<Record<string, string>> = {
  INTEGER: 'INT64',
  FLOAT: 'FLOAT64',
  BOOLEAN: 'BOOL',
  RECORD: 'STRUCT',
};

/** What the REST API calls a table that stores rows; others are views. */
const STORED = new Set(['TABLE', 'SNAPSHOT', 'MATERIALIZED_VIEW', 'CLONE']);

/**
 * What is known of a table, from its resource.
 *
 * @param resource https://cloud.google.com/bigquery/docs/reference/rest/v2/tables#Table
 * @example
 * tableFactsOf({ type: 'TABLE', creationTime: '1', lastModifiedTime: '2', schema: { fields: [] } }) // => { fields: [], isStored: true, created: 1, lastModified: 2 }
 */
export function tableFactsOf(resource: unknown): TableFacts {
  const { type, creationTime, lastModifiedTime, schema, streamingBuffer } = recordOr(resource);
  const { oldestEntryTime } = recordOr(streamingBuffer);
  return {
    fields: resultFieldsOf(schema),
    isStored: STORED.has(textOr(type, 'TABLE')),
    created: Number(creationTime ?? 0),
    lastModified: Number(lastModifiedTime ?? 0),
    ...(oldestEntryTime !== undefined && { oldestInBuffer: Number(oldestEntryTime) }),
  };
}

/**
 * The fields of a schema, as the REST API has it.
 *
 * @example
 * resultFieldsOf({ fields: [{ name: 'n', type: 'INTEGER', mode: 'REPEATED' }] }) // => [{ name: 'n', type: 'INT64', isRepeated: true, fields: [] }]
 */
export function resultFieldsOf(schema: unknown): readonly ResultField[] {
  const { fields } = recordOr(schema);
  const list: readonly unknown[] = Array.isArray(fields) ? fields : [];
  return list.map((field) => {
    const { name, type, mode } = recordOr(field);
    const typeName = textOr(type, '').toUpperCase();
    return {
      name: textOr(name, ''),
      type: TYPES[typeName] ?? typeName,
      isRepeated: mode === 'REPEATED',
      fields: resultFieldsOf(field),
    };
  });
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
