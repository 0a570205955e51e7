import { CARD_NUMBERS } from '../../relational/card-number.ts';
import { numberColumn } from '../content/columns.ts';
import type { DrawsOf } from '../rows/draws.ts';
import { perRowSet } from '../rows/per-row-set.ts';
import type { RowSet } from '../rows/row-set.ts';

/** The cards that the rows of a table are about, in a range that no issuer has. */
export interface Card {
  /** The eleven digits of each that are its own, as a number. */
  readonly numbers: (rows: RowSet) => Float64Array;
}

const MILLION = 1_000_000;

/** Cards of any numbers. */
export function cardOf(draws: DrawsOf): Card {
  const [high, low] = [draws('high'), draws('low')];
  return {
    numbers: perRowSet((rows) => {
      const lows = low.below(rows, MILLION);
      return numberColumn(
        high.below(rows, CARD_NUMBERS / MILLION),
        (number, row) => number * MILLION + (lows[row] as number),
      );
    }),
  };
}
