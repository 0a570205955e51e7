import type { ColumnValues } from '../model/batch.ts';
import type { WriteField } from './column-type-rules.ts';
import type { CopyBuffer } from './copy-buffer.ts';
import { present } from './copy-fields.ts';

/** A numeric is stored in groups of four decimal digits. */
const GROUP_DIGITS = 4;
const GROUP = 10_000;

const POSITIVE = 0x0000;
const NEGATIVE = 0x4000;

/**
 * Decimals as numeric, in the binary format of COPY: numbers of groups, weight of the first group, sign,
 * digits after the point, and groups. `src/backend/utils/adt/numeric.c`, `numeric_recv`.
 *
 * @param scale digits after the point
 */
export function decimalFields(values: ColumnValues, scale: number): WriteField {
  // The last group ends at a multiple of four digits after the point.
  const shift = 10 ** ((GROUP_DIGITS - (scale % GROUP_DIGITS)) % GROUP_DIGITS);
  const fractionGroups = Math.ceil(scale / GROUP_DIGITS);
  const groups: number[] = [];
  return present(values, (out, digits: number | bigint) => {
    groups.length = 0;
    splitIntoGroups(digits, shift, groups);
    writeNumeric(out, { groups, fractionGroups, scale, isNegative: digits < 0 });
  });
}

/** The groups of a number, the least significant first, without zeros in front of the number. */
function splitIntoGroups(digits: number | bigint, shift: number, groups: number[]): void {
  const shifted = typeof digits === 'number' ? Math.abs(digits) * shift : Number.NaN;
  if (Number.isSafeInteger(shifted)) {
    for (let rest = shifted; rest > 0; rest = Math.floor(rest / GROUP)) groups.push(rest % GROUP);
    return;
  }
  const exact = BigInt(digits) * BigInt(shift);
  const base = BigInt(GROUP);
  for (let rest = exact < 0n ? -exact : exact; rest > 0n; rest /= base) {
    groups.push(Number(rest % base));
  }
}

function writeNumeric(
  out: CopyBuffer,
  {
    groups,
    fractionGroups,
    scale,
    isNegative,
  }: {
    readonly groups: readonly number[];
    readonly fractionGroups: number;
    readonly scale: number;
    readonly isNegative: boolean;
  },
): void {
  out.int32(8 + 2 * groups.length);
  out.int16(groups.length);
  out.int16(groups.length === 0 ? 0 : groups.length - fractionGroups - 1);
  out.int16(isNegative ? NEGATIVE : POSITIVE);
  out.int16(scale);
  for (let index = groups.length - 1; index >= 0; index -= 1) out.int16(groups[index] as number);
}
