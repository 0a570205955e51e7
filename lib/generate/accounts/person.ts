import {
  ADULT,
  type BirthDays,
  birthDays,
  OLDEST,
  pickAge,
  pickBirthDay,
} from '../../brazil/age.ts';
import { type PersonName, personName, type Sex } from '../../brazil/names.ts';
import { pickOccupation } from '../../brazil/occupation.ts';
import { BRASILIA_OFFSET } from '../../brazil/official-time.ts';
import { DAY_MS } from '../../model/calendar-date.ts';
import { type RandomStream, randomStream } from '../../model/keyed-random.ts';
import { HOUR_MS, type Hour, periodStart } from '../../model/period.ts';

/** A person whose attributes are consistent with each other. */
export interface Person {
  readonly name: PersonName;
  /** Days since 1970-01-01. */
  readonly birth: number;
  /** Position in `occupationWords`. */
  readonly occupation: number;
}

/** Every choice made for an account has its own random stream. */
const choices = [
  'state',
  'moment',
  'place',
  'sex',
  'age',
  'birthday',
  'given',
  'second-given',
  'name-form',
  'surname',
  'second-surname',
  'third-surname',
  'particles',
  'email-style',
  'cep',
  'street-number',
  'occupation',
  'id-high',
  'id-low',
] as const;

/** One random stream for each choice, indexed by the account's index in its hour. */
export type Streams = Readonly<Record<(typeof choices)[number], RandomStream>>;

/** Percentage of women (IBGE, census of 2022: 51.5). */
const WOMEN = 52;

/** Opens the random streams of an hour of a table. */
export function streamsOf(seed: string, table: string, hour: Hour): Streams {
  const streams = choices.map((choice) => [choice, randomStream(seed, table, choice, hour)]);
  // Safe: Streams is derived from this same list.
  return Object.fromEntries(streams) as Streams;
}

/**
 * Returns a function that makes the person behind an account, from the index of the account in its
 * hour.
 *
 * @param streams streams of the hour
 */
export function peopleOf(streams: Streams, hour: Hour): (account: number) => Person {
  // Brasília is a whole number of hours from UTC, so an hour never spans two days there.
  const today = Math.floor((periodStart(hour) + BRASILIA_OFFSET * HOUR_MS) / DAY_MS);
  const daysOfAge = Array.from({ length: OLDEST - ADULT + 1 }, (_, years) =>
    birthDays(ADULT + years, today),
  );
  return (account) => {
    const sex: Sex = streams.sex.uint32(account) % 100 < WOMEN ? 'F' : 'M';
    const age = pickAge(streams.age.uint32(account));
    const days = daysOfAge[age - ADULT] as BirthDays;
    const birth = pickBirthDay(days, streams.birthday.uint32(account));
    const birthYear = birth >= days.newYear ? days.year : days.year - 1;
    return {
      birth,
      name: personName(sex, birthYear, streams, account),
      occupation: pickOccupation(sex, age, streams.occupation.uint32(account)),
    };
  };
}
