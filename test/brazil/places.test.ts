import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { municipalityRows } from '../../lib/brazil/municipalities.ts';
import { pickPlace, pickState } from '../../lib/brazil/places.ts';
import { stateOf, states } from '../../lib/brazil/states.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { chiSquared, chiSquaredLimit, tally } from '../chi-squared.ts';

const DRAWS = 50_000;

const uint32 = fc.nat(2 ** 32 - 1);

describe('pickState', () => {
  it('picks states in proportion to population', () => {
    const draws = drawsOf('state');

    const picked = draws.map((draw) => states.indexOf(pickState(draw)));

    const populations = states.map(({ population }) => population);
    expect(distanceFrom(populations, picked)).toBeLessThan(chiSquaredLimit(states.length - 1));
  });
});

describe('pickPlace', () => {
  it('picks a municipality of the state, with its area code and postal codes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...states), uint32, (state, draw) => {
        const { city, areaCode, cepFrom, cepTo, ...place } = pickPlace(state, draw);

        const row = municipalityRows.find(([name, uf]) => name === city && uf === state.uf);
        expect(place.state).toBe(state);
        expect(row?.slice(3)).toEqual([areaCode, cepFrom, cepTo]);
      }),
    );
  });

  it.each(['SP', 'RJ', 'RR'])('picks municipalities of %s in proportion to population', (uf) => {
    const rows = municipalityRows.filter((row) => row[1] === uf);
    const numbers = new Map(rows.map(([name], number) => [name, number]));
    const draws = drawsOf(uf);

    const picked = draws.map((draw) => numbers.get(pickPlace(stateOf(uf), draw).city) ?? -1);

    const populations = rows.map(([, , population]) => population);
    expect(picked).not.toContain(-1);
    expect(distanceFrom(populations, picked)).toBeLessThan(chiSquaredLimit(rows.length - 1));
  });

  it('has a place in every state', () => {
    const found = states.map((state) => pickPlace(state, 0).state.uf);

    expect(found).toEqual(states.map(({ uf }) => uf));
  });
});

function drawsOf(name: string): number[] {
  const stream = randomStream('places', name);
  return Array.from({ length: DRAWS }, (_, row) => stream.uint32(row));
}

function distanceFrom(weights: readonly number[], picked: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const expected = weights.map((weight) => (weight / total) * DRAWS);
  return chiSquared(tally(picked, weights.length), expected);
}
