type Json = Record<string, unknown>;

/** A field as the REST API has it. */
export interface AField {
  readonly name: string;
  readonly type: string;
  readonly mode?: string;
  readonly fields?: readonly AField[];
}

/** Sent in place of a cell, whatever the schema says; `undefined`: the cell is missing. */
export class Wire {
  readonly cell: unknown;

  constructor(cell?: unknown) {
    this.cell = cell;
  }
}

/** A row as the REST API sends it. */
export function wireRow(fields: readonly AField[], row: Json): Json {
  return { f: fields.map((field) => wireCell(field, row[field.name])) };
}

function wireCell(field: AField, value: unknown): unknown {
  if (value instanceof Wire) return value.cell;
  if (field.mode === 'REPEATED') {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    return { v: items.map((item) => wireCell({ ...field, mode: 'NULLABLE' }, item)) };
  }
  if (value === null || value === undefined) return { v: null };
  if (field.fields !== undefined) return { v: wireRow(field.fields, value as Json) };
  return { v: wireText(field.type, value) };
}

function wireText(type: string, value: unknown): string {
  if (type !== 'TIMESTAMP') return String(value);
  const [, fraction = ''] = /\.(\d+)Z$/.exec(String(value)) ?? [];
  const seconds = Math.floor(Date.parse(String(value)) / 1000);
  return String(BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0')));
}
