import { type Address, addressIn } from '../brazil/address.ts';
import { birthDay, pickAge } from '../brazil/age.ts';
import { CPFS_PER_REGION, cpfBase, cpfOf } from '../brazil/cpf.ts';
import { EMAIL_TOKENS, emailOf } from '../brazil/email.ts';
import { personName, type Sex } from '../brazil/names.ts';
import { pickOccupation } from '../brazil/occupation.ts';
import { MOBILES_PER_AREA_CODE, mobileNumber } from '../brazil/phone.ts';
import { pickPlace, pickState } from '../brazil/places.ts';
import { type State, states } from '../brazil/states.ts';
import { InputError } from '../errors.ts';
import type { Batch } from '../model/batch.ts';
import { DAY_MS, dateOfDay } from '../model/calendar-date.ts';
import { HOUR_MS, type Hour, hourIndex, hourStart } from '../model/hour.ts';
import { type RandomStream, randomStream, scale } from '../model/keyed-random.ts';
import { permutation } from '../model/permutation.ts';
import { poisson } from '../model/poisson.ts';
import { accounts } from '../tables/accounts.ts';
import type { Source } from './source.ts';
import { uuidV7 } from './uuid.ts';

/** What decides the generated accounts, beside the hour. */
export interface GeneratedAccountsSettings {
  /** Any text: another seed gives other people. */
  readonly seed: string;
  /** How many accounts an hour gets on average: a whole number from 1 to 1,000,000. */
  readonly accountsPerHour: number;
}

/** What a job says of this source. */
export interface GeneratedAccountsSpec extends GeneratedAccountsSettings {
  readonly kind: 'generated-accounts';
}

/** Raised whenever the same seed, settings and hour would give other rows. */
export const GENERATOR_VERSION = 1;

/** The most accounts an hour can be asked for, on average. */
export const MAX_ACCOUNTS_PER_HOUR = 1_000_000;

const BATCH_ROWS = 50_000;

/** In Brazil's official time the day begins three hours after the day in UTC; no summer time since 2019. */
const BRASILIA_OFFSET_MS = -3 * HOUR_MS;

const CPF_BASES = 1_000_000_000;

const population = states.reduce((sum, state) => sum + state.population, 0);

/**
 * Accounts of people who do not exist, as a pure function of seed, settings and hour.
 *
 * Every value is looked up by seed, column, hour and number of the account, so that another
 * account or another column changes none of them. What must never come twice (`cpf`, `email`, `id`)
 * is numbered: each hour owns a range of numbers, and a keyed permutation scatters them.
 *
 * @throws InputError when `accountsPerHour` is no whole number from 1 to 1,000,000, or the seed is empty.
 */
export function generatedAccounts(settings: GeneratedAccountsSettings): Source {
  checkSettings(settings);
  const { seed, accountsPerHour } = settings;
  const generate = accountGenerator(settings);
  return {
    table: accounts,
    facts: {
      generator: `generated-accounts/${GENERATOR_VERSION}`,
      seed,
      'accounts-per-hour': String(accountsPerHour),
    },
    uniqueHours: hoursOfUniqueValues(accountsPerHour),
    batches(hour) {
      const count = poisson(accountsPerHour, randomStream(seed, accounts.name, 'count', hour));
      return generate(hour, count);
    },
  };
}

/** How many accounts of a fiscal region one hour can number: the mean, and ten standard deviations and some more. */
function numbersPerHour(accountsPerHour: number, fiscalRegion: number): number {
  const residents = states
    .filter((state) => state.fiscalRegion === fiscalRegion)
    .reduce((sum, state) => sum + state.population, 0);
  const mean = (accountsPerHour * residents) / population;
  return Math.ceil(mean + 10 * Math.sqrt(mean) + 30);
}

/** Hours until the most crowded fiscal region has no CPF left. */
function hoursOfUniqueValues(accountsPerHour: number): number {
  const fullest = Math.max(...regions().map((region) => numbersPerHour(accountsPerHour, region)));
  return Math.floor(CPFS_PER_REGION / fullest);
}

/**
 * Gives a function that makes any number of accounts of an hour. Fewer accounts are the first of
 * more accounts; within a batch and from batch to batch they stand in the order of `criado_em`.
 */
export function accountGenerator({
  seed,
  accountsPerHour,
}: GeneratedAccountsSettings): (hour: Hour, count: number) => Generator<Batch> {
  const perHour = regions().map((region) => numbersPerHour(accountsPerHour, region));
  const window = hoursOfUniqueValues(accountsPerHour);
  const scatterCpf = regions().map((region) =>
    permutation(CPFS_PER_REGION, [seed, 'cpf', String(region)]),
  );
  const scatterToken = permutation(EMAIL_TOKENS, [seed, 'email']);
  const scatterId = permutation(CPF_BASES, [seed, 'id']);

  /** The nine digits of a CPF that no other account within the window has. */
  function uniqueBase(hour: Hour, region: number, rank: number): number {
    const size = perHour[region] ?? 0;
    if (rank >= size) throw tooMany(hour, region, size);
    const slot = hourIndex(hour) % window;
    return cpfBase(region, scatterCpf[region]?.(slot * size + rank) ?? 0);
  }

  return function* generate(hour, count) {
    const streams = streamsOf(seed, hour);
    const homes = Array.from({ length: count }, (_, account) =>
      pickState(streams.state.uint32(account)),
    );
    const ranks = ranksWithinRegion(homes);
    const order = orderOfCreation(streams.moment, count);
    for (let from = 0; from < count; from += BATCH_ROWS) {
      const people = Array.from(order.subarray(from, from + BATCH_ROWS), (account) => {
        const home = homes[account] as State;
        const base = uniqueBase(hour, home.fiscalRegion, ranks[account] ?? 0);
        return personOf(hour, account, home, base, streams);
      });
      yield columnsOf(people, scatterId, scatterToken);
    }
  };
}

/** One stream for each choice that is made for an account. */
type Streams = Readonly<Record<(typeof choices)[number], RandomStream>>;

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

function streamsOf(seed: string, hour: Hour): Streams {
  const streams = choices.map((choice) => [
    choice,
    randomStream(seed, accounts.name, choice, hour),
  ]);
  // Built from the very list that the type is made of.
  return Object.fromEntries(streams) as Streams;
}

/** Everything about a person that one account needs, before it is split into columns. */
interface Person {
  readonly createdAt: number;
  readonly base: number;
  readonly name: ReturnType<typeof personName>;
  readonly phone: string;
  readonly birth: number;
  readonly address: Address;
  readonly city: string;
  readonly uf: string;
  readonly occupation: string;
  readonly emailStyle: number;
  readonly idHigh: number;
  readonly idLow: number;
}

function personOf(
  hour: Hour,
  account: number,
  home: State,
  base: number,
  streams: Streams,
): Person {
  const draw = (choice: keyof Streams): number => streams[choice].uint32(account);
  const createdAt = hourStart(hour) + momentOf(streams.moment, account);
  const today = Math.floor((createdAt + BRASILIA_OFFSET_MS) / DAY_MS);
  const sex: Sex = draw('sex') % 100 < 52 ? 'F' : 'M';
  const age = pickAge(draw('age'));
  const birth = birthDay(age, today, draw('birthday'));
  const place = pickPlace(home, draw('place'));
  return {
    createdAt,
    base,
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
    emailStyle: draw('email-style'),
    idHigh: draw('id-high'),
    idLow: draw('id-low'),
  };
}

function columnsOf(
  people: readonly Person[],
  scatterId: (base: number) => number,
  scatterToken: (base: number) => number,
): Batch {
  return {
    id: people.map(({ createdAt, idHigh, idLow, base }) =>
      uuidV7(createdAt, idHigh, idLow, scatterId(base)),
    ),
    criado_em: Float64Array.from(people, ({ createdAt }) => createdAt),
    nome: people.map(({ name }) => name.full),
    email: people.map(({ name, base, emailStyle }) =>
      emailOf({ ...name, token: scatterToken(base), style: emailStyle }),
    ),
    telefone: people.map(({ phone }) => phone),
    cpf: people.map(({ base }) => cpfOf(base)),
    data_nascimento: Int32Array.from(people, ({ birth }) => birth),
    endereco: people.map(({ address }) => address.line),
    cidade: people.map(({ city }) => city),
    uf: people.map(({ uf }) => uf),
    cep: people.map(({ address }) => address.cep),
    emprego: people.map(({ occupation }) => occupation),
  };
}

/** For each account, how many of its hour's earlier accounts are of the same fiscal region. */
function ranksWithinRegion(homes: readonly State[]): Int32Array {
  const seen = new Int32Array(10);
  return Int32Array.from(homes, ({ fiscalRegion }) => {
    const rank = seen[fiscalRegion] ?? 0;
    seen[fiscalRegion] = rank + 1;
    return rank;
  });
}

/** Milliseconds after the beginning of the hour. */
function momentOf(stream: RandomStream, account: number): number {
  return stream.below(account, HOUR_MS);
}

/** The numbers of the accounts, by the moment of their creation. */
function orderOfCreation(stream: RandomStream, count: number): Int32Array {
  // Moment and number in one integer below 2^53: typed arrays sort faster than pairs.
  const keys = Float64Array.from(
    { length: count },
    (_, account) => momentOf(stream, account) * count + account,
  ).sort();
  return Int32Array.from(keys, (key) => key % count);
}

function regions(): number[] {
  return Array.from({ length: 10 }, (_, region) => region);
}

function checkSettings({ seed, accountsPerHour }: GeneratedAccountsSettings): void {
  if (seed === '') {
    throw new InputError({
      expected: 'a seed of at least one character',
      got: 'an empty one',
      advice: 'Pass any text, such as --seed demo.',
    });
  }
  if (
    !Number.isInteger(accountsPerHour) ||
    accountsPerHour < 1 ||
    accountsPerHour > MAX_ACCOUNTS_PER_HOUR
  ) {
    throw new InputError({
      expected: 'accounts per hour as a whole number from 1 to 1,000,000',
      got: String(accountsPerHour),
      advice: 'Pass, for example, --accounts-per-hour 600.',
    });
  }
}

function tooMany(hour: Hour, region: number, size: number): InputError {
  return new InputError({
    expected: `at most ${size} accounts of fiscal region ${region} in hour ${hour}`,
    got: 'more',
    advice: 'Raise accountsPerHour: each hour owns as many CPFs as that mean can need.',
  });
}
