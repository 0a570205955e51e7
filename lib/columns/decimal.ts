import { numberExtremes } from './column-extremes.ts';
import type { ColumnTypeRules, ParquetRules } from './column-type-rules.ts';
import { decimalFields } from './copy-decimals.ts';
import { DECIMAL_BYTES, plainDecimals, plainInt32s, plainInt64s } from './plain-encoding.ts';

/** Most decimal digits that Parquet and every engine can hold. */
const MOST_DIGITS = 38;

/**
 * A decimal number with a fixed number of digits after the point. In a batch it is its digits as an
 * integer (`1234` is 12.34 at scale 2): a number, or a bigint where a number would not hold it
 * exactly. In a row it is text: `'12.34'`.
 *
 * @param precision decimal digits, 1 to 38
 * @param scale digits after the point, 0 to `precision`
 * @throws TypeError if a table declares other numbers.
 * @example
 * decimalType({ precision: 10, scale: 2 }).sql // => 'decimal(10,2)'
 * decimalType({ precision: 10, scale: 2 }).rowValue(-5) // => '-0.05'
 */
export function decimalType({
  precision = 0,
  scale = 0,
}: {
  readonly precision?: number;
  readonly scale?: number;
}): ColumnTypeRules<number | bigint, string> {
  if (!(precision >= 1 && precision <= MOST_DIGITS && scale >= 0 && scale <= precision)) {
    throw new TypeError(
      `decimal(${precision},${scale}) is not a type: 1 to 38 digits, scale within`,
    );
  }
  const bound = 10n ** BigInt(precision);
  const name = `decimal(${precision},${scale})`;
  return {
    expected: `the digits of a ${name} as an integer`,
    accepts: (value) =>
      (typeof value === 'bigint' || Number.isSafeInteger(value)) &&
      BigInt(value as number) < bound &&
      BigInt(value as number) > -bound,
    // Ten digits have room for every integer of 32 bits.
    trusts: (values) => precision >= 10 && values instanceof Int32Array,
    rowValue: (digits) => withPoint(BigInt(digits), scale),
    ndjson: (digits) => `"${withPoint(BigInt(digits), scale)}"`,
    parquet: storedDecimal(precision),
    postgres: {
      type: `numeric(${precision},${scale})`,
      fields: (values) => decimalFields(values, scale),
    },
    sql: name,
    glue: name,
  };
}

/** Parquet's DECIMAL in the smallest physical type that has room for the digits. */
function storedDecimal(precision: number): ParquetRules {
  const rules = { logical: 'DECIMAL', repeats: true, extremes: numberExtremes } as const;
  if (precision <= 9) return { ...rules, physical: 'INT32', plain: plainInt32s };
  if (precision <= 18) return { ...rules, physical: 'INT64', plain: plainInt64s };
  return {
    ...rules,
    physical: 'FIXED_LEN_BYTE_ARRAY',
    length: DECIMAL_BYTES,
    plain: plainDecimals,
  };
}

function withPoint(digits: bigint, scale: number): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const point = text.length - scale;
  return scale === 0 ? `${sign}${text}` : `${sign}${text.slice(0, point)}.${text.slice(point)}`;
}
