import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn } from '../../../lib/brazil/age.ts';
import { fakerGivenNames } from '../../../lib/brazil/faker-words.ts';
import { givenNames } from '../../../lib/brazil/given-name-list.ts';
import { givenNameRows } from '../../../lib/brazil/given-names.ts';
import { occupationWords } from '../../../lib/brazil/occupation.ts';
import { occupationRows } from '../../../lib/brazil/occupations.ts';
import { type People, peopleOf, streamsOf } from '../../../lib/generate/accounts/person.ts';
import { formatDay } from '../../../lib/model/calendar-date.ts';
import {
  type Hour,
  parseHour,
  periodAt,
  periodFromIndex,
  periodStart,
} from '../../../lib/model/period.ts';
import { pieceText } from '../../../lib/model/piece.ts';
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

    const { births } = peopleOf(youngest, signedUp)(Int32Array.of(0));

    expect([...births].map(formatDay)).toEqual([birthday]);
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

    const people = peopleOf(streams, hour)(Int32Array.from({ length: 10_000 }, (_, at) => at));
    const share = firstNamesOf(people).filter((name) => women.has(name)).length / 10_000;

    expect(share).toBeGreaterThan(0.505);
    expect(share).toBeLessThan(0.535);
  });

  it('is the same whoever else is made with it, and before it', () => {
    fc.assert(
      fc.property(signUps, fc.nat(1000), (signUp, other) => {
        const streams = streamsOf('seed', 'fake_accounts', signUp.hour);
        const peopleFor = peopleOf(streams, signUp.hour);
        peopleFor(Int32Array.of(other));

        const late = peopleFor(Int32Array.of(other, signUp.account));

        expect(readable(late, 1)).toEqual(personIn(signUp));
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
  return readable(peopleOf(streams, signedUp)(Int32Array.of(account)), 0);
}

/** A person as strings. */
function readable(people: People, row: number) {
  const occupation = occupationWords.texts[people.occupations[row] ?? -1] ?? '';
  return { first: firstNamesOf(people)[row] ?? '', birth: people.births[row] ?? 0, occupation };
}

function firstNamesOf({ names }: People): string[] {
  return Array.from(names.first, (name) => pieceText(givenNames.texts[name] ?? 0));
}

function todayInBrasilia(time: number): number {
  return Date.parse(`${calendarOfBrasilia.format(time)}T00:00:00Z`) / 86_400_000;
}

function namesOfRows(sex: 'F' | 'M'): string[] {
  return givenNameRows.filter((row) => row[1] === sex).map(([name]) => name);
}
