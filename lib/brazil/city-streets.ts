import { finalize, scale, streamKey } from '../model/keyed-random.ts';
import { encodedAll, type Piece } from '../model/piece.ts';
import { type CepRange, type CodeGrid, cepAt, codeGrid } from './code-grid.ts';
import { type Neighbourhood, neighbourhoodWith, streetOf } from './neighbourhood.ts';
import { neighbourhoods } from './streets.ts';

/** What decides the streets of a city. */
export interface City extends CepRange {
  readonly city: string;
  readonly uf: string;
  /** Residents. */
  readonly population: number;
}

/** The streets of a city, and which postal code names which. */
export interface CityStreets {
  /** The postal codes in use. */
  readonly grid: CodeGrid;
  /** In the order of their postal codes. The first is Centro. */
  readonly neighbourhoods: readonly Neighbourhood[];
}

/** Residents for each postal code (approximate): São Paulo has 11 million and about 50,000 codes. */
const RESIDENTS_PER_CODE = 250;

/** A city has five neighbourhoods, and another one for each 12,000 residents (approximate). */
const FEWEST_NEIGHBOURHOODS = 5;
const RESIDENTS_PER_NEIGHBOURHOOD = 12_000;

/** Relative sizes of neighbourhoods other than Centro (approximate). */
const SMALLEST = 4;
const LARGEST = 12;

/**
 * Streets are facts of the world, so they depend on no seed: what a postal code names is the same in
 * every lake, and accounts of different lakes can be joined by it.
 */
const WORLD = 'streets of Brazil';

/** With the commas around them in an address. */
const names = encodedAll(neighbourhoods.map((name) => `, ${name}, `));
const NAMES = names.length;

const CENTRO = neighbourhoods.indexOf('Centro');
const OTHERS = neighbourhoods.map((_, name) => name).filter((name) => name !== CENTRO);

/**
 * Lays out the streets of a city. Larger cities have more postal codes in use, more streets and
 * more neighbourhoods.
 *
 * @example
 * const niteroi = { city: 'Niterói', uf: 'RJ', population: 481_749, cepFrom: 24_000, cepTo: 24_399 };
 * cityStreets(niteroi).grid.codes // => 1927
 * cityStreets(niteroi).neighbourhoods.length // => 45
 */
export function cityStreets({ city, uf, population, ...range }: City): CityStreets {
  const [key, gridKey] = streamKey([WORLD, city, uf]);
  const grid = codeGrid(range, codesFor(population), gridKey);
  const chosen = namesOf(population, key);
  const starts = startsOf(chosen.length, grid.codes, key);
  let namesakesBefore = finalize(key) >>> 16;
  const all = chosen.map((name, place) => {
    const [from = 0, to = grid.codes] = starts.slice(place, place + 2);
    const made = neighbourhoodWith(name, { from, to, namesakesBefore, cityKey: key });
    namesakesBefore += made.streets - made.commonStreets;
    return made;
  });
  return { grid, neighbourhoods: all };
}

/** Number of postal codes for a population, if the range of the city has as many. */
function codesFor(population: number): number {
  return Math.ceil(population / RESIDENTS_PER_CODE);
}

/**
 * Returns how many postal codes a city has in use. Its streets are not laid out for it.
 *
 * @example
 * codesInUse({ population: 481_749, cepFrom: 24_000, cepTo: 24_399 }) // => 1927
 */
export function codesInUse({
  population,
  ...range
}: CepRange & { readonly population: number }): number {
  return codeGrid(range, codesFor(population), 0).codes;
}

/**
 * Returns the eight digits of a postal code, as a number.
 *
 * @param code number of the postal code in the city
 */
export function cepOf({ grid }: CityStreets, code: number): number {
  return cepAt(grid, code);
}

/**
 * Returns what a postal code names, as one integer for {@link streetIn} and {@link neighbourhoodIn}.
 *
 * @param code number of the postal code in the city
 */
export function namedBy(streets: CityStreets, code: number): number {
  const neighbourhood = neighbourhoodOf(streets, code);
  return streetOf(neighbourhood, code) * NAMES + neighbourhood.name;
}

/** Returns the street in a result of {@link namedBy}, as a number for `writeStreetName`. */
export function streetIn(named: number): number {
  return (named / NAMES) | 0;
}

/** Returns the name of the neighbourhood in a result of {@link namedBy}, as `, Centro, `. */
export function neighbourhoodIn(named: number): Piece {
  return names[named % NAMES] as number;
}

/** By bisection. */
function neighbourhoodOf({ neighbourhoods: all }: CityStreets, code: number): Neighbourhood {
  let [low, high] = [0, all.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((all[middle] as Neighbourhood).from <= code) low = middle;
    else high = middle - 1;
  }
  return all[low] as Neighbourhood;
}

/** Centro, and as many others as the population makes plausible, as positions in `neighbourhoods`. */
function namesOf(population: number, key: number): number[] {
  const wanted = FEWEST_NEIGHBOURHOODS + Math.floor(population / RESIDENTS_PER_NEIGHBOURHOOD);
  const count = Math.min(wanted - 1, OTHERS.length);
  const shuffled = [...OTHERS];
  for (let place = 0; place < count; place += 1) {
    const from = place + scale(finalize(key + place) >>> 0, shuffled.length - place);
    [shuffled[place], shuffled[from]] = [shuffled[from] as number, shuffled[place] as number];
  }
  return [CENTRO, ...shuffled.slice(0, count)];
}

/**
 * The first postal code of each neighbourhood. Centro is the largest: it has a third of the codes of
 * a small town, and about a tenth of those of a large city.
 */
function startsOf(neighbourhoodCount: number, codes: number, key: number): number[] {
  const sizes = Array.from({ length: neighbourhoodCount }, (_, place) =>
    place === 0
      ? LARGEST + neighbourhoodCount
      : SMALLEST + scale(finalize(key - place) >>> 0, LARGEST - SMALLEST + 1),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  return sizes.map((size) => {
    const start = Math.floor((before * codes) / total);
    before += size;
    return start;
  });
}
