import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { municipalityRows } from '../../lib/brazil/municipalities.ts';
import { bytesOfPlace } from '../../lib/brazil/places.ts';
import { isCepOf, STREET_SUFFIXES } from '../../lib/brazil/postal-code.ts';
import { stateOf } from '../../lib/brazil/states.ts';
import { neighbourhoods, streetNames } from '../../lib/brazil/streets.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { type AddressDraws, addressOf } from './texts.ts';

const LAST_DRAW = 2 ** 32 - 1;

/** A street named after a person. */
const NAMESAKE = /^(Rua|Avenida|Travessa|Alameda)( \p{Lu}\p{L}+){2,3}$/u;

const uint32 = fc.nat(LAST_DRAW);
const draws = fc.record({
  street: uint32,
  streetKind: uint32,
  number: uint32,
  neighbourhood: uint32,
  cep: uint32,
});
const places = fc
  .constantFrom(...municipalityRows)
  .map(([city, uf, , areaCode, cepFrom, cepTo]) => ({
    city,
    state: stateOf(uf),
    areaCode,
    cepFrom,
    cepTo,
    bytes: bytesOfPlace(city, uf),
    words: { city: 0, uf: 0 },
  }));

const niteroi = {
  city: 'Niterói',
  state: stateOf('RJ'),
  areaCode: 21,
  cepFrom: 24_000,
  cepTo: 24_399,
  bytes: bytesOfPlace('Niterói', 'RJ'),
  words: { city: 0, uf: 0 },
};

describe('addressIn', () => {
  it('has street, number, neighbourhood, city with state, and postal code, in this order', () => {
    fc.assert(
      fc.property(places, draws, (place, drawn) => {
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
      fc.property(places, draws, (place, drawn) => {
        const { line } = addressOf(place, drawn);

        expect(line).not.toMatch(/ {2}|^[ ,]|[ ,]$|, ,|undefined|NaN/);
      }),
    );
  });

  it('has a street postal code in the range of its place', () => {
    fc.assert(
      fc.property(places, draws, (place, drawn) => {
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
    [0, '24000-000'],
    [LAST_DRAW, '24399-899'],
  ])('reaches the end of the range with the draw %i', (cep, expected) => {
    const address = addressOf(niteroi, { ...zeroDraws(), cep });

    expect(address.cep).toBe(expected);
  });

  it('gives about 60% of streets a name that is common all over Brazil', () => {
    const recurring = new Set(streetNames);

    const streets = linesOf(10_000).map((line) => line.split(', ')[0] ?? '');
    const share = streets.filter((street) => recurring.has(street)).length / streets.length;

    expect(share).toBeGreaterThan(0.58);
    expect(share).toBeLessThan(0.63);
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

function zeroDraws(): AddressDraws {
  return { street: 0, streetKind: 0, number: 0, neighbourhood: 0, cep: 0 };
}

function linesOf(count: number): string[] {
  const stream = randomStream('address');
  return Array.from({ length: count }, (_, row) => {
    const draw = (choice: number) => stream.uint32(row * 5 + choice);
    const drawn = {
      street: draw(0),
      streetKind: draw(1),
      number: draw(2),
      neighbourhood: draw(3),
      cep: draw(4),
    };
    return addressOf(niteroi, drawn).line;
  });
}
