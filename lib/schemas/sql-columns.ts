import { wordsOf } from '../printable.ts';
import { unreadableType } from './column-shape.ts';
import type { Constraint } from './constraints.ts';
import { Scanner } from './scanner.ts';
import { constraintIn } from './sql-constraints.ts';
import { isSyntaxObject, type SyntaxObject } from './sql-parser.ts';
import { endOfName, objectAt, objectsAt, type ParsedText, storedName } from './sql-syntax.ts';
import { type Field, withFacts } from './table-schema.ts';
import { type FieldShape, fieldOfShape, readType, type TypeTextOptions } from './type-text.ts';

/** A column of a CREATE TABLE, and the constraints that stand at it. */
export interface SqlColumn {
  readonly field: Field;
  readonly constraints: readonly Constraint[];
}

/** How columns are read. */
export interface SqlColumnOptions extends Pick<TypeTextOptions, 'made'> {
  /** How a person names the table: `shop.sql, orders`. */
  readonly place: string;
}

/**
 * A column of the syntax tree as a field.
 *
 * @throws SchemaError when its type is not known.
 */
export function columnIn(
  column: SyntaxObject,
  parsed: ParsedText,
  { made, place }: SqlColumnOptions,
): SqlColumn {
  const nameAsWritten = objectAt(column, 'name');
  const name = storedName(nameAsWritten, parsed.dialect);
  const at = `${place}, column ${name}`;
  const shape = shapeAt(endOfName(nameAsWritten, parsed), parsed, { made, place: at });
  const options = objectsAt(column, 'options').map(({ option }) => option);
  const objects = options.filter(isSyntaxObject);
  const isRequired = options.includes('NotNull') || shape.filledBy === 'identity';
  const field = fieldOfShape(name, shape, isRequired ? 'required' : 'nullable');
  return {
    field: withFacts<Field>(field, {
      description: descriptionIn(objects),
      filledBy: fillerIn(objects) ?? shape.filledBy,
    }),
    constraints: objects.flatMap((option) => constraintIn(option, parsed, name) ?? []),
  };
}

/** The parser does not give the text of a type, but it stands behind the name. */
function shapeAt(
  start: number,
  { text, dialect }: ParsedText,
  { made, place }: SqlColumnOptions,
): FieldShape {
  const scanner = new Scanner(text, start);
  try {
    return readType(scanner, { dialect, made });
  } catch (error) {
    const until = Math.max(scanner.at, start);
    const written = text.slice(start, until).trim();
    throw unreadableType(error, {
      place,
      text: written === '' ? wordsOf(error) : written,
      dialect,
    });
  }
}

function descriptionIn(options: readonly SyntaxObject[]): string | undefined {
  for (const option of options) {
    if (typeof option.Comment === 'string') return option.Comment;
    for (const each of objectsAt(option, 'Options')) {
      const { key, value } = objectAt(each, 'KeyValue');
      const name = isSyntaxObject(key) ? key.value : undefined;
      if (name === 'description') return textIn(value);
    }
  }
  return undefined;
}

/** A text of the syntax tree, however it is quoted. */
function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return isSyntaxObject(value)
    ? Object.entries(value)
        .filter(([name]) => name !== 'span')
        .map(([, inner]) => textIn(inner))
        .find((text) => text !== undefined)
    : undefined;
}

function fillerIn(options: readonly SyntaxObject[]): Field['filledBy'] {
  for (const option of options) {
    if ('Generated' in option) {
      const generated = objectAt(option, 'Generated');
      return generated.generation_expr === undefined || generated.generation_expr === null
        ? 'identity'
        : 'expression';
    }
    if (JSON.stringify(option.DialectSpecific ?? '').includes('"AUTO_INCREMENT"'))
      return 'identity';
    if ('Default' in option) {
      const text = JSON.stringify(option.Default);
      if (/"value":"NULL"|"Null"/.test(text)) return undefined;
      return /"value":"nextval"/i.test(text) ? 'identity' : 'default';
    }
  }
  return undefined;
}
