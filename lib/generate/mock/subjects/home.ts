import { houseNumberOf } from '../../../brazil/address.ts';
import { drawCodes, type HomeCodes } from '../../../brazil/codes-in-use.ts';
import { pickPlace } from '../../../brazil/places.ts';
import type { DrawsOf } from '../rows/draws.ts';
import { perRowSet } from '../rows/per-row-set.ts';
import type { RowSet } from '../rows/row-set.ts';

/** Where people live, or companies and things are. */
export interface Home {
  /** Positions in `places`. */
  readonly places: (rows: RowSet) => Uint16Array;
  readonly codes: (rows: RowSet) => HomeCodes;
  readonly numbers: (rows: RowSet) => Uint16Array;
}

/** Homes in proportion to the residents of cities. */
export function homeOf(draws: DrawsOf): Home {
  const [ofState, ofPlace] = [draws('state'), draws('place')];
  const [ofCode, ofNumber] = [draws('cep'), draws('street-number')];
  const places = perRowSet((rows) => {
    const cities = ofPlace.uint32s(rows);
    return Uint16Array.from(ofState.uint32s(rows), (state, row) =>
      pickPlace(state, cities[row] as number),
    );
  });
  return {
    places,
    codes: perRowSet((rows) => drawCodes(places(rows), ofCode.uint32s(rows))),
    numbers: perRowSet((rows) => Uint16Array.from(ofNumber.uint32s(rows), houseNumberOf)),
  };
}
