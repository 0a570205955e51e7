import { cpfOf, impossibleCpfOf } from '../brazil/cpf.ts';
import { emailOf } from '../brazil/email.ts';
import { pickState } from '../brazil/places.ts';
import type { State } from '../brazil/states.ts';
import type { Batch } from '../model/batch.ts';
import { HOUR_MS, type Hour, hourStart } from '../model/hour.ts';
import type { RandomStream } from '../model/keyed-random.ts';
import { accounts } from '../tables/accounts.ts';
import type { CpfKind } from './accounts-settings.ts';
import { densityWithin } from './arrivals.ts';
import { type Person, personOf, type Streams, streamsOf } from './person.ts';
import type { UniqueNumbers } from './unique-numbers.ts';
import { uuidV7 } from './uuid.ts';

/** What a generator of accounts needs to know. */
export interface GeneratorOptions {
  readonly seed: string;
  readonly cpf: CpfKind;
  readonly numbers: UniqueNumbers;
}

/** Gives so many accounts of an hour, in the order of `criado_em`. */
export type AccountGenerator = (hour: Hour, count: number) => Generator<Batch>;

const BATCH_ROWS = 50_000;

const TWO_32 = 2 ** 32;

/**
 * Gives a function that makes any number of accounts of an hour. Fewer accounts are among more
 * accounts: one that is added changes no other.
 */
export function accountGenerator({ seed, cpf, numbers }: GeneratorOptions): AccountGenerator {
  const writeCpf = cpf === 'valid' ? cpfOf : impossibleCpfOf;

  return function* generate(hour, count) {
    const streams = streamsOf(seed, accounts.name, hour);
    const homes = Array.from({ length: count }, (_, account) =>
      pickState(streams.state.uint32(account)),
    );
    const ranks = ranksWithinRegion(homes);
    const moments = momentsOf(streams.moment, hour, count);
    const order = orderOf(moments);
    for (let from = 0; from < count; from += BATCH_ROWS) {
      const made = Array.from(order.subarray(from, from + BATCH_ROWS), (account) => {
        const home = homes[account] as State;
        const base = numbers.cpfBase(hour, home.fiscalRegion, ranks[account] ?? 0);
        const createdAt = hourStart(hour) + (moments[account] ?? 0);
        return { account, base, createdAt, person: personOf(streams, account, home, createdAt) };
      });
      yield columnsOf(made, streams, numbers, writeCpf);
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

function columnsOf(
  made: readonly MadeAccount[],
  streams: Streams,
  numbers: UniqueNumbers,
  writeCpf: (base: number) => string,
): Batch {
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
    cpf: made.map(({ base }) => writeCpf(base)),
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

/**
 * Milliseconds after the beginning of the hour, for each account. Their density rises or falls in a
 * straight line, so that the rush of the morning is felt within each of its hours.
 */
function momentsOf(stream: RandomStream, hour: Hour, count: number): Int32Array {
  const { begins, ends } = densityWithin(hour);
  const slope = ends - begins;
  return Int32Array.from({ length: count }, (_, account) => {
    const quantile = stream.uint32(account) / TWO_32;
    // The inverse of the integral of a straight line; a square root is exact everywhere (IEEE 754).
    const root = Math.sqrt(begins * begins + quantile * (ends * ends - begins * begins));
    const part = slope === 0 ? quantile : (root - begins) / slope;
    return Math.min(HOUR_MS - 1, Math.floor(part * HOUR_MS));
  });
}

/** The numbers of the accounts, by the moment of their creation. */
function orderOf(moments: Int32Array): Int32Array {
  const count = moments.length;
  // Moment and number in one integer below 2^53: typed arrays sort faster than pairs.
  const keys = Float64Array.from(moments, (moment, account) => moment * count + account).sort();
  return Int32Array.from(keys, (key) => key % count);
}
