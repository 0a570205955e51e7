import { numberColumn } from '../content/columns.ts';
import { fit, type Values } from '../content/fit.ts';
import type { Distinct } from '../field-plan.ts';
import type { Slot } from '../slot.ts';
import { typedContent } from './typed-content.ts';

const TWO_16 = 2 ** 16;
const TWO_48 = 2 ** 48;

/**
 * Values of a field by its type: usual ones, or where the constraints leave no room for these, any
 * of the different values of the field.
 */
export function typedValues(slot: Slot, distinct: Distinct): Values {
  const content = typedContent(slot);
  return (content && fit(content, slot)) ?? { make: anyOf(distinct, slot) };
}

/** Makes any of some different values. */
function anyOf({ size, make }: Distinct, { draws }: Slot): Values['make'] {
  const [high, low] = [draws('value'), draws('value', 'low')];
  return (rows) => {
    const lows = low.uint32s(rows);
    const numbers = numberColumn(high.uint32s(rows), (number, row) => {
      const bits = number * TWO_16 + ((lows[row] as number) >>> 16);
      return Math.min(size - 1, Math.floor((bits * size) / TWO_48));
    });
    return make(numbers, rows);
  };
}
