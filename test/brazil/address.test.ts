import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streetsOf } from '../../lib/brazil/codes-in-use.ts';
import { type Place, places } from '../../lib/brazil/places.ts';
import { isCepOf, STREET_SUFFIXES } from '../../lib/brazil/postal-code.ts';
import { neighbourhoods, streetNames } from '../../lib/brazil/streets.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { addressOf } from './texts.ts';

const LAST_DRAW = 2 ** 32 - 1;

/** A street named after a person. */
const NAMESAKE = /^(Rua|Avenida|Travessa|Alameda)( \p{Lu}\p{L}+){2,3}$/u;

const uint32 = fc.nat(LAST_DRAW);
const draws = fc.record({ number: uint32, cep: uint32 });
const anyPlace = fc.constantFrom(...places);

const niteroi = placeNamed('Niterói');

describe('writeAddress', () => {
  it('has street, number, neighbourhood, city with state, and postal code, in this order', () => {
    fc.assert(
      fc.property(anyPlace, draws, (place, drawn) => {
        const { line, cep } = addressOf(place, drawn);

        const [street, number, neighbourhood, ...end] = line.split(', ');
        expect(streetNames.includes(street ?? '') || NAMESAKE.test(street ?? '')).toBe(true);
        expect(number).toMatch(/^[1-9]\d{0,3}$/);
        expect(neighbourhoods).toContain(neighbourhood);
        expect(end).toEqual([`${place.city} - ${place.state.uf}`, cep]);
      }),
    );
  });

  it('has no double space and no missing part', () => {
    fc.assert(
      fc.property(anyPlace, draws, (place, drawn) => {
        const { line } = addressOf(place, drawn);

        expect(line).not.toMatch(/ {2}|^[ ,]|[ ,]$|, ,|undefined|NaN/);
      }),
    );
  });

  it('has a street postal code in the range of its place', () => {
    fc.assert(
      fc.property(anyPlace, draws, (place, drawn) => {
        const { cep } = addressOf(place, drawn);

        const [prefix, suffix] = cep.split('-').map(Number);
        expect(isCepOf(cep, place.state.uf)).toBe(true);
        expect(prefix).toBeGreaterThanOrEqual(place.cepFrom);
        expect(prefix).toBeLessThanOrEqual(place.cepTo);
        expect(suffix).toBeLessThan(STREET_SUFFIXES);
      }),
    );
  });

  it.each([
    [0, 'Centro'],
    [LAST_DRAW, streetsOf(niteroi.index).neighbourhoods.at(-1)],
  ])('reaches both ends of the postal codes of a city (draw %i)', (cep, last) => {
    const address = addressOf(niteroi, { number: 0, cep });

    const name = typeof last === 'string' ? last : neighbourhoods[last?.name ?? -1];
    expect(address.line.split(', ')[2]).toBe(name);
  });

  it('gives more than half of the streets a name that is common all over Brazil', () => {
    const recurring = new Set(streetNames);

    const streets = linesOf(10_000).map((line) => line.split(', ')[0] ?? '');
    const share = streets.filter((street) => recurring.has(street)).length / streets.length;

    expect(share).toBeGreaterThan(0.52);
    expect(share).toBeLessThan(0.62);
  });

  it('has house numbers from 1 to 3000, low ones more often', () => {
    const numbers = linesOf(10_000).map((line) => Number(line.split(', ')[1]));

    const small = numbers.filter((number) => number <= 1000).length / numbers.length;

    expect(Math.min(...numbers)).toBe(1);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(3000);
    expect(Math.max(...numbers)).toBeGreaterThan(2500);
    expect(small).toBeGreaterThan(0.5);
  });
});

function linesOf(count: number): string[] {
  const stream = randomStream('address');
  return Array.from({ length: count }, (_, row) => {
    const drawn = { number: stream.uint32(row * 2), cep: stream.uint32(row * 2 + 1) };
    return addressOf(niteroi, drawn).line;
  });
}

function placeNamed(name: string): Place {
  const [place] = places.filter(({ city }) => city === name);
  if (place === undefined) throw new TypeError(`no place ${name}`);
  return place;
}
