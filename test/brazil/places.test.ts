import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { municipalityRows } from '../../lib/brazil/municipalities.ts';
import { type Place, pickPlace, places } from '../../lib/brazil/places.ts';
import { states } from '../../lib/brazil/states.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { chiSquared, chiSquaredLimit, tally } from '../chi-squared.ts';

const DRAWS = 50_000;

const uint32 = fc.nat(2 ** 32 - 1);

describe('pickPlace', () => {
  it('picks states in proportion to population', () => {
    const draws = drawsOf('state');

    const picked = draws.map((draw) => states.indexOf(placeOf(draw, 0).state));

    const populations = states.map(({ population }) => population);
    expect(distanceFrom(populations, picked)).toBeLessThan(chiSquaredLimit(states.length - 1));
  });

  it('picks a municipality with its state, area code and postal codes', () => {
    fc.assert(
      fc.property(uint32, uint32, (ofState, ofCity) => {
        const { city, areaCode, cepFrom, cepTo, state } = placeOf(ofState, ofCity);

        const row = municipalityRows.find(([name, uf]) => name === city && uf === state.uf);
        expect(row?.slice(3)).toEqual([areaCode, cepFrom, cepTo]);
      }),
    );
  });

  it.each(['SP', 'RJ', 'RR'])('picks municipalities of %s in proportion to population', (uf) => {
    const rows = municipalityRows.filter((row) => row[1] === uf);
    const numbers = new Map(rows.map(([name], number) => [name, number]));
    const [ofState = 0] = drawsOf('state').filter((draw) => placeOf(draw, 0).state.uf === uf);
    const draws = drawsOf(uf);

    const picked = draws.map((draw) => numbers.get(placeOf(ofState, draw).city) ?? -1);

    const populations = rows.map(([, , population]) => population);
    expect(picked).not.toContain(-1);
    expect(distanceFrom(populations, picked)).toBeLessThan(chiSquaredLimit(rows.length - 1));
  });

  it('has a place in every state', () => {
    const found = drawsOf('every').map((draw) => placeOf(draw, 0).state.uf);

    expect([...new Set(found)].sort()).toEqual(states.map(({ uf }) => uf));
  });
});

function placeOf(ofState: number, ofCity: number): Place {
  return places[pickPlace(ofState, ofCity)] as Place;
}

function drawsOf(name: string): number[] {
  const stream = randomStream('places', name);
  return Array.from({ length: DRAWS }, (_, row) => stream.uint32(row));
}

function distanceFrom(weights: readonly number[], picked: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const expected = weights.map((weight) => (weight / total) * DRAWS);
  return chiSquared(tally(picked, weights.length), expected);
}
