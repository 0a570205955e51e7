import { finalize, scale } from '../model/keyed-random.ts';
import { streetOfCode } from './street-blocks.ts';
import {
  COMMON_STREETS,
  STREET_GIVEN_NAMES,
  STREET_SURNAMES,
  streetNamedAfter,
} from './street-names.ts';

/** A neighbourhood and its streets. It has a contiguous part of the postal codes of its city. */
export interface Neighbourhood {
  /** Position of its name in the list of neighbourhoods. */
  readonly name: number;
  /** Number of its first postal code in the city. */
  readonly from: number;
  /** 32 bits that decide which streets are long. */
  readonly key: number;
  readonly streets: number;
  /** Number of streets with a name that is common all over Brazil. */
  readonly commonStreets: number;
  /** The first of its common names, and the step to the next one. */
  readonly commonFrom: number;
  readonly commonStep: number;
  /** Number of streets named after people in the neighbourhoods before it, and in other cities. */
  readonly namesakesBefore: number;
  /** The steps to the given name and the surname of the next street that is named after a person. */
  readonly givenNameStep: number;
  readonly surnameStep: number;
}

/** Options of {@link neighbourhoodWith}. */
export interface NeighbourhoodOptions {
  /** Its postal codes by their number in the city, `to` excluded. */
  readonly from: number;
  readonly to: number;
  /** Number of streets named after people in the neighbourhoods before it. */
  readonly namesakesBefore: number;
  /** 32 bits that are the same for all neighbourhoods of a city. */
  readonly cityKey: number;
}

/** Percentage of streets with a common name, as long as there are enough such names. */
const COMMON_SHARE = 60;

const commonSteps = stepsThrough(COMMON_STREETS);
const givenNameSteps = stepsThrough(STREET_GIVEN_NAMES);
const surnameSteps = stepsThrough(STREET_SURNAMES);

/** Returns a neighbourhood with this name: its streets, and what decides their names. */
export function neighbourhoodWith(
  name: number,
  { from, to, namesakesBefore, cityKey }: NeighbourhoodOptions,
): Neighbourhood {
  const key = finalize(cityKey ^ from);
  const streets = streetOfCode(to - from - 1, key) + 1;
  return {
    name,
    from,
    key,
    streets,
    commonStreets: Math.min(Math.floor((streets * COMMON_SHARE) / 100), COMMON_STREETS),
    commonFrom: scale(finalize(key + 1) >>> 0, COMMON_STREETS),
    commonStep: stepIn(commonSteps, key + 2),
    namesakesBefore,
    givenNameStep: stepIn(givenNameSteps, cityKey + 3),
    surnameStep: stepIn(surnameSteps, cityKey + 4),
  };
}

/**
 * Returns the street that a postal code of a neighbourhood names, as a number for
 * `writeStreetName`. Streets with common names and streets named after people take turns.
 *
 * No two streets of a neighbourhood have the same name, because each step reaches every common name
 * before it reaches one again. No two streets of a city are named after the same person, because
 * the numbers of given names and of surnames have no common divisor: both come together again only
 * after as many streets as there are pairs (Chinese remainder theorem).
 *
 * @param code number of the postal code in the city
 */
export function streetOf(neighbourhood: Neighbourhood, code: number): number {
  const { from, key, streets, commonStreets } = neighbourhood;
  const street = streetOfCode(code - from, key);
  const commonBefore = Math.floor((street * commonStreets) / streets);
  if (Math.floor(((street + 1) * commonStreets) / streets) > commonBefore) {
    const { commonFrom, commonStep } = neighbourhood;
    return (commonFrom + commonBefore * commonStep) % COMMON_STREETS;
  }
  const { namesakesBefore, givenNameStep, surnameStep } = neighbourhood;
  const person = namesakesBefore + street - commonBefore;
  return streetNamedAfter(
    (person * givenNameStep) % STREET_GIVEN_NAMES,
    (person * surnameStep) % STREET_SURNAMES,
  );
}

/** All steps that reach every one of `count` names before they reach one again. */
function stepsThrough(count: number): number[] {
  return Array.from({ length: count }, (_, step) => step).filter(
    (step) => commonDivisor(step, count) === 1,
  );
}

function stepIn(steps: readonly number[], key: number): number {
  return steps[scale(finalize(key) >>> 0, steps.length)] as number;
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}
