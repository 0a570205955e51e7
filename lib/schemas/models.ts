import { distinct, literal, propertyName, typeName } from './model-names.ts';
import { scalarModel } from './scalar-models.ts';
import type { Field, TableSchema } from './table-schema.ts';

const FIRST_LINE =
  '// Made by Hourlake from the schemas of tables. Do not edit it: make it again when they change.';

const HEADER = `${FIRST_LINE}
import { z } from 'zod';
`;

/** What a field is in TypeScript, and what checks it. */
export interface Model {
  /** A type: `string | null`. */
  readonly type: string;
  /** An expression: `z.string().nullable()`. */
  readonly zod: string;
}

/**
 * A file of TypeScript with a type and a zod schema for the rows of each table, as NDJSON has them:
 *
 * - an integer of 64 bits is a number, or text beyond 2^53; a decimal is text;
 * - dates, times and timestamps are text in ISO 8601; bytes are text in Base64;
 * - a nullable field may be `null`; a repeated one is a list, which is never `null`;
 * - a field that its database fills may be left out.
 *
 * The text depends on the tables only. It needs zod 4.
 */
export function typeScriptModels(tables: readonly TableSchema[]): string {
  const names = distinct(tables.map(({ name }) => typeName(name)));
  const models = tables.map((table, index) => tableModel(table, names[index] ?? ''));
  return [HEADER, ...models].join('\n');
}

/** Whether a text is one that {@link typeScriptModels} made. */
export function isModelFile(text: string): boolean {
  return text.startsWith(`${FIRST_LINE}\n`);
}

function tableModel({ name, description, fields }: TableSchema, type: string): string {
  const { type: shape, zod } = recordModel(fields, '');
  const constant = `${type.charAt(0).toLowerCase()}${type.slice(1)}Schema`;
  return `${comment(description ?? `A row of ${name}.`, '')}export interface ${type} ${shape}

${comment(`Checks a row of ${name}.`, '')}export const ${constant} = ${zod} satisfies z.ZodType<${type}>;
`;
}

/** @param indent of the line that the record begins in */
function recordModel(fields: readonly Field[], indent: string): Model {
  const inner = `${indent}  `;
  const members = fields.map((field) => ({ field, model: fieldModel(field, inner) }));
  const types = members.map(({ field, model }) => {
    const mark = field.filledBy === undefined ? '' : '?';
    const orAbsent = field.filledBy === undefined ? '' : ' | undefined';
    const { name, description = '' } = field;
    const said = description === '' ? '' : comment(description, inner);
    return `${said}${inner}${propertyName(name)}${mark}: ${model.type}${orAbsent};\n`;
  });
  const checks = members.map(
    ({ field: { name, filledBy }, model }) =>
      `${inner}${keyOf(name)}: ${model.zod}${filledBy === undefined ? '' : '.optional()'},\n`,
  );
  return {
    type: `{\n${types.join('')}${indent}}`,
    zod: `z.object({\n${checks.join('')}${indent}})`,
  };
}

function fieldModel(field: Field, indent: string): Model {
  const model = valueModel(field, indent);
  if (field.mode === 'required') return model;
  if (field.mode === 'nullable') {
    // `unknown` includes null.
    return model.type === 'unknown'
      ? model
      : { type: `${model.type} | null`, zod: `${model.zod}.nullable()` };
  }
  const isUnion = model.type.includes(' | ') && !model.type.startsWith('{');
  return { type: `${isUnion ? `(${model.type})` : model.type}[]`, zod: `z.array(${model.zod})` };
}

function valueModel(field: Field, indent: string): Model {
  const [first, second] = field.fields ?? [];
  if (field.type === 'record') return recordModel(field.fields ?? [], indent);
  if (field.type === 'list' && first !== undefined) return fieldModel(first, indent);
  if (field.type === 'map' && second !== undefined) {
    const value = fieldModel(second, indent);
    return {
      type: `{ [key: string]: ${value.type} }`,
      zod: `z.record(z.string(), ${value.zod})`,
    };
  }
  return scalarModel(field);
}

/** In an object literal, `__proto__` as a plain key would set the prototype. */
function keyOf(name: string): string {
  return name === '__proto__' ? `[${literal(name)}]` : propertyName(name);
}

/** A docblock of one line, whatever the text holds. */
function comment(text: string, indent: string): string {
  const line = text.replaceAll('*/', '* /').replace(/\s+/g, ' ').trim();
  return `${indent}/** ${line} */\n`;
}
