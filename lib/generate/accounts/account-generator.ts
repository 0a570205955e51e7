import { writeAddress } from '../../brazil/address.ts';
import { cepOf, pickCode } from '../../brazil/city-streets.ts';
import { writeCpf, writeImpossibleCpf } from '../../brazil/cpf.ts';
import { writeEmail } from '../../brazil/email.ts';
import { type Surname, writeName } from '../../brazil/names.ts';
import { occupationWords } from '../../brazil/occupation.ts';
import { writeMobileNumber } from '../../brazil/phone.ts';
import { cityWords, streetsOf, ufWords } from '../../brazil/places.ts';
import { writeCep } from '../../brazil/postal-code.ts';
import type { Batch } from '../../model/batch.ts';
import type { RandomStream } from '../../model/keyed-random.ts';
import { HOUR_MS, type Hour, periodStart } from '../../model/period.ts';
import { TextWriter } from '../../model/text-writer.ts';
import { WordColumn } from '../../model/word-column.ts';
import { accounts } from '../../tables/accounts.ts';
import type { CpfKind } from './accounts-settings.ts';
import { densityWithin } from './arrivals.ts';
import { type Homes, homesOf } from './homes.ts';
import { peopleOf, type Streams, streamsOf } from './person.ts';
import type { NumberOf, UniqueNumbers } from './unique-numbers.ts';
import { writeUuidV7 } from './uuid.ts';

/** Options of {@link accountGenerator}. */
export interface GeneratorOptions {
  readonly seed: string;
  readonly cpf: CpfKind;
  readonly numbers: UniqueNumbers;
}

/** Makes `count` accounts of an hour, in the order of `criado_em`. */
export type AccountGenerator = (hour: Hour, count: number) => Generator<Batch>;

const BATCH_ROWS = 50_000;

const TWO_32 = 2 ** 32;

/**
 * Returns a function that makes any number of accounts of an hour. A larger count adds accounts and
 * changes none of the others.
 */
export function accountGenerator({ seed, cpf, numbers }: GeneratorOptions): AccountGenerator {
  const write = cpf === 'valid' ? writeCpf : writeImpossibleCpf;

  return function* generate(hour, count) {
    const streams = streamsOf(seed, accounts.name, hour);
    const hourly: HourOfAccounts = {
      streams,
      homes: homesOf(streams, count),
      moments: momentsOf(streams.moment, hour, count),
      start: periodStart(hour),
      personOf: peopleOf(streams, hour),
      cpfBaseOf: numbers.cpfBases(hour),
      mobileOf: numbers.mobiles(hour),
    };
    const order = orderOf(hourly.moments);
    for (let from = 0; from < count; from += BATCH_ROWS) {
      yield columnsOf(order.subarray(from, from + BATCH_ROWS), hourly, numbers, write);
    }
  };
}

/**
 * State shared by the accounts of an hour. Arrays are indexed by the account's index in its hour.
 */
interface HourOfAccounts {
  readonly streams: Streams;
  readonly homes: Homes;
  /** Milliseconds since the start of the hour. */
  readonly moments: Int32Array;
  /** Start of the hour, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly start: number;
  readonly personOf: ReturnType<typeof peopleOf>;
  readonly cpfBaseOf: NumberOf;
  readonly mobileOf: NumberOf;
}

/**
 * The columns of some accounts, written as bytes row by row. Creating a string for each value would
 * cost more than everything else together.
 */
function columnsOf(
  made: Int32Array,
  { streams, homes, moments, start, personOf, cpfBaseOf, mobileOf }: HourOfAccounts,
  numbers: UniqueNumbers,
  writeCpfOf: typeof writeCpf,
): Batch {
  const rows = made.length;
  const createdAt = new Float64Array(rows);
  const births = new Int32Array(rows);
  const ids = new TextWriter(rows, 40);
  const names = new TextWriter(rows, 34);
  const emails = new TextWriter(rows, 38);
  const phones = new TextWriter(rows, 21);
  const cpfs = new TextWriter(rows, 18);
  const addresses = new TextWriter(rows, 76);
  const cities = new Uint16Array(rows);
  const ufs = new Uint16Array(rows);
  const ceps = new TextWriter(rows, 13);
  const occupations = new Uint16Array(rows);
  const { 'id-high': idHigh, 'id-low': idLow, 'email-style': style } = streams;

  for (let row = 0; row < rows; row += 1) {
    const account = made[row] as number;
    const place = homes.placeOf(account);
    const time = start + (moments[account] as number);
    const base = cpfBaseOf(place.state.fiscalRegion, homes.rankInRegion(account));
    const mobile = mobileOf(place.areaCode, homes.rankInAreaCode(account));
    const streetsThere = streetsOf(place);
    const code = pickCode(streetsThere, streams.cep.uint32(account));
    const { name, birth, occupation } = personOf(account);

    createdAt[row] = time;
    births[row] = birth;
    ids.begin();
    writeUuidV7(ids, time, idHigh.uint32(account), idLow.uint32(account), numbers.idBits(base));
    ids.end();
    names.begin();
    writeName(names, name);
    names.end();
    emails.begin();
    writeEmail(emails, {
      first: name.first.plain,
      last: (name.family[name.family.length - 1] as Surname).plain,
      token: numbers.emailToken(base),
      style: style.uint32(account),
    });
    emails.end();
    phones.begin();
    writeMobileNumber(phones, place.areaCode, mobile);
    phones.end();
    cpfs.begin();
    writeCpfOf(cpfs, base);
    cpfs.end();
    addresses.begin();
    writeAddress(addresses, place, code, streams, account);
    addresses.end();
    cities[row] = place.words.city;
    ufs[row] = place.words.uf;
    ceps.begin();
    writeCep(ceps, cepOf(streetsThere, code));
    ceps.end();
    occupations[row] = occupation;
  }
  return {
    id: ids.column(),
    criado_em: createdAt,
    nome: names.column(),
    email: emails.column(),
    telefone: phones.column(),
    cpf: cpfs.column(),
    data_nascimento: births,
    endereco: addresses.column(),
    cidade: new WordColumn(cityWords, cities),
    uf: new WordColumn(ufWords, ufs),
    cep: ceps.column(),
    emprego: new WordColumn(occupationWords, occupations),
  };
}

/**
 * Milliseconds since the start of the hour, for each account. Their density changes linearly within
 * the hour, so that the number of sign-ups rises and falls smoothly over the day.
 */
function momentsOf(stream: RandomStream, hour: Hour, count: number): Int32Array {
  const { begins, ends } = densityWithin(hour);
  const slope = ends - begins;
  const moments = new Int32Array(count);
  for (let account = 0; account < count; account += 1) {
    const quantile = stream.uint32(account) / TWO_32;
    // The inverse of the integral of a linear density. Square roots are exact on every platform
    // (IEEE 754).
    const root = Math.sqrt(begins * begins + quantile * (ends * ends - begins * begins));
    const part = slope === 0 ? quantile : (root - begins) / slope;
    moments[account] = Math.min(HOUR_MS - 1, Math.floor(part * HOUR_MS));
  }
  return moments;
}

/** Indexes of the accounts, ordered by their moment of creation. */
function orderOf(moments: Int32Array): Int32Array {
  const count = moments.length;
  // Moment and index packed into one integer below 2^53, because typed arrays sort faster than
  // pairs.
  const keys = new Float64Array(count);
  for (let account = 0; account < count; account += 1) {
    keys[account] = (moments[account] as number) * count + account;
  }
  keys.sort();
  const order = new Int32Array(count);
  for (let place = 0; place < count; place += 1) {
    const key = keys[place] as number;
    order[place] = key - Math.floor(key / count) * count;
  }
  return order;
}
