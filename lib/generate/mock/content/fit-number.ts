import type { JsonValue } from '../../../model/json-row.ts';
import { scale as scaled } from '../../../model/keyed-random.ts';
import type { RowSet } from '../rows/row-set.ts';
import type { Slot } from '../slot.ts';
import { columnOf } from './columns.ts';
import type { DistinctContent, NumberContent } from './content.ts';
import { twoDigits } from './digits.ts';
import type { Values } from './fit.ts';
import { padText } from './fit-text.ts';
import { coarser, type Units, unitsOf, unitText } from './units.ts';

/** Numbers for a field of numbers, or of text. */
export function fitNumber(content: NumberContent, slot: Slot): Values | undefined {
  switch (slot.field.type) {
    case 'integer':
    case 'decimal':
    case 'float':
      return fitUnits(content, slot);
    case 'string':
    case 'char':
      return fitDigits(content, slot.field);
    default:
      return undefined;
  }
}

function fitUnits(content: NumberContent, slot: Slot): Values | undefined {
  const units = unitsOf(slot.field);
  const scale = Math.min(content.scale, units.scale);
  const room = coarser(units, scale);
  if (room.least > room.most) return undefined;
  const divisor = 10 ** (content.scale - scale);
  const limits = within(content, divisor, room);
  if (limits === undefined) return undefined;
  const { isInside, least, most } = limits;
  const toJson = jsonOf(slot.field.type, scale);
  const adjusted = (numbers: Float64Array, rows: RowSet): readonly JsonValue[] => {
    const whole = divisor === 1 ? numbers : numbers.map((number) => Math.round(number / divisor));
    return toJson(isInside ? whole : redrawn(whole, { least, most }, rows, slot));
  };
  const make: Values['make'] = (rows) => adjusted(content.make(rows), rows);
  if (content.distinct === undefined || divisor !== 1 || !isInside) return { make };
  const { size, make: makeDistinct } = content.distinct;
  const distinct: DistinctContent<readonly JsonValue[]> = {
    size,
    make: (numbers, rows) => toJson(makeDistinct(numbers, rows)),
  };
  return { make, distinct };
}

/**
 * Where the numbers of a content have to lie for a field: in what both have in common, or where that
 * is nothing, in the nearest part of the field that is as large.
 */
function within(content: NumberContent, divisor: number, room: Units) {
  if (room.least > Number.MAX_SAFE_INTEGER || room.most < Number.MIN_SAFE_INTEGER) return undefined;
  const [from, to] = [Math.round(content.least / divisor), Math.round(content.most / divisor)];
  // What lies beyond 2^53 is no number of a content.
  const clamped = (bound: bigint) =>
    Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(bound)));
  const [floor, ceiling] = [clamped(room.least), clamped(room.most)];
  const isInside = floor <= from && to <= ceiling;
  if (!isInside && content.redrawn === undefined) return undefined;
  const span = to - from;
  if (floor > to) return { isInside, least: floor, most: Math.min(ceiling, floor + span) };
  if (ceiling < from) return { isInside, least: Math.max(floor, ceiling - span), most: ceiling };
  return { isInside, least: Math.max(floor, from), most: Math.min(ceiling, to) };
}

/** The numbers, with others in place of those outside of the limits. */
function redrawn(
  numbers: Float64Array,
  { least, most }: { readonly least: number; readonly most: number },
  rows: RowSet,
  { draws }: Slot,
): Float64Array {
  if (numbers.every((number) => number >= least && number <= most)) return numbers;
  const others = draws('again').uint32s(rows);
  const count = most - least + 1;
  return numbers.map((number, row) =>
    number >= least && number <= most
      ? number
      : least + Math.min(most - least, scaled(others[row] as number, count)),
  );
}

/** Numbers as text in a field that has no other type for them. */
function fitDigits(content: NumberContent, { type, length }: Slot['field']): Values | undefined {
  const { least, most, scale } = content;
  const longest = Math.max(unitText(least, scale).length, unitText(most, scale).length);
  if (longest > (length ?? longest)) return undefined;
  const isPadded = type === 'char' && length !== undefined;
  return {
    make: (rows) => {
      const texts = unitTexts(content.make(rows), scale);
      return isPadded ? texts.map((text) => padText(text, length)) : texts;
    },
  };
}

function jsonOf(type: string, scale: number): (numbers: Float64Array) => readonly JsonValue[] {
  if (type === 'decimal') return (numbers) => unitTexts(numbers, scale);
  if (scale === 0) return (numbers) => columnOf(numbers, (number) => number + 0);
  const divisor = 10 ** scale;
  return (numbers) => columnOf(numbers, (number) => number / divisor);
}

/** Multiples of a power of ten as text: fast where they are whole numbers or hundredths. */
function unitTexts(numbers: Float64Array, scale: number): string[] {
  const texts = new Array<string>(numbers.length);
  for (let row = 0; row < numbers.length; row += 1) {
    const number = numbers[row] as number;
    if (scale === 2 && number >= 0) {
      const whole = Math.floor(number / 100);
      texts[row] = `${whole}.${twoDigits[number - whole * 100]}`;
    } else texts[row] = unitText(number, scale);
  }
  return texts;
}
