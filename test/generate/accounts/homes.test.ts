import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { homesOf } from '../../../lib/generate/accounts/homes.ts';
import { streamsOf } from '../../../lib/generate/accounts/person.ts';
import { periodFromIndex } from '../../../lib/model/period.ts';

const hours = fc.nat(1_000_000).map((index) => periodFromIndex('hour', index));

describe('homesOf', () => {
  it('counts the accounts of each fiscal region and of each area code from 0', () => {
    fc.assert(
      fc.property(hours, fc.nat(500), (hour, count) => {
        const homes = homesOf(streamsOf('seed', 'fake_accounts', hour), count);

        const accounts = Array.from({ length: count }, (_, account) => account);
        const regions = accounts.map((account) => homes.placeOf(account).state.fiscalRegion);
        const areaCodes = accounts.map((account) => homes.placeOf(account).areaCode);
        expect(accounts.map(homes.rankInRegion)).toEqual(ranksOf(regions));
        expect(accounts.map(homes.rankInAreaCode)).toEqual(ranksOf(areaCodes));
      }),
    );
  });

  it('are the same for the accounts that two counts share', () => {
    fc.assert(
      fc.property(hours, fc.nat(300), fc.nat(300), (hour, one, other) => {
        const streams = streamsOf('seed', 'fake_accounts', hour);
        const [some, more] = [homesOf(streams, one), homesOf(streams, one + other)];

        for (let account = 0; account < one; account += 1) {
          expect(some.placeOf(account)).toBe(more.placeOf(account));
          expect(some.rankInAreaCode(account)).toBe(more.rankInAreaCode(account));
        }
      }),
    );
  });
});

function ranksOf(parts: readonly number[]): number[] {
  return parts.map((part, at) => parts.slice(0, at).filter((before) => before === part).length);
}
