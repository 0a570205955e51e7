import type { ResultField } from '../../gcp/query-requests.ts';
import { isRecord } from '../../model/is-record.ts';
import type { JsonValue } from '../../model/json-row.ts';
import type { RawValue } from '../../model/raw-rows.ts';
import { parseExactJson } from '../rest/pages/exact-json.ts';
import type { MemberShape } from './bigquery-data.ts';
import { FieldFault, Misfit } from './field-fault.ts';
import { shapeFitter, wordsFor } from './fit-shape.ts';
import { recordMaker } from './record-maker.ts';

/** Reads the `v` of a cell; `undefined` where the row has no such cell. */
export type ReadCell = (value: JsonValue | undefined) => RawValue;

/** Reads a value that is not null. */
type ReadPresent = (value: JsonValue) => JsonValue | Misfit;

const MICROSECONDS = /^-?\d{1,18}$/;

/** Shorter text of an integer is exact as a number. */
const EXACT_CHARACTERS = 16;

const INTEGER = /^-?\d{1,19}$/;

/** What a number is in JSON that has no text there. */
const NOT_FINITE = /^[+-]?(?:nan|inf(?:inity)?)$/i;

/**
 * How the values of a column are read. Scalar values stay as BigQuery writes them, for the contract to read,
 * but for instants, which BigQuery counts in microseconds. Records and lists become JSON.
 *
 * @param shape what a column of JSON consists of. Default: any JSON.
 * @example
 * const field = { name: 'at', type: 'TIMESTAMP', isRepeated: false, fields: [] }
 * cellReader(field)('1563403200000500') // => '2019-07-17T22:40:00.000500Z'
 * cellReader({ ...field, type: 'STRING' })(5) // => 5
 */
export function cellReader(field: ResultField, shape?: MemberShape): ReadCell {
  const isNested = field.isRepeated || field.type === 'STRUCT';
  const read = isNested ? valueReader(field) : plainReader(field);
  const fit = shape === undefined ? undefined : shapeFitter(shape);
  return (value) => {
    if (value === null) return null;
    const found = value === undefined ? new Misfit('a missing value') : read(value);
    const fitting = fit === undefined || found instanceof Misfit ? found : fit(found);
    if (!(fitting instanceof Misfit)) return fitting;
    const came = found instanceof Misfit ? (value ?? null) : found;
    return new FieldFault(came, fitting.reason, fitting.path);
  };
}

/** Reads a column that is no record and no list. */
function plainReader({ type }: ResultField): ReadPresent {
  if (type === 'TIMESTAMP') return instantOf;
  if (type === 'FLOAT64') return finiteOf;
  return (value) => value;
}

/** Reads a value in a record or a list, as JSON. */
function valueReader(field: ResultField): ReadPresent {
  if (field.isRepeated) return listReader({ ...field, isRepeated: false });
  if (field.type === 'STRUCT') return recordReader(field);
  return members[field.type] ?? textOf;
}

function recordReader({ fields }: ResultField): ReadPresent {
  const readers = fields.map(valueReader);
  const recordOf = recordMaker(fields.map(({ name }) => name));
  return (value) => {
    const cells = isRecord(value) ? value.f : undefined;
    if (!Array.isArray(cells)) return new Misfit(`${wordsFor(value)} in place of a record`);
    const found: JsonValue[] = [];
    for (let index = 0; index < readers.length; index += 1) {
      const member = cellOf(cells[index]);
      const name = fields[index]?.name ?? '';
      if (member === undefined) return new Misfit('a missing member', name);
      const json = member === null ? null : (readers[index]?.(member) ?? null);
      if (json instanceof Misfit) return json.in(name);
      found.push(json);
    }
    return recordOf(found);
  };
}

function listReader(field: ResultField): ReadPresent {
  const read = valueReader(field);
  return (value) => {
    if (!Array.isArray(value)) return new Misfit(`${wordsFor(value)} in place of a list`);
    const items: JsonValue[] = [];
    for (const [index, cell] of value.entries()) {
      const item = cellOf(cell);
      if (item === undefined) return new Misfit('a missing value', String(index));
      const json = item === null ? null : read(item);
      if (json instanceof Misfit) return json.in(index);
      items.push(json);
    }
    return items;
  };
}

const members: Readonly<Record<string, ReadPresent>> = {
  INT64(value) {
    if (typeof value !== 'string' || !INTEGER.test(value)) return misfit(value, 'INT64');
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  },
  FLOAT64(value) {
    const number = finiteOf(value);
    if (typeof number !== 'string' || number.trim() === '') return misfit(value, 'FLOAT64');
    return Number.isFinite(Number(number)) ? Number(number) : misfit(value, 'FLOAT64');
  },
  BOOL: (value) =>
    value === 'true' ? true : value === 'false' ? false : misfit(value, 'true or false'),
  TIMESTAMP: instantOf,
  JSON(value) {
    try {
      return typeof value === 'string' ? parseExactJson(value) : misfit(value, 'JSON');
    } catch {
      return misfit(value, 'JSON');
    }
  },
};

/** The `v` of a cell; `undefined` where there is none. */
export function cellOf(cell: JsonValue | undefined): JsonValue | undefined {
  return isRecord(cell) ? cell.v : undefined;
}

function textOf(value: JsonValue): JsonValue | Misfit {
  return typeof value === 'string' ? value : misfit(value, 'text');
}

function finiteOf(value: JsonValue): JsonValue | Misfit {
  const isNumber = typeof value !== 'string' || !NOT_FINITE.test(value);
  return isNumber ? value : new Misfit('no finite number');
}

/** The exact instant, in ISO 8601. */
function instantOf(value: JsonValue): JsonValue | Misfit {
  if (typeof value !== 'string' || !MICROSECONDS.test(value)) return misfit(value, 'an instant');
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

function misfit(value: JsonValue, type: string): Misfit {
  return new Misfit(`${wordsFor(value)} in place of ${type}`);
}
