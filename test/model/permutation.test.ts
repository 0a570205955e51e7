import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permutation } from '../../lib/model/permutation.ts';
import { tally, unevenness } from '../chi-squared.ts';

const LARGEST = 2 ** 48;

const paths = fc.array(fc.string(), { maxLength: 3 });

describe('permutation', () => {
  // A contract with every existing lake: the same seed always gives the same CPFs.
  it.each([
    [10, [7, 9, 1, 8]],
    [99_999_999, [9_261_001, 77_945_771, 97_768_858, 26_127_997]],
    [36 ** 6, [1_223_757_223, 32_670_508, 760_230_342, 2_022_582_801]],
    [LARGEST, [183_551_613_464_690, 227_815_804_732_550, 185_062_800_919_371, 180_509_255_294_796]],
  ])('of %i numbers gives the same places as every earlier version', (size, places) => {
    const place = permutation(size, ['seed', 'cpf']);

    expect([0, 1, 2, size - 1].map(place)).toEqual(places);
  });

  it.each([1, 2, 3, 4, 5, 8, 9, 10, 15, 16, 17, 24, 25, 26, 9999, 10_000, 10_001])(
    'of %i numbers gives each place once',
    (size) => {
      const places = placesOf(size, ['seed']);

      expect(places.sort((one, other) => one - other)).toEqual(numbersUpTo(size));
    },
  );

  it('gives each place once, for any size and path', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), paths, (size, path) => {
        const places = placesOf(size, path);

        expect(places.sort((one, other) => one - other)).toEqual(numbersUpTo(size));
      }),
    );
  });

  it('gives different places within the size, for any numbers of a large size', () => {
    const sized = fc
      .integer({ min: 2000, max: LARGEST })
      .chain((size) =>
        fc.tuple(fc.constant(size), fc.uniqueArray(fc.nat(size - 1), { maxLength: 300 })),
      );
    fc.assert(
      fc.property(sized, paths, ([size, numbers], path) => {
        const places = numbers.map(permutation(size, path));

        expect(new Set(places).size).toBe(numbers.length);
        expect(places.every((place) => Number.isInteger(place))).toBe(true);
        expect(places.every((place) => place >= 0 && place < size)).toBe(true);
      }),
    );
  });

  it.each([99_999_999, 10 ** 9, 36 ** 6, LARGEST])(
    'scatters consecutive numbers without repeating a place (%i)',
    (size) => {
      const run = 50_000;
      const place = permutation(size, ['seed', 'run']);

      const places = numbersUpTo(run).map((number) => place(size - run + number));

      expect(new Set(places).size).toBe(run);
    },
  );

  it.each([99_999_999, 36 ** 6, LARGEST])('spreads consecutive numbers evenly (%i)', (size) => {
    const place = permutation(size, ['seed', 'spread']);
    const places = numbersUpTo(50_001).map(place);

    const where = places.slice(1).map((at) => Math.floor((at * 100) / size));
    const steps = places.slice(1).map((at, before) => {
      const step = (at - (places[before] ?? 0) + size) % size;
      return Math.floor((step * 100) / size);
    });

    expect(unevenness(tally(where, 100))).toBeLessThan(1);
    expect(unevenness(tally(steps, 100))).toBeLessThan(1);
  });

  it('takes its order from the path: all six orders of three numbers are equally frequent', () => {
    const orders = ['012', '021', '102', '120', '201', '210'];

    const drawn = numbersUpTo(6000).map((key) => placesOf(3, ['seed', String(key)]).join(''));
    const counts = orders.map((order) => drawn.filter((other) => other === order).length);

    expect(unevenness(counts)).toBeLessThan(1);
  });
});

function numbersUpTo(size: number): number[] {
  return Array.from({ length: size }, (_, number) => number);
}

function placesOf(size: number, path: readonly string[]): number[] {
  return numbersUpTo(size).map(permutation(size, path));
}
