import type { ResultField } from '../../../gcp/query-requests.ts';
import { isRecord } from '../../../model/is-record.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import { CellFault, type RawValue } from '../../../model/raw-rows.ts';
import { parseExactJson } from '../../exact-json.ts';
import { recordMaker } from './record-maker.ts';

/** Reads the `v` of a cell; `undefined` where the row has no such cell. */
export type ReadCell = (value: JsonValue | undefined) => RawValue;

/** Decodes a value that is not null. A value that its type does not have stays as it came. */
type Decode = (value: JsonValue) => JsonValue;

const MICROSECONDS = /^-?\d{1,18}$/;

/** Shorter text of an integer is exact as a number. */
const EXACT_CHARACTERS = 16;

const INTEGER = /^-?\d{1,19}$/;

/** FLOAT64 values that JSON has no number for. */
const NOT_FINITE = /^[+-]?(?:nan|inf(?:inity)?)$/i;

/**
 * How the values of a column are read. Scalar values stay as BigQuery writes them, for the contract to read,
 * but for timestamps, which BigQuery counts in microseconds. Records and lists become JSON.
 *
 * A value that its type does not have stays as it came, so that the contract names all faults of a document
 * by path. A record whose cell is missing lacks that member.
 *
 * @returns a function that returns CellFault for a missing cell, for a FLOAT64 that is not finite, and for
 *   text in place of a record or a list, which a contract could read as a document
 * @example
 * const field = { name: 'at', type: 'TIMESTAMP', isRepeated: false, fields: [] }
 * cellReader(field)('1563403200000500') // => '2019-07-17T22:40:00.000500Z'
 * cellReader({ ...field, type: 'STRING' })(5) // => 5
 * cellReader({ ...field, type: 'STRUCT', fields: [field] })({ f: [{ v: 'noon' }] }) // => { at: 'noon' }
 */
export function cellReader(field: ResultField): ReadCell {
  const read = presentReader(field);
  return (value) => {
    if (value === undefined) return new CellFault('', 'a missing value');
    return value === null ? null : read(value);
  };
}

function presentReader(field: ResultField): (value: JsonValue) => RawValue {
  if (field.isRepeated || field.type === 'STRUCT') {
    const decode = decoder(field);
    return (value) =>
      typeof value === 'string'
        ? new CellFault(value, 'text in place of a record or a list')
        : decode(value);
  }
  if (field.type === 'TIMESTAMP') return instantOf;
  return field.type === 'FLOAT64' ? finiteOrFault : (value) => value;
}

/** Decodes a value in a record or a list. */
function decoder(field: ResultField): Decode {
  if (field.isRepeated) return listDecoder({ ...field, isRepeated: false });
  if (field.type === 'STRUCT') return recordDecoder(field);
  return members[field.type] ?? asItCame;
}

function recordDecoder({ fields }: ResultField): Decode {
  const names = fields.map(({ name }) => name);
  const decoders = fields.map(decoder);
  const recordOf = recordMaker(names);
  return (value) => {
    const cells = isRecord(value) ? value.f : undefined;
    if (!Array.isArray(cells)) return value;
    const found: (JsonValue | undefined)[] = [];
    for (let index = 0; index < decoders.length; index += 1) {
      const member = cellOf(cells[index]);
      const isPresent = member !== undefined && member !== null;
      found.push(isPresent ? decoders[index]?.(member) : member);
    }
    return recordOf(found);
  };
}

function listDecoder(field: ResultField): Decode {
  const decode = decoder(field);
  return (value) => {
    if (!Array.isArray(value)) return value;
    return value.map((cell: JsonValue) => {
      const item = cellOf(cell);
      if (item === undefined) return cell;
      return item === null ? null : decode(item);
    });
  };
}

const members: Readonly<Record<string, Decode>> = {
  INT64(value) {
    if (typeof value !== 'string' || !INTEGER.test(value)) return value;
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  },
  FLOAT64(value) {
    if (typeof value !== 'string' || value.trim() === '') return value;
    const number = Number(value);
    return Number.isFinite(number) ? number : value;
  },
  BOOL: (value) => (value === 'true' ? true : value === 'false' ? false : value),
  TIMESTAMP: instantOf,
  JSON(value) {
    if (typeof value !== 'string') return value;
    try {
      return parseExactJson(value);
    } catch {
      return value;
    }
  },
};

/** The `v` of a cell; `undefined` where there is none. */
export function cellOf(cell: JsonValue | undefined): JsonValue | undefined {
  return isRecord(cell) ? cell.v : undefined;
}

function asItCame(value: JsonValue): JsonValue {
  return value;
}

function finiteOrFault(value: JsonValue): JsonValue | CellFault {
  const isFault = typeof value === 'string' && NOT_FINITE.test(value);
  return isFault ? new CellFault(value, 'no finite number') : value;
}

/** The exact instant, in ISO 8601. */
function instantOf(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !MICROSECONDS.test(value)) return value;
  const micros = value.length < EXACT_CHARACTERS ? Number(value) : BigInt(value);
  const below = Number(typeof micros === 'number' ? micros % 1000 : micros % 1000n);
  const fraction = below < 0 ? below + 1000 : below;
  const millis =
    typeof micros === 'number'
      ? (micros - fraction) / 1000
      : Number((micros - BigInt(fraction)) / 1000n);
  const text = new Date(millis).toISOString();
  return fraction === 0 ? text : `${text.slice(0, -1)}${String(fraction).padStart(3, '0')}Z`;
}
