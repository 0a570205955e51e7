import { type TypeFacts, withParameters } from './field-types.ts';
import { Scanner } from './scanner.ts';
import { type Field, MOST_LEVELS, type Mode, withFacts } from './table-schema.ts';
import { type Dialect, typeNamed } from './type-names.ts';

/** What a type says of a field: everything but its name, and whether a row may have no value. */
export interface FieldShape extends TypeFacts {
  readonly fields?: readonly Field[];
  /** Whether the type is a list of such values. */
  readonly repeated: boolean;
}

/** How the text of a type is read. */
export interface TypeTextOptions {
  readonly dialect: Dialect;
  /** Types that were made with `CREATE TYPE` or `CREATE DOMAIN`, by lower-case name. Default: none. */
  readonly made?: ReadonlyMap<string, TypeFacts> | undefined;
}

/** A type that the dialect does not have, or that has no counterpart among the types of fields. */
export class UnknownType extends Error {}

/** What is read, with what, and how many levels may still follow. */
interface Reading {
  readonly dialect: Dialect;
  readonly made: ReadonlyMap<string, TypeFacts>;
  readonly scanner: Scanner;
  readonly levels: number;
}

/** Second words of names that have two; what they begin with is a name as well. */
const SECOND_WORDS: Readonly<Record<string, string>> = {
  double: 'precision',
  character: 'varying',
  char: 'varying',
};

const CLOSING: Readonly<Record<string, string>> = { '<': '>', '(': ')' };

/**
 * Reads the text of a type: `array<struct<a:int,b:decimal(10,2)>>` of Hive, `ARRAY<STRUCT<a INT64>>` of
 * BigQuery, `STRUCT(a INTEGER, b VARCHAR[])` of DuckDB, `character varying(20)[]` of PostgreSQL,
 * `enum('a','b')` of MySQL.
 *
 * @throws UnknownType for a name that the dialect does not have; a plain error for a text that is no type.
 * @example
 * readTypeText('decimal(10,2)', { dialect: 'hive' }) // => { type: 'decimal', precision: 10, scale: 2, repeated: false }
 * readTypeText('integer[]', { dialect: 'postgres' }) // => { type: 'integer', bits: 32, repeated: true }
 */
export function readTypeText(text: string, options: TypeTextOptions): FieldShape {
  const scanner = new Scanner(text);
  const shape = readType(scanner, options);
  const rest = scanner.peek();
  if (rest !== undefined) throw new Error(`${JSON.stringify(rest.text)} behind the type`);
  return shape;
}

/**
 * As {@link readTypeText}, for a type that begins at the next token of a longer text. What follows the
 * type is left alone.
 */
export function readType(
  scanner: Scanner,
  { dialect, made = new Map() }: TypeTextOptions,
): FieldShape {
  return readNested({ scanner, dialect, made, levels: MOST_LEVELS });
}

/**
 * A field of a type.
 *
 * @param mode of a value that is no list. Default: `nullable`.
 * @example
 * fieldOfShape('a', { type: 'date', repeated: false }) // => { name: 'a', type: 'date', mode: 'nullable' }
 */
export function fieldOfShape(
  name: string,
  { repeated, ...facts }: FieldShape,
  mode: Mode = 'nullable',
): Field {
  return { name, ...facts, mode: repeated ? 'repeated' : mode };
}

function readNested({ levels, ...outer }: Reading): FieldShape {
  if (levels === 0) throw new Error(`more than ${MOST_LEVELS} levels`);
  const reading = { ...outer, levels: levels - 1 };
  const { scanner, dialect } = reading;
  let shape = readOne(reading);
  for (;;) {
    if (scanner.takes('[')) {
      while (!scanner.takes(']')) if (scanner.take() === undefined) throw new Error('no "]"');
    } else if (!scanner.takes('array')) return shape;
    shape = listOf(shape, dialect);
  }
}

/** In PostgreSQL the dimensions of an array are not part of its type. */
function listOf(shape: FieldShape, dialect: Dialect): FieldShape {
  if (!shape.repeated) return { ...shape, repeated: true };
  if (dialect === 'postgres') return shape;
  return { type: 'list', fields: [fieldOfShape('element', shape)], repeated: true };
}

function readOne(reading: Reading): FieldShape {
  const { scanner } = reading;
  const token = scanner.take();
  if (token?.kind !== 'word' && token?.kind !== 'name') throw new Error('no type');
  const opening = scanner.peek()?.text ?? '';
  const closing = CLOSING[opening];
  const word = token.kind === 'word' ? token.text.toLowerCase() : '';
  if (closing !== undefined) {
    const nested = readBracketed(word, reading, { opening, closing });
    if (nested !== undefined) return nested;
  }
  return { ...readNamed(token.text, reading), repeated: false };
}

/** The marks around the inner types. */
interface Brackets {
  readonly opening: string;
  readonly closing: string;
}

/** @returns `undefined` where the word is a plain name and parameters follow */
function readBracketed(
  word: string,
  reading: Reading,
  { opening, closing }: Brackets,
): FieldShape | undefined {
  const { scanner, dialect } = reading;
  const inside = <Result>(read: () => Result): Result => {
    scanner.expect(opening);
    const result = read();
    scanner.expect(closing);
    return result;
  };
  switch (word) {
    case 'array':
    case 'list':
      return opening === '<'
        ? listOf(
            inside(() => readNested(reading)),
            dialect,
          )
        : undefined;
    case 'struct':
    case 'row':
      return { type: 'record', fields: inside(() => readFields(reading)), repeated: false };
    case 'map':
      return { type: 'map', fields: inside(() => readEntry(reading)), repeated: false };
    case 'range':
      return { ...inside(() => readRange(reading)), repeated: false };
    case 'enum':
      return { type: 'string', values: inside(() => readWords(scanner)), repeated: false };
    case 'set':
      inside(() => readWords(scanner));
      return { type: 'string', repeated: false };
    default:
      return undefined;
  }
}

function readFields(reading: Reading): Field[] {
  const fields: Field[] = [];
  do {
    const name = readFieldName(reading);
    const shape = readNested(reading);
    const { mode, description } = readFieldOptions(reading.scanner);
    fields.push(withFacts(fieldOfShape(name, shape, mode), { description }));
  } while (reading.scanner.takes(','));
  return fields;
}

/** In Hive a name may have any characters, and ends at a colon. */
function readFieldName({ scanner, dialect }: Reading): string {
  let name = scanner.take()?.text ?? '';
  if (dialect !== 'hive') return name;
  while (!scanner.takes(':')) {
    const part = scanner.take();
    if (part === undefined) throw new Error('no ":" behind the name of a field');
    name += part.text;
  }
  return name;
}

function readFieldOptions(scanner: Scanner): { mode: Mode; description: string | undefined } {
  let mode: Mode = 'nullable';
  let description: string | undefined;
  for (;;) {
    if (scanner.takes('not', 'null')) mode = 'required';
    else if (scanner.takes('comment')) description = scanner.take()?.text;
    else if (scanner.takes('options', '(')) description = readDescription(scanner) ?? description;
    else return { mode, description };
  }
}

/** `description="text"` among the options of BigQuery, up to their closing parenthesis. */
function readDescription(scanner: Scanner): string | undefined {
  let description: string | undefined;
  for (let depth = 1; depth > 0; ) {
    if (scanner.takes('description', '=')) description = scanner.take()?.text;
    const token = scanner.take();
    if (token === undefined) throw new Error('no ")" behind OPTIONS');
    if (token.kind === 'mark') depth += { '(': 1, ')': -1 }[token.text] ?? 0;
  }
  return description;
}

function readEntry(reading: Reading): Field[] {
  const key = fieldOfShape('key', readNested(reading), 'required');
  reading.scanner.expect(',');
  return [key, fieldOfShape('value', readNested(reading))];
}

function readRange(reading: Reading): TypeFacts {
  const { type } = readNested(reading);
  if (type === 'date' || type === 'datetime' || type === 'timestamp') {
    return { type: 'range', rangeOf: type };
  }
  throw new UnknownType(`a range of ${type}`);
}

function readWords(scanner: Scanner): string[] {
  const words: string[] = [];
  do {
    const token = scanner.take();
    if (token?.kind !== 'text') throw new Error('something else than texts in quotes');
    words.push(token.text);
  } while (scanner.takes(','));
  return words;
}

function readNamed(first: string, { scanner, dialect, made }: Reading): TypeFacts {
  let name = first;
  while (scanner.takes('.')) name = scanner.take()?.text ?? '';
  const second = SECOND_WORDS[name.toLowerCase()];
  if (second !== undefined && scanner.takes(second)) name = `${name} ${second}`;
  if (name.toLowerCase() === 'char varying') name = 'character varying';
  const parameters = readParameters(scanner);
  if (scanner.takes('with', 'time', 'zone')) name = `${name} with time zone`;
  else if (scanner.takes('without', 'time', 'zone')) name = `${name} without time zone`;
  const facts = made.get(name.toLowerCase()) ?? typeNamed(name, dialect);
  if (facts === undefined) throw new UnknownType(name);
  if (dialect === 'mysql' && name.toLowerCase() === 'tinyint' && parameters[0] === 1) {
    return { type: 'boolean' };
  }
  const complete = withParameters(facts, parameters);
  return scanner.takes('unsigned') ? { ...complete, unsigned: true } : complete;
}

function readParameters(scanner: Scanner): number[] {
  const numbers: number[] = [];
  if (!scanner.takes('(')) return numbers;
  while (!scanner.takes(')')) {
    const token = scanner.take();
    if (token === undefined) throw new Error('no ")" behind a type');
    if (token.kind === 'number') numbers.push(Number(token.text));
  }
  return numbers;
}
