import { daysInMonth } from '../../model/calendar-date.ts';
import type { JsonValue } from '../../model/json-row.ts';
import { type FieldType, integerRange, typeText } from '../../schemas/field-types.ts';
import type { Field } from '../../schemas/table-schema.ts';

/** Which values BigQuery takes in a field. */
export interface ValueRule {
  /** Completes "Expected ...": `text of 20 characters at most`. */
  readonly expected: string;
  /** Whether BigQuery takes a value that is not `null`. */
  accepts(value: JsonValue): boolean;
}

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?<before>\d*)(?:\.(?<after>\d*))?$/;
const DATE = String.raw`\d{4}-\d{1,2}-\d{1,2}`;
const TIME = String.raw`(?:[01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d(?:\.\d{1,6})?`;
const ZONE = String.raw`(?: ?(?:Z|UTC)|[+-]\d{1,2}(?::?\d{2})?)?`;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const FLOATS = ['NaN', 'Infinity', '-Infinity'];

/** BIGNUMERIC without parameters has room for some numbers of 39 digits before the point. */
const LARGEST_BIGNUMERIC = 578960446186580977117854925043439539266n;

/** The rules of each type that is no record, as https://cloud.google.com/bigquery/docs/loading-data-cloud-storage-json states them. */
const rules: Readonly<Record<Exclude<FieldType, 'record'>, (field: Field) => ValueRule>> = {
  string: textRule,
  char: textRule,
  uuid: textRule,
  inet: textRule,
  bytes: bytesRule,
  integer: integerRule,
  float: () => ({
    expected: 'a number',
    accepts: (value) =>
      typeof value === 'string' ? FLOATS.includes(value) : Number.isFinite(value),
  }),
  decimal: decimalRule,
  boolean: () => ({
    expected: 'true or false',
    accepts: (value) => typeof value === 'boolean',
  }),
  date: () => dated('a date such as 2026-11-20', `(${DATE})`),
  time: () => matching('a time such as 13:07:42.5', new RegExp(`^${TIME}$`)),
  datetime: () =>
    dated('a date and a time such as 2026-11-20 13:07:42.5', `(${DATE})(?:[ Tt]${TIME})?`),
  timestamp: () =>
    dated('an instant such as 2026-11-20T13:07:42.5Z', `(${DATE})(?:[ Tt]${TIME}${ZONE})?`),
  interval: () => matching('an interval as text', /^[\dPYMDTHS .:+-]+$/),
  range: () => matching('a range such as [2026-01-01, 2026-02-01)', /^\[[^,]+,[^,]+\)$/),
  json: anything,
  geography: () => matching('a geography as text in WKT or GeoJSON', /^[A-Za-z{ ]/),
  map: anything,
  list: anything,
};

/**
 * Which values BigQuery takes in a field that is no record.
 *
 * @throws TypeError for a record
 * @example
 * valueRule({ name: 'a', type: 'integer', mode: 'required' }).accepts('9223372036854775808') // => false
 * valueRule({ name: 'a', type: 'decimal', precision: 4, scale: 2, mode: 'required' }).accepts('12.345') // => false
 */
export function valueRule(field: Field): ValueRule {
  if (field.type === 'record') throw new TypeError(`The field ${field.name} is a record`);
  return rules[field.type](field);
}

function textRule({ length }: Field): ValueRule {
  return {
    expected: `text${length === undefined ? '' : ` of ${length} characters at most`}, without U+0000 and lone surrogates`,
    accepts: (value) =>
      typeof value === 'string' &&
      value.isWellFormed() &&
      !value.includes('\0') &&
      (length === undefined || value.length <= length || [...value].length <= length),
  };
}

function bytesRule({ length }: Field): ValueRule {
  return {
    expected: `bytes in Base64${length === undefined ? '' : `, ${length} at most`}`,
    accepts: (value) =>
      typeof value === 'string' &&
      BASE64.test(value) &&
      (length === undefined || Buffer.byteLength(value, 'base64') <= length),
  };
}

function integerRule(field: Field): ValueRule {
  const { least, most } = integerRange(field);
  return {
    expected: 'an integer of 64 bits, as text beyond 2^53 - 1',
    accepts: (value) =>
      typeof value === 'string'
        ? INTEGER.test(value) && BigInt(value) >= least && BigInt(value) <= most
        : Number.isSafeInteger(value),
  };
}

function decimalRule(field: Field): ValueRule {
  const { precision = 76, scale = 38 } = field;
  const isWidest = precision === 76 && scale === 38;
  return {
    expected: `a number that fits ${typeText({ ...field, precision, scale })}, as text`,
    accepts(value) {
      if (typeof value !== 'string' && typeof value !== 'number') return false;
      const { before, after = '' } = DECIMAL.exec(String(value))?.groups ?? {};
      if (before === undefined || before.length + after.length === 0) return false;
      const whole = before.replace(/^0+/, '');
      if (after.replace(/0+$/, '').length > scale) return false;
      return (
        whole.length <= precision - scale ||
        (isWidest && whole.length === 39 && BigInt(whole) < LARGEST_BIGNUMERIC)
      );
    },
  };
}

/** A text whose first group is a day that exists. */
function dated(expected: string, pattern: string): ValueRule {
  const form = new RegExp(`^${pattern}$`);
  return {
    expected,
    accepts: (value) => typeof value === 'string' && isDay(form.exec(value)?.[1]),
  };
}

function isDay(text: string | undefined): boolean {
  const [year = 0, month = 0, day = 0] = text?.split('-').map(Number) ?? [];
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  // The calendar repeats every 400 years, and Date has no years below 100.
  return day <= daysInMonth(2000 + (year % 400), month);
}

function matching(expected: string, form: RegExp): ValueRule {
  return { expected, accepts: (value) => typeof value === 'string' && form.test(value) };
}

function anything(): ValueRule {
  return { expected: 'a value', accepts: () => true };
}
