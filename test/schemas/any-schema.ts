import fc from 'fast-check';

/** A field of a BigQuery schema in JSON. */
export interface JsonField {
  readonly name: string;
  readonly type: string;
  readonly mode?: string | undefined;
  readonly description?: string;
  readonly fields?: readonly JsonField[];
}

/** Types of BigQuery that need no more than their name, in the cases that people write. */
const TYPES = [
  'STRING',
  'BYTES',
  'INTEGER',
  'INT64',
  'FLOAT',
  'float64',
  'NUMERIC',
  'BIGNUMERIC',
  'BOOLEAN',
  'bool',
  'TIMESTAMP',
  'DATE',
  'TIME',
  'DATETIME',
  'GEOGRAPHY',
  'JSON',
  'INTERVAL',
];

/** Names that are identifiers, names that are not, words of TypeScript, and traps of JavaScript. */
const anyName = fc.oneof(
  fc.constantFrom('class', 'default', 'await', 'z', 'constructor', '__proto__', 'toString', "it's"),
  fc.constantFrom('cd-país', 'a b', '1st', '*/', '\\', '"', '`', 'ação', '😀', '\u2028'),
  fc.string({ minLength: 1, maxLength: 12 }),
);

const anyMode = fc.constantFrom('REQUIRED', 'NULLABLE', 'REPEATED', 'repeated', undefined);

const { fields: anyFields } = fc.letrec<{ fields: JsonField[]; field: JsonField }>((tie) => ({
  fields: fc.uniqueArray(tie('field'), {
    minLength: 1,
    maxLength: 5,
    selector: ({ name }) => name.toLowerCase(),
  }),
  field: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record(
      { name: anyName, type: fc.constantFrom(...TYPES), mode: anyMode, description: fc.string() },
      { requiredKeys: ['name', 'type'] },
    ),
    fc.record(
      {
        name: anyName,
        type: fc.constantFrom('RECORD', 'struct'),
        mode: anyMode,
        fields: tie('fields'),
      },
      { requiredKeys: ['name', 'type', 'fields'] },
    ),
  ),
}));

/** A BigQuery schema of any types, modes, nesting and names, as a list of fields. */
export const anyBigQuerySchema = anyFields;
