import { type Place, pickPlace, places } from '../../brazil/places.ts';
import type { Streams } from './person.ts';

/** Where the people behind the accounts of an hour live. Accounts are numbered from 0. */
export interface Homes {
  placeOf(account: number): Place;
  /** Number of earlier accounts of the hour in the same fiscal region. */
  rankInRegion(account: number): number;
  /** Number of earlier accounts of the hour in the same area code. */
  rankInAreaCode(account: number): number;
}

const FISCAL_REGIONS = 10;

/** Area codes have two digits. */
const AREA_CODES = 100;

/** Chooses where the people of an hour live, and counts them by fiscal region and area code. */
export function homesOf({ state, place }: Streams, count: number): Homes {
  // The three facts of an account are next to each other, because they are read together.
  const facts = new Int32Array(count * 3);
  const inRegion = new Int32Array(FISCAL_REGIONS);
  const inAreaCode = new Int32Array(AREA_CODES);
  for (let account = 0; account < count; account += 1) {
    const home = pickPlace(state.uint32(account), place.uint32(account));
    facts[account * 3] = home.index;
    facts[account * 3 + 1] = countIn(inRegion, home.state.fiscalRegion);
    facts[account * 3 + 2] = countIn(inAreaCode, home.areaCode);
  }
  return {
    placeOf: (account) => places[facts[account * 3] as number] as Place,
    rankInRegion: (account) => facts[account * 3 + 1] as number,
    rankInAreaCode: (account) => facts[account * 3 + 2] as number,
  };
}

/** Counts one more, and returns how many there were. */
function countIn(seen: Int32Array, part: number): number {
  const before = seen[part] as number;
  seen[part] = before + 1;
  return before;
}
