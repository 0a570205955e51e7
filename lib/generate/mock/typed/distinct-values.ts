import { DAY_MS } from '../../../model/calendar-date.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import type { Field } from '../../../schemas/table-schema.ts';
import { datetimeText, dayText, timeText } from '../content/clock-text.ts';
import { columnOf } from '../content/columns.ts';
import { instantBounds, timeBounds } from '../content/instant-bounds.ts';
import { coarser, type Units, unitsOf, unitText } from '../content/units.ts';
import type { Distinct } from '../field-plan.ts';
import type { Slot } from '../slot.ts';
import { countFrom, MOST_VALUES } from './count-from.ts';
import { distinctBytes, distinctTexts, distinctUuids } from './distinct-texts.ts';
import { rangeText } from './range-text.ts';

/** Whole numbers that are enough for a key; with fewer it counts in the smallest step of the field. */
const ENOUGH = 1_000_000n;

/** Days and instants of keys begin here. */
const FIRST_INSTANT = Date.UTC(2000, 0, 1);

const SECONDS_OF_DAY = 86_400;

/** Different values of a field by its type: numbers from 1 on, days from 2000-01-01 on, scattered texts. */
export function distinctValues(slot: Slot): Distinct {
  const { field } = slot;
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'float':
      return distinctNumbers(field);
    case 'string':
    case 'char':
      return distinctTexts(slot);
    case 'uuid':
      return distinctUuids(slot);
    case 'bytes':
      return distinctBytes(slot);
    case 'boolean':
      return byNumber(2, (number) => number === 1);
    case 'date':
      return distinctInstants(field, DAY_MS, (instant) => dayText(Math.floor(instant / DAY_MS)));
    case 'datetime':
      return distinctInstants(field, 1000, datetimeText);
    case 'timestamp':
      return distinctInstants(field, 1000, (instant) => `${datetimeText(instant)}Z`);
    case 'time': {
      const { least, most } = timeBounds(field);
      return byNumber(most - least + 1, (number) => timeText((least + number) * 1000));
    }
    default:
      return distinctOthers(field);
  }
}

/** A value for each number, whatever the row is. */
export function byNumber(size: number, valueAt: (number: number) => JsonValue): Distinct {
  return { size, make: (numbers) => columnOf(numbers, valueAt) };
}

function distinctNumbers(field: Field): Distinct {
  const units = keyUnits(unitsOf(field), field.type === 'decimal' ? undefined : 6);
  const one = 10n ** BigInt(units.scale);
  // Keys are not negative, unless a CHECK speaks of such numbers.
  const least = field.min === undefined && units.most > 0n ? 1n : units.least;
  const { size, at } = countFrom(1n, least, units.most);
  if (field.type === 'decimal') {
    return byNumber(size, (number) => unitText(at(number), units.scale));
  }
  const divisor = Number(one);
  return byNumber(size, (number) => {
    const value = at(number);
    if (typeof value === 'number') return value / divisor;
    const isSafe = BigInt(Number.MIN_SAFE_INTEGER) <= value && value <= Number.MAX_SAFE_INTEGER;
    return isSafe ? Number(value) : String(value);
  });
}

/** Whole numbers where there are enough of them. */
function keyUnits(units: Units, mostScale = units.scale): Units {
  const whole = coarser(units, 0);
  if (whole.most - whole.least >= ENOUGH) return whole;
  return coarser(units, Math.min(units.scale, mostScale));
}

function distinctInstants(
  field: Field,
  step: number,
  textOf: (instant: number) => string,
): Distinct {
  const { least, most } = instantBounds(field);
  const inSteps = (instant: number) => BigInt(Math.floor(instant / step));
  const { size, at } = countFrom(inSteps(FIRST_INSTANT), inSteps(least), inSteps(most));
  return byNumber(size, (number) => textOf(Number(at(number)) * step));
}

function distinctOthers(field: Field): Distinct {
  switch (field.type) {
    case 'inet':
      return byNumber(MOST_VALUES, documentationAddress);
    case 'interval':
      return byNumber(SECONDS_OF_DAY * 365, (number) => {
        const days = Math.floor(number / SECONDS_OF_DAY);
        return `0-0 ${days} ${timeText((number - days * SECONDS_OF_DAY) * 1000)}`;
      });
    case 'range':
      return byNumber(1_000_000, (number) => rangeText(field, number, 30));
    case 'geography':
      return byNumber(GRID * GRID, (number) => {
        const row = Math.floor(number / GRID);
        // A grid over the inland of Brazil, in steps of a hundredth of a degree.
        const longitude = unitText(-5500 + (number - row * GRID), 2);
        return `POINT(${longitude} ${unitText(-2000 + row, 2)})`;
      });
    default:
      return byNumber(MOST_VALUES, (number) => ({ id: number + 1 }));
  }
}

/** Points of a side of the grid. */
const GRID = 1200;

/** An address of the block that is reserved for documentation (RFC 3849). */
function documentationAddress(number: number): string {
  const high = Math.floor(number / 2 ** 32);
  const low = number - high * 2 ** 32;
  const groups = [high, low >>> 16, low & 0xffff].map((group) => group.toString(16));
  return `2001:db8::${groups.join(':')}`;
}
