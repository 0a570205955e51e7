import type { JsonValue } from '../../model/json-row.ts';
import type { Field } from '../../schemas/table-schema.ts';
import { instantBounds, timeBounds } from './content/instant-bounds.ts';
import { unitsOf } from './content/units.ts';
import { listOf } from './typed/listed-values.ts';

const INTEGER = /^-?\d+$/;
const DECIMAL = /^-?\d+(?:\.(\d+))?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}:\d{2}(\.\d+)?$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const BASE64 = /^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/;

/** Whether a field can have a value, in the form that NDJSON has it: by type, size, list and range. */
export function fitsField(value: JsonValue, field: Field): boolean {
  if (value === null) return field.mode === 'nullable';
  const list = listOf(field);
  if (list !== undefined && !list.includes(value)) return false;
  switch (field.type) {
    case 'json':
      return true;
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return (typeof value === 'string' ? INTEGER.test(value) : Number.isSafeInteger(value))
        ? isInRange(String(value), field)
        : false;
    case 'float':
      return typeof value === 'number' && isInRange(String(value), field);
    default:
      return typeof value === 'string' && fitsText(value, field);
  }
}

function fitsText(text: string, field: Field): boolean {
  const { length = Number.POSITIVE_INFINITY } = field;
  switch (field.type) {
    case 'decimal': {
      const [match, fraction = ''] = DECIMAL.exec(text) ?? [];
      return (
        match !== undefined && fraction.length <= unitsOf(field).scale && isInRange(text, field)
      );
    }
    case 'string':
      return [...text].length <= length;
    case 'char':
      return !Number.isFinite(length) || [...text].length === length;
    case 'bytes':
      return BASE64.test(text) && bytesOf(text) <= length;
    case 'uuid':
      return UUID.test(text);
    case 'date':
      return DATE.test(text) && isWithin(Date.parse(text), instantBounds(field));
    case 'datetime':
      return DATETIME.test(text) && isWithin(Date.parse(`${text}Z`), instantBounds(field));
    case 'timestamp':
      return TIMESTAMP.test(text) && isWithin(Date.parse(text), instantBounds(field));
    case 'time': {
      const instant = Date.parse(`1970-01-01T${text}Z`);
      return TIME.test(text) && isWithin(instant / 1000, timeBounds(field));
    }
    default:
      return true;
  }
}

function bytesOf(base64: string): number {
  return (base64.length / 4) * 3 - (base64.match(/=/g)?.length ?? 0);
}

/** A number as text between the bounds of the field: compared as one that can have no other value. */
function isInRange(text: string, field: Field): boolean {
  const { least, most, scale } = unitsOf(field);
  const number = Number(text);
  const one = 10 ** scale;
  if (Number.isSafeInteger(Math.trunc(number * one))) {
    return number >= Number(least) / one && number <= Number(most) / one;
  }
  const whole = BigInt(text.split(/[.e]/)[0] ?? text);
  return whole * BigInt(one) >= least && whole * BigInt(one) <= most;
}

function isWithin(
  instant: number,
  { least, most }: { readonly least: number; readonly most: number },
): boolean {
  return instant >= least && instant <= most;
}
