import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn } from '../../../lib/brazil/age.ts';
import { fakerGivenNames } from '../../../lib/brazil/faker-words.ts';
import { givenNameRows } from '../../../lib/brazil/given-names.ts';
import { occupationWords } from '../../../lib/brazil/occupation.ts';
import { occupationRows } from '../../../lib/brazil/occupations.ts';
import { type Person, peopleOf, streamsOf } from '../../../lib/generate/accounts/person.ts';
import { formatDay } from '../../../lib/model/calendar-date.ts';
import {
  type Hour,
  parseHour,
  periodAt,
  periodFromIndex,
  periodStart,
} from '../../../lib/model/period.ts';
import { always } from '../../brazil/texts.ts';

const hour = parseHour('2026-11-20T13');

/** An account of any state in any hour from 2020 to 2100. */
const signUps = fc.record({
  hour: fc.integer({ min: 438_288, max: 1_139_543 }).map((index) => periodFromIndex('hour', index)),
  account: fc.nat(1_000_000),
  moment: fc.nat(3_599_999),
});

/** The calendar of Brazil from an independent source: the time zone data of the platform. */
const calendarOfBrasilia = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Sao_Paulo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

describe('peopleOf', () => {
  it('is an adult of at most 94 years on the day in Brasília', () => {
    fc.assert(
      fc.property(signUps, (signUp) => {
        const { birth } = personIn(signUp);

        const age = ageOn(birth, todayInBrasilia(createdAt(signUp)));
        expect(age).toBeGreaterThanOrEqual(18);
        expect(age).toBeLessThanOrEqual(94);
      }),
    );
  });

  it.each([
    ['2026-11-21T02:59:59.999Z', '2008-11-20'],
    ['2026-11-21T03:00:00.000Z', '2008-11-21'],
  ])('turns 18 by the calendar in Brasília, not in UTC (%s)', (instant, birthday) => {
    const signedUp = periodAt('hour', Date.parse(instant));
    const youngest = {
      ...streamsOf('seed', 't', hour),
      age: always(0),
      birthday: always(2 ** 32 - 1),
    };

    const { birth } = peopleOf(youngest, signedUp)(0);

    expect(formatDay(birth)).toBe(birthday);
  });

  it('has an occupation that matches the age and the sex', () => {
    const women = new Set([...namesOfRows('F'), ...fakerGivenNames.F]);
    fc.assert(
      fc.property(signUps, (signUp) => {
        const { first, birth, occupation } = personIn(signUp);

        const age = ageOn(birth, todayInBrasilia(createdAt(signUp)));
        const form = women.has(first) ? 1 : 0;
        const plausible = occupationRows.filter(([, , , from, to]) => age >= from && age <= to);
        expect(plausible.map((row) => row[form])).toContain(occupation);
      }),
    );
  });

  it('is a woman in about 52% of cases', () => {
    const women = new Set([...namesOfRows('F'), ...fakerGivenNames.F]);
    const streams = streamsOf('seed', 'fake_accounts', hour);

    const personOf = peopleOf(streams, hour);
    const people = Array.from({ length: 10_000 }, (_, account) => personOf(account));
    const share = people.filter(({ name }) => women.has(name.first.text)).length / people.length;

    expect(share).toBeGreaterThan(0.505);
    expect(share).toBeLessThan(0.535);
  });

  it('is the same for any order of calls', () => {
    fc.assert(
      fc.property(signUps, fc.nat(1000), (signUp, other) => {
        const streams = streamsOf('seed', 'fake_accounts', signUp.hour);
        const personOf = peopleOf(streams, signUp.hour);
        personOf(other);

        const late = personOf(signUp.account);

        expect(readable(late)).toEqual(personIn(signUp));
      }),
      { numRuns: 30 },
    );
  });
});

interface SignUp {
  readonly hour: Hour;
  readonly account: number;
  readonly moment: number;
}

function createdAt({ hour: signedUp, moment }: SignUp): number {
  return periodStart(signedUp) + moment;
}

function personIn({ hour: signedUp, account }: SignUp) {
  const streams = streamsOf('seed', 'fake_accounts', signedUp);
  return readable(peopleOf(streams, signedUp)(account));
}

/** A person as strings. */
function readable({ name, birth, occupation }: Person) {
  return { first: name.first.text, birth, occupation: occupationWords.texts[occupation] ?? '' };
}

function todayInBrasilia(time: number): number {
  return Date.parse(`${calendarOfBrasilia.format(time)}T00:00:00Z`) / 86_400_000;
}

function namesOfRows(sex: 'F' | 'M'): string[] {
  return givenNameRows.filter((row) => row[1] === sex).map(([name]) => name);
}
