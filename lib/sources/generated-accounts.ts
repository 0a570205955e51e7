import { cpfOf } from '../brazil/cpf.ts';
import { emailOf } from '../brazil/email.ts';
import { pickState } from '../brazil/places.ts';
import type { State } from '../brazil/states.ts';
import { InputError } from '../errors.ts';
import type { Batch } from '../model/batch.ts';
import { HOUR_MS, type Hour, hourStart } from '../model/hour.ts';
import { type RandomStream, randomStream } from '../model/keyed-random.ts';
import { poisson } from '../model/poisson.ts';
import { accounts } from '../tables/accounts.ts';
import { type Person, personOf, type Streams, streamsOf } from './person.ts';
import type { Source } from './source.ts';
import { type UniqueNumbers, uniqueNumbers } from './unique-numbers.ts';
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

/**
 * Accounts of people who do not exist, as a pure function of seed, settings and hour.
 *
 * Every value is looked up by seed, choice, hour and number of the account, so that another
 * account or another column changes none of them.
 *
 * @throws InputError when `accountsPerHour` is no whole number from 1 to 1,000,000, or the seed is empty.
 */
export function generatedAccounts(settings: GeneratedAccountsSettings): Source {
  const generate = accountGenerator(settings);
  const { seed, accountsPerHour } = settings;
  return {
    table: accounts,
    facts: {
      generator: `generated-accounts/${GENERATOR_VERSION}`,
      seed,
      'accounts-per-hour': String(accountsPerHour),
    },
    uniqueHours: uniqueNumbers(settings).uniqueHours,
    batches(hour) {
      const count = poisson(accountsPerHour, randomStream(seed, accounts.name, 'count', hour));
      return generate(hour, count);
    },
  };
}

/**
 * Gives a function that makes any number of accounts of an hour, in the order of `criado_em`.
 * Fewer accounts are among more accounts.
 *
 * @throws InputError when the settings are not usable.
 */
export function accountGenerator(
  settings: GeneratedAccountsSettings,
): (hour: Hour, count: number) => Generator<Batch> {
  checkSettings(settings);
  const numbers = uniqueNumbers(settings);

  return function* generate(hour, count) {
    const streams = streamsOf(settings.seed, accounts.name, hour);
    const homes = Array.from({ length: count }, (_, account) =>
      pickState(streams.state.uint32(account)),
    );
    const ranks = ranksWithinRegion(homes);
    const order = orderOfCreation(streams.moment, count);
    for (let from = 0; from < count; from += BATCH_ROWS) {
      const made = Array.from(order.subarray(from, from + BATCH_ROWS), (account) => {
        const home = homes[account] as State;
        const base = numbers.cpfBase(hour, home.fiscalRegion, ranks[account] ?? 0);
        const createdAt = hourStart(hour) + momentOf(streams.moment, account);
        return { account, base, createdAt, person: personOf(streams, account, home, createdAt) };
      });
      yield columnsOf(made, streams, numbers);
    }
  };
}

/** An account before it is split into columns. */
interface MadeAccount {
  /** Number of the account in its hour. */
  readonly account: number;
  /** The nine digits before the check digits of its CPF. */
  readonly base: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly createdAt: number;
  readonly person: Person;
}

function columnsOf(made: readonly MadeAccount[], streams: Streams, numbers: UniqueNumbers): Batch {
  return {
    id: made.map(({ account, base, createdAt }) =>
      uuidV7(
        createdAt,
        streams['id-high'].uint32(account),
        streams['id-low'].uint32(account),
        numbers.idBits(base),
      ),
    ),
    criado_em: Float64Array.from(made, ({ createdAt }) => createdAt),
    nome: made.map(({ person }) => person.name.full),
    email: made.map(({ account, base, person }) =>
      emailOf({
        ...person.name,
        token: numbers.emailToken(base),
        style: streams['email-style'].uint32(account),
      }),
    ),
    telefone: made.map(({ person }) => person.phone),
    cpf: made.map(({ base }) => cpfOf(base)),
    data_nascimento: Int32Array.from(made, ({ person }) => person.birth),
    endereco: made.map(({ person }) => person.address.line),
    cidade: made.map(({ person }) => person.city),
    uf: made.map(({ person }) => person.uf),
    cep: made.map(({ person }) => person.address.cep),
    emprego: made.map(({ person }) => person.occupation),
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
