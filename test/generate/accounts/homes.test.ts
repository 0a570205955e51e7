import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Place, places } from '../../../lib/brazil/places.ts';
import { homesOf } from '../../../lib/generate/accounts/homes.ts';
import { streamsOf } from '../../../lib/generate/accounts/person.ts';
import { periodFromIndex } from '../../../lib/model/period.ts';

const hours = fc.nat(1_000_000).map((index) => periodFromIndex('hour', index));

describe('homesOf', () => {
  it('counts the accounts of each fiscal region and of each area code from 0', () => {
    fc.assert(
      fc.property(hours, fc.nat(500), (hour, count) => {
        const homes = homesOf(streamsOf('seed', 'fake_accounts', hour), count).of(upTo(count));

        const there = Array.from(homes.places, (place) => places[place] as Place);
        const regions = there.map(({ state }) => state.fiscalRegion);
        const areaCodes = there.map(({ areaCode }) => areaCode);
        expect([...homes.ranksInRegion]).toEqual(ranksOf(regions));
        expect([...homes.ranksInAreaCode]).toEqual(ranksOf(areaCodes));
      }),
    );
  });

  it('are the same for the accounts that two counts share', () => {
    fc.assert(
      fc.property(hours, fc.nat(300), fc.nat(300), (hour, one, other) => {
        const streams = streamsOf('seed', 'fake_accounts', hour);
        const [some, more] = [homesOf(streams, one), homesOf(streams, one + other)];

        expect(some.of(upTo(one))).toEqual(more.of(upTo(one)));
      }),
    );
  });
});

/** The numbers of the first accounts. */
function upTo(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, account) => account);
}

function ranksOf(parts: readonly number[]): number[] {
  return parts.map((part, at) => parts.slice(0, at).filter((before) => before === part).length);
}
