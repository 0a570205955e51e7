import {
  ADULT,
  type BirthDays,
  birthDays,
  drawAges,
  OLDEST,
  pickBirthDay,
} from '../../brazil/age.ts';
import { drawNames, type Names } from '../../brazil/names.ts';
import { drawOccupations } from '../../brazil/occupation.ts';
import { BRASILIA_OFFSET } from '../../brazil/official-time.ts';
import { drawSexes } from '../../brazil/sex.ts';
import { DAY_MS } from '../../model/calendar-date.ts';
import { type RandomStream, randomStream } from '../../model/keyed-random.ts';
import { HOUR_MS, type Hour, periodStart } from '../../model/period.ts';

/** People whose attributes are consistent with each other, in the order of their accounts. */
export interface People {
  readonly names: Names;
  /** Days since 1970-01-01. */
  readonly births: Int32Array;
  /** Positions in `occupationWords`. */
  readonly occupations: Uint16Array;
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

/** Opens the random streams of an hour of a table. */
export function streamsOf(seed: string, table: string, hour: Hour): Streams {
  const streams = choices.map((choice) => [choice, streamOf(choice, seed, table, hour)]);
  // Safe: Streams is derived from this same list.
  return Object.fromEntries(streams) as Streams;
}

/** Opens one of the streams of {@link streamsOf}. */
export function streamOf(
  choice: keyof Streams,
  seed: string,
  table: string,
  hour: Hour,
): RandomStream {
  return randomStream(seed, table, choice, hour);
}

/**
 * Returns a function that makes the people behind some accounts, from the indexes of the accounts in
 * their hour.
 *
 * @param streams streams of the hour
 */
export function peopleOf(streams: Streams, hour: Hour): (accounts: Int32Array) => People {
  // Brasília is a whole number of hours from UTC, so an hour never spans two days there.
  const today = Math.floor((periodStart(hour) + BRASILIA_OFFSET * HOUR_MS) / DAY_MS);
  const daysOfAge = Array.from({ length: OLDEST - ADULT + 1 }, (_, years) =>
    birthDays(ADULT + years, today),
  );
  return (accounts) => {
    const sexes = drawSexes(streams.sex.uint32s(accounts));
    const ages = drawAges(streams.age.uint32s(accounts));
    const { births, years } = birthsOf(ages, daysOfAge, streams.birthday.uint32s(accounts));
    return {
      names: drawNames(sexes, years, streams, accounts),
      births,
      occupations: drawOccupations(sexes, ages, streams.occupation.uint32s(accounts)),
    };
  };
}

function birthsOf(ages: Uint8Array, daysOfAge: readonly BirthDays[], draws: Uint32Array) {
  const births = new Int32Array(ages.length);
  const years = new Int16Array(ages.length);
  for (let row = 0; row < ages.length; row += 1) {
    const days = daysOfAge[(ages[row] as number) - ADULT] as BirthDays;
    const birth = pickBirthDay(days, draws[row] as number);
    births[row] = birth;
    years[row] = birth >= days.newYear ? days.year : days.year - 1;
  }
  return { births, years };
}
