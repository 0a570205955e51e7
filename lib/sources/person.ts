import { type Address, addressIn } from '../brazil/address.ts';
import { birthDay, pickAge } from '../brazil/age.ts';
import { type PersonName, personName, type Sex } from '../brazil/names.ts';
import { pickOccupation } from '../brazil/occupation.ts';
import { BRASILIA_OFFSET } from '../brazil/official-time.ts';
import { MOBILES_PER_AREA_CODE, mobileNumber } from '../brazil/phone.ts';
import { pickPlace } from '../brazil/places.ts';
import type { State } from '../brazil/states.ts';
import { DAY_MS, dateOfDay } from '../model/calendar-date.ts';
import { HOUR_MS, type Hour } from '../model/hour.ts';
import { type RandomStream, randomStream, scale } from '../model/keyed-random.ts';

/** A person whose parts agree with each other. */
export interface Person {
  readonly name: PersonName;
  /** `+55 11 91234-5678` */
  readonly phone: string;
  /** Days since 1970-01-01. */
  readonly birth: number;
  readonly address: Address;
  readonly city: string;
  readonly uf: string;
  readonly occupation: string;
}

/** Every choice that is made for an account has a random stream of its own. */
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
  'mobile',
  'street',
  'street-kind',
  'street-number',
  'neighbourhood',
  'cep',
  'occupation',
  'id-high',
  'id-low',
] as const;

/** One random stream for each choice; a row of a stream is the number of an account in its hour. */
export type Streams = Readonly<Record<(typeof choices)[number], RandomStream>>;

/** Of a hundred people so many are women (IBGE, census of 2022: 51.5). */
const WOMEN = 52;

/** Opens the streams of an hour of a table. */
export function streamsOf(seed: string, table: string, hour: Hour): Streams {
  const streams = choices.map((choice) => [choice, randomStream(seed, table, choice, hour)]);
  // Built from the very list that the type is made of.
  return Object.fromEntries(streams) as Streams;
}

/**
 * The person behind an account.
 *
 * @param account number of the account in its hour
 * @param home state that the person lives in
 * @param createdAt milliseconds since 1970-01-01T00:00:00Z; the person is an adult on that day in Brasília
 */
export function personOf(
  streams: Streams,
  account: number,
  home: State,
  createdAt: number,
): Person {
  const draw = (choice: keyof Streams): number => streams[choice].uint32(account);
  const today = Math.floor((createdAt + BRASILIA_OFFSET * HOUR_MS) / DAY_MS);
  const sex: Sex = draw('sex') % 100 < WOMEN ? 'F' : 'M';
  const age = pickAge(draw('age'));
  const birth = birthDay(age, today, draw('birthday'));
  const place = pickPlace(home, draw('place'));
  return {
    birth,
    city: place.city,
    uf: home.uf,
    name: personName(sex, dateOfDay(birth).year, {
      given: draw('given'),
      secondGiven: draw('second-given'),
      form: draw('name-form'),
      surname: draw('surname'),
      secondSurname: draw('second-surname'),
      thirdSurname: draw('third-surname'),
      particles: draw('particles'),
    }),
    phone: mobileNumber(place.areaCode, scale(draw('mobile'), MOBILES_PER_AREA_CODE)),
    address: addressIn(place, {
      street: draw('street'),
      streetKind: draw('street-kind'),
      number: draw('street-number'),
      neighbourhood: draw('neighbourhood'),
      cep: draw('cep'),
    }),
    occupation: pickOccupation(sex, age, draw('occupation')),
  };
}
