import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cepOf,
  cityStreets,
  codesInUse,
  namedBy,
  neighbourhoodIn,
  streetIn,
} from '../../lib/brazil/city-streets.ts';
import { cepOfCode, namedByCode, pickCode, streetsOf } from '../../lib/brazil/codes-in-use.ts';
import { places } from '../../lib/brazil/places.ts';
import { STREET_SUFFIXES } from '../../lib/brazil/postal-code.ts';
import { pieceText } from '../../lib/model/piece.ts';

const anyPlace = fc.constantFrom(...places);

/** Cities that need not exist, with any number of residents in any range of postal codes. */
const anyCity = fc
  .record({
    city: fc.string({ minLength: 1 }),
    uf: fc.constant('SP'),
    population: fc.integer({ min: 1, max: 2_000_000 }),
    cepFrom: fc.integer({ min: 1000, max: 99_000 }),
    prefixes: fc.integer({ min: 1, max: 999 }),
  })
  .map(({ prefixes, ...city }) => ({ ...city, cepTo: city.cepFrom + prefixes - 1 }));

describe('the streets of a city', () => {
  it('have rising postal codes of streets, within the range of the city', () => {
    fc.assert(
      fc.property(anyCity, (city) => {
        const ceps = codesOf(city).map(({ cep }) => cep);

        expect(ceps.every((cep, at) => cep > (ceps[at - 1] ?? 0))).toBe(true);
        expect(ceps.every((cep) => cep % 1000 < STREET_SUFFIXES)).toBe(true);
        expect(Math.floor((ceps[0] ?? 0) / 1000)).toBe(city.cepFrom);
        expect(Math.floor((ceps.at(-1) ?? 0) / 1000)).toBeLessThanOrEqual(city.cepTo);
      }),
    );
  });

  it('lie in neighbourhoods with contiguous postal codes, of which Centro is first and largest', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        const runs = runsOf(codesOf(place).map(({ neighbourhood }) => neighbourhood));

        const [centro = 0, ...others] = runs.map(({ length }) => length);
        expect(runs[0]?.value).toBe('Centro');
        expect(new Set(runs.map(({ value }) => value)).size).toBe(runs.length);
        expect(runs.length).toBe(streetsOf(place.index).neighbourhoods.length);
        expect(Math.max(...others)).toBeLessThan(centro);
      }),
    );
  });

  it('have neighbouring postal codes, one to five, and a name that no other street has there', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        const codes = codesOf(place);

        const runs = runsOf(
          codes.map(({ neighbourhood, street }) => `${neighbourhood}, ${street}`),
        );

        expect(new Set(runs.map(({ value }) => value)).size).toBe(runs.length);
        expect(Math.max(...runs.map(({ length }) => length))).toBeLessThanOrEqual(5);
        expect(runs.length / codes.length).toBeGreaterThan(0.6);
      }),
    );
  });

  it('are more where more people live, and never more than the range has codes', () => {
    fc.assert(
      fc.property(anyCity, fc.integer({ min: 1000, max: 2_000_000 }), (city, more) => {
        const [small, large] = [city, { ...city, population: city.population + more }];

        const [few, many] = [cityStreets(small).grid.codes, cityStreets(large).grid.codes];

        const most = (city.cepTo - city.cepFrom + 1) * STREET_SUFFIXES;
        expect(many).toBeLessThanOrEqual(most);
        if (few < most) expect(many).toBeGreaterThan(few);
        else expect(many).toBe(few);
      }),
    );
  });

  it('have a postal code for a few hundred residents in every city', () => {
    const residents = places.map((place) => place.population / streetsOf(place.index).grid.codes);

    expect(Math.min(...residents)).toBeGreaterThan(200);
    expect(Math.max(...residents)).toBeLessThanOrEqual(400);
  });

  it('have as many postal codes as are counted without laying them out', () => {
    fc.assert(
      fc.property(anyCity, (city) => {
        expect(codesInUse(city)).toBe(cityStreets(city).grid.codes);
      }),
    );
  });

  it('are the same whoever asks for them, the first time and later', () => {
    fc.assert(
      fc.property(anyPlace, fc.nat(2 ** 32 - 1), ({ index }, draw) => {
        const code = pickCode(index, draw);
        const first = [cepOfCode(index, code), namedByCode(index, code)];
        const later = [cepOfCode(index, code), namedByCode(index, code)];

        const inCity = code - pickCode(index, 0);
        const streets = streetsOf(index);
        expect(first).toEqual([cepOf(streets, inCity), namedBy(streets, inCity)]);
        expect(later).toEqual(first);
      }),
    );
  });

  it('differ from one city to another', () => {
    const [one, other] = ['Niterói', 'Santos'].map((name) => {
      const place = places.find(({ city }) => city === name) ?? places[0];
      return place === undefined ? [] : codesOf(place).map(({ street }) => street);
    });

    const same = one?.filter((street, at) => street === other?.[at]) ?? [];
    expect(same.length).toBeLessThan(20);
  });
});

/** What every postal code of a city names. */
function codesOf(city: Parameters<typeof cityStreets>[0] | (typeof places)[number]) {
  const streets = 'index' in city ? streetsOf(city.index) : cityStreets(city);
  return Array.from({ length: streets.grid.codes }, (_, code) => {
    const named = namedBy(streets, code);
    return {
      cep: cepOf(streets, code),
      street: streetIn(named),
      neighbourhood: pieceText(neighbourhoodIn(named)).slice(2, -2),
    };
  });
}

/** Equal values that follow each other, with how many there are. */
function runsOf(values: readonly string[]): { value: string; length: number }[] {
  const runs: { value: string; length: number }[] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.value === value) last.length += 1;
    else runs.push({ value, length: 1 });
  }
  return runs;
}
