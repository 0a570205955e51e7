import { InputError } from '../../../errors.ts';
import { integerRange } from '../../../schemas/field-types.ts';
import type { Bound, Field } from '../../../schemas/table-schema.ts';

/** The numbers that a field can hold, as whole multiples of 10^-scale, both inclusive. */
export interface Units {
  readonly scale: number;
  readonly least: bigint;
  readonly most: bigint;
}

/** Digits of a decimal that may have any number of them. */
const ANY_PRECISION = 38;
const ANY_SCALE = 2;

/** The finest step of a float, and its largest number before the point: both are exact enough. */
const FLOAT_SCALE = 6;
const FLOAT_MOST = { 32: 2 ** 24, 64: 10 ** 15 };

const DECIMAL = /^([+-]?)(\d*)\.?(\d*)$/;

/**
 * The numbers that an integer, a decimal or a float can hold, by its type and by CHECK.
 *
 * @throws InputError when there is none.
 * @example
 * unitsOf({ name: 'a', type: 'decimal', mode: 'required', precision: 4, scale: 2, min: { value: '0', exclusive: true } }) // => { scale: 2, least: 1n, most: 9999n }
 */
export function unitsOf(field: Field): Units {
  const { scale, least, most } = typeUnits(field);
  const from = field.min && boundUnits(field.min, scale, 'up');
  const to = field.max && boundUnits(field.max, scale, 'down');
  const units = {
    scale,
    least: from === undefined || from < least ? least : from,
    most: to === undefined || to > most ? most : to,
  };
  if (units.least <= units.most) return units;
  throw noValue(field.name);
}

/** The error about a field whose constraints leave no value. */
export function noValue(name: string): InputError {
  return new InputError({
    expected: `constraints of the field ${JSON.stringify(name)} that leave a value`,
    got: 'a smallest value above the largest one',
    advice: 'Correct the constraints in the schema.',
  });
}

/**
 * The same numbers as multiples of a coarser step.
 *
 * @example
 * coarser({ scale: 2, least: 1n, most: 9999n }, 0) // => { scale: 0, least: 1n, most: 99n }
 */
export function coarser({ scale, least, most }: Units, coarse: number): Units {
  const step = 10n ** BigInt(scale - coarse);
  return { scale: coarse, least: -floorOf(-least, step), most: floorOf(most, step) };
}

/**
 * A multiple of 10^-scale as text.
 *
 * @example
 * unitText(5, 2) // => '0.05'
 * unitText(-1234n, 2) // => '-12.34'
 */
export function unitText(units: number | bigint, scale: number): string {
  if (scale === 0) return String(units);
  const sign = units < 0 ? '-' : '';
  const digits = String(units < 0 ? -units : units).padStart(scale + 1, '0');
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function typeUnits(field: Field): Units {
  if (field.type === 'integer') return { scale: 0, ...integerRange(field) };
  if (field.type === 'float') {
    const most = BigInt(FLOAT_MOST[field.bits === 32 ? 32 : 64]) * 10n ** BigInt(FLOAT_SCALE);
    return { scale: FLOAT_SCALE, least: -most, most };
  }
  const { precision, scale = precision === undefined ? ANY_SCALE : 0 } = field;
  const most = 10n ** BigInt(precision ?? ANY_PRECISION) - 1n;
  return { scale: Math.max(0, scale), least: -most, most };
}

/** A bound as a multiple; where it lies between two of them, the one on the side of the range. */
function boundUnits(
  { value, exclusive }: Bound,
  scale: number,
  towards: 'up' | 'down',
): bigint | undefined {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(plainDigits(value)) ?? [];
  if (whole + fraction === '') return undefined;
  const digits = BigInt(`${whole}${fraction.slice(0, scale).padEnd(scale, '0')}`);
  const units = sign === '-' ? -digits : digits;
  const isExact = !/[1-9]/.test(fraction.slice(scale));
  if (isExact && !exclusive) return units;
  const lies = isExact ? 'on' : sign === '-' ? 'below' : 'above';
  if (towards === 'up') return lies === 'below' ? units : units + 1n;
  return lies === 'above' ? units : units - 1n;
}

/** A number without an exponent. */
function plainDigits(value: string): string {
  const number = /e/i.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) return value;
  return Math.abs(number) < 1 ? number.toFixed(20) : String(BigInt(Math.trunc(number)));
}

function floorOf(number: bigint, step: bigint): bigint {
  const quotient = number / step;
  return number < 0n && quotient * step !== number ? quotient - 1n : quotient;
}
