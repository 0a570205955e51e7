import { pickPlace, placeColumns } from '../../brazil/places.ts';
import type { Streams } from './person.ts';
import type { NumberOf } from './unique-numbers.ts';

/** Where the people behind the accounts of an hour live. Accounts are numbered from 0. */
export interface Homes {
  /** For each of these accounts, where the person lives. */
  of(accounts: Int32Array): HomeColumns;
}

/** Where some people live, in the order of their accounts. */
export interface HomeColumns {
  /** Positions in `places`. */
  readonly places: Uint16Array;
  /** Number of earlier accounts of the hour in the same fiscal region. */
  readonly ranksInRegion: Int32Array;
  /** Number of earlier accounts of the hour in the same area code. */
  readonly ranksInAreaCode: Int32Array;
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
    facts[account * 3] = home;
    facts[account * 3 + 1] = countIn(inRegion, placeColumns.fiscalRegion[home] as number);
    facts[account * 3 + 2] = countIn(inAreaCode, placeColumns.areaCode[home] as number);
  }
  return { of: (accounts) => columnsOf(facts, accounts) };
}

/** Counts one more, and returns how many there were. */
function countIn(seen: Int32Array, part: number): number {
  const before = seen[part] as number;
  seen[part] = before + 1;
  return before;
}

function columnsOf(facts: Int32Array, accounts: Int32Array): HomeColumns {
  const rows = accounts.length;
  const places = new Uint16Array(rows);
  const ranksInRegion = new Int32Array(rows);
  const ranksInAreaCode = new Int32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const account = accounts[row] as number;
    places[row] = facts[account * 3] as number;
    ranksInRegion[row] = facts[account * 3 + 1] as number;
    ranksInAreaCode[row] = facts[account * 3 + 2] as number;
  }
  return { places, ranksInRegion, ranksInAreaCode };
}

/** The number of each account in its part of the country, which `partOf` has for each place. */
export function numbersAt(
  places: Uint16Array,
  partOf: Uint8Array,
  ranks: Int32Array,
  numberOf: NumberOf,
): Int32Array {
  const numbers = new Int32Array(places.length);
  for (let row = 0; row < places.length; row += 1) {
    numbers[row] = numberOf(partOf[places[row] as number] as number, ranks[row] as number);
  }
  return numbers;
}
