import { scale as scaled } from '../../../model/keyed-random.ts';
import { numberColumn } from '../content/columns.ts';
import type { Content, InstantContent, NumberContent } from '../content/content.ts';
import { phrases } from '../content/phrases.ts';
import { coarser, unitsOf } from '../content/units.ts';
import type { RowSet } from '../rows/row-set.ts';
import type { Slot } from '../slot.ts';

/** The largest number of a field of which only the type is known. */
const USUAL_MOST = 1000;

/** What a field is filled with by its type; `undefined` for types that have one form only. */
export function typedContent(slot: Slot): Content | undefined {
  const { field, draws, language } = slot;
  switch (field.type) {
    case 'integer':
    case 'float':
    case 'decimal':
      return uniform(slot);
    case 'string':
    case 'char':
      return phrases(draws, language, { words: [1, 3] });
    case 'boolean': {
      const numbers = draws('value');
      return { kind: 'flag', make: (rows) => Uint8Array.from(numbers.below(rows, 2)) };
    }
    case 'date':
    case 'datetime':
    case 'timestamp':
      return anyInstant(slot);
    default:
      return undefined;
  }
}

/** Numbers from 1 to {@link USUAL_MOST}, with two digits after the point where the field has them. */
function uniform({ field, draws }: Slot): NumberContent {
  const units = unitsOf(field);
  const usual = Math.min(units.scale, 2);
  const room = coarser(units, usual);
  const scale = room.least <= room.most ? usual : units.scale;
  const numbers = draws('value');
  const [least, most] = [10 ** scale, USUAL_MOST * 10 ** scale];
  return {
    kind: 'number',
    scale,
    least,
    most,
    redrawn: true,
    make: (rows) =>
      numberColumn(numbers.uint32s(rows), (number) => least + scaled(number, most - least + 1)),
  };
}

/** Any second of the time that the rows happen in. */
export function anyInstant({ draws, time }: Pick<Slot, 'draws' | 'time'>): InstantContent {
  const numbers = draws('instant');
  return { kind: 'instant', make: (rows) => instantsIn(time, rows, numbers.uint32s(rows)) };
}

/** For each row a second of the time that it happens in, each from one 32-bit integer. */
export function instantsIn(
  { windowOf }: Slot['time'],
  { length, periods }: RowSet,
  draws: Uint32Array,
): Float64Array {
  const instants = new Float64Array(length);
  let [period, start, seconds] = [Number.NaN, 0, 0];
  for (let row = 0; row < length; row += 1) {
    if (periods[row] !== period) {
      period = periods[row] as number;
      const window = windowOf(period);
      [start, seconds] = [window.start, Math.floor((window.end - window.start) / 1000)];
    }
    instants[row] = start + scaled(draws[row] as number, seconds) * 1000;
  }
  return instants;
}
