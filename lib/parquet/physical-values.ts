import { isAscii, isUtf8 } from 'node:buffer';
import type { ParquetRules } from '../columns/column-type-rules.ts';
import { columnTypeOf } from '../columns/column-types.ts';
import type { ColumnValues, PresentValue } from '../model/batch.ts';
import type { Column } from '../model/table.ts';
import { TextColumn } from '../model/text-column.ts';

/** Values as Parquet stores them: texts and bytes as `Uint8Array`, 64-bit integers as bigint. */
type Physical = number | bigint | boolean | Uint8Array;

/** The values of a column as a reader decoded them, page after page; without a value where there is none. */
type PhysicalParts = readonly ArrayLike<Physical | null | undefined>[];

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How a batch holds a value, by the physical type that Parquet stores it as. */
const fromPhysical: Readonly<Record<ParquetRules['physical'], (value: Physical) => PresentValue>> =
  {
    BOOLEAN: (value) => value as boolean,
    INT32: exactInteger,
    INT64: exactInteger,
    DOUBLE: (value) => value as number,
    // A copy, because a part of a page would keep the whole page in memory.
    BYTE_ARRAY: (bytes) => Uint8Array.from(bytes as Uint8Array),
    FIXED_LEN_BYTE_ARRAY: (bytes) => exactInteger(signed(bytes as Uint8Array)),
  };

/** What BYTE_ARRAY means when it is text. */
const TEXTS: readonly ParquetRules['logical'][] = ['UTF8', 'JSON'];

/**
 * The values of a column of a batch from those that Parquet stores.
 *
 * @throws Error when a value is missing in a column that requires one, or text is not UTF-8.
 * @example
 * columnOfPhysical({ name: 'a', type: 'timestamp' }, [BigInt64Array.of(1n)]) // => Float64Array.of(1)
 * columnOfPhysical({ name: 'a', type: 'integer', nullable: true }, [[2n, undefined]]) // => [2, null]
 */
export function columnOfPhysical(
  column: Pick<Column, 'name' | 'type' | 'precision' | 'scale' | 'nullable'>,
  parts: PhysicalParts,
): ColumnValues {
  const { physical, logical } = columnTypeOf(column).parquet;
  if (!column.nullable) {
    if (logical === 'UTF8') return textColumnOf(column, parts);
    if (logical === 'TIMESTAMP_MILLIS' || physical === 'INT32' || physical === 'DOUBLE') {
      return numbersOf(column, parts);
    }
  }
  const convert = TEXTS.includes(logical) ? textOf : fromPhysical[physical];
  return parts.flatMap((part) =>
    Array.from(part, (value) => {
      if (isPresent(value)) return convert(value);
      if (column.nullable) return null;
      throw missing(column);
    }),
  );
}

function numbersOf(column: Pick<Column, 'name'>, parts: PhysicalParts): Float64Array {
  const numbers = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let row = 0;
  for (const part of parts) {
    for (let index = 0; index < part.length; index += 1) {
      const value = part[index];
      if (!isPresent(value)) throw missing(column);
      numbers[row] = Number(value);
      row += 1;
    }
  }
  return numbers;
}

function textOf(bytes: Physical): string {
  return decoder.decode(bytes as Uint8Array);
}

/**
 * Required text as bytes, without a string for any row.
 *
 * @throws Error when a text is missing or is not UTF-8.
 */
function textColumnOf(column: Pick<Column, 'name'>, parts: PhysicalParts): TextColumn {
  // The caller has checked the physical type of the column.
  const texts: Uint8Array[] = [];
  for (const part of parts as readonly ArrayLike<Uint8Array | null | undefined>[]) {
    for (let row = 0; row < part.length; row += 1) {
      const text = part[row];
      if (!isPresent(text)) throw missing(column);
      texts.push(text);
    }
  }
  const made = TextColumn.of(texts);
  if (isAscii(made.bytes) || areUtf8(texts, made)) return made;
  throw new Error('a text that is not UTF-8');
}

/** A length below 128 is ASCII, so that no character goes on from one text to the next. */
function areUtf8(texts: readonly Uint8Array[], { bytes }: TextColumn): boolean {
  const areShort = texts.every(({ length }) => length < 128);
  return areShort ? isUtf8(bytes) : texts.every((text) => isUtf8(text));
}

function isPresent<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

function missing({ name }: Pick<Column, 'name'>): Error {
  return new Error(`no value in a row of the required column ${name}`);
}

/** A number, or a bigint where a number would not be exact. */
function exactInteger(value: Physical): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : (value as bigint);
}

/** Two's complement, big-endian. */
function signed(bytes: Uint8Array): bigint {
  const hex = Buffer.from(bytes).toString('hex');
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex === '' ? '0' : hex}`));
}
