import { houseNumberOf, writeAddress } from '../../brazil/address.ts';
import { drawCodes } from '../../brazil/codes-in-use.ts';
import { writeCpf, writeImpossibleCpf } from '../../brazil/cpf.ts';
import { type Names, writeName } from '../../brazil/names.ts';
import { occupationWords } from '../../brazil/occupation.ts';
import { writeMobileNumber } from '../../brazil/phone.ts';
import { cityWords, placeColumns, ufWords } from '../../brazil/places.ts';
import { writeCep } from '../../brazil/postal-code.ts';
import type { Batch } from '../../model/batch.ts';
import { type Hour, periodStart } from '../../model/period.ts';
import type { TextColumn } from '../../model/text-column.ts';
import { TextWriter } from '../../model/text-writer.ts';
import { WordColumn } from '../../model/word-column.ts';
import { accounts } from '../../tables/accounts.ts';
import type { CpfKind } from './accounts-settings.ts';
import { emailsOf } from './emails.ts';
import { type HomeColumns, type Homes, homesOf, numbersAt } from './homes.ts';
import { momentsOf, orderOf } from './moments.ts';
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

/** Few enough for the numbers of a batch to stay in the cache of a processor while its texts are written. */
const BATCH_ROWS = 10_000;

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
      peopleFor: peopleOf(streams, hour),
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
  readonly peopleFor: ReturnType<typeof peopleOf>;
  readonly cpfBaseOf: NumberOf;
  readonly mobileOf: NumberOf;
}

/**
 * The columns of some accounts. First what is random, as numbers, and then one column of text after
 * the other, as bytes: creating a string for each value would cost more than everything else
 * together, and a loop that writes one column is compiled better than one that writes all.
 */
function columnsOf(
  made: Int32Array,
  { streams, homes, moments, start, peopleFor, cpfBaseOf, mobileOf }: HourOfAccounts,
  numbers: UniqueNumbers,
  writeCpfOf: typeof writeCpf,
): Batch {
  const { births, names, occupations } = peopleFor(made);
  const home = homes.of(made);
  const bases = numbersAt(home.places, placeColumns.fiscalRegion, home.ranksInRegion, cpfBaseOf);
  const mobiles = numbersAt(home.places, placeColumns.areaCode, home.ranksInAreaCode, mobileOf);
  const { ceps, named } = drawCodes(home.places, streams.cep.uint32s(made));
  const createdAt = timesOf(made, moments, start);
  return {
    id: idsOf(createdAt, bases, streams, made, numbers),
    criado_em: createdAt,
    nome: namesOf(names),
    email: emailsOf(names, bases, streams['email-style'].uint32s(made), numbers),
    telefone: phonesOf(home, mobiles),
    cpf: textsOf(bases, 18, writeCpfOf),
    data_nascimento: births,
    endereco: addressesOf(home, named, ceps, streams['street-number'].uint32s(made)),
    cidade: new WordColumn(cityWords, wordsAt(home, placeColumns.city)),
    uf: new WordColumn(ufWords, wordsAt(home, placeColumns.uf)),
    cep: textsOf(ceps, 13, writeCep),
    emprego: new WordColumn(occupationWords, occupations),
  };
}

function timesOf(made: Int32Array, moments: Int32Array, start: number): Float64Array {
  const times = new Float64Array(made.length);
  for (let row = 0; row < made.length; row += 1) {
    times[row] = start + (moments[made[row] as number] as number);
  }
  return times;
}

/** The number of the word that each place has. */
function wordsAt({ places }: HomeColumns, wordOf: Uint16Array): Uint16Array {
  const words = new Uint16Array(places.length);
  for (let row = 0; row < places.length; row += 1)
    words[row] = wordOf[places[row] as number] as number;
  return words;
}

function idsOf(
  createdAt: Float64Array,
  bases: Int32Array,
  streams: Streams,
  made: Int32Array,
  { idBits }: UniqueNumbers,
): TextColumn {
  const out = new TextWriter(bases.length, 40);
  const highs = streams['id-high'].uint32s(made);
  const lows = streams['id-low'].uint32s(made);
  for (let row = 0; row < bases.length; row += 1) {
    const unique = idBits(bases[row] as number);
    out.begin();
    writeUuidV7(out, createdAt[row] as number, highs[row] as number, lows[row] as number, unique);
    out.end();
  }
  return out.column();
}

function namesOf(names: Names): TextColumn {
  const rows = names.first.length;
  const out = new TextWriter(rows, 34);
  for (let row = 0; row < rows; row += 1) {
    out.begin();
    writeName(out, names, row);
    out.end();
  }
  return out.column();
}

function phonesOf({ places }: HomeColumns, mobiles: Int32Array): TextColumn {
  const out = new TextWriter(mobiles.length, 21);
  for (let row = 0; row < mobiles.length; row += 1) {
    const areaCode = placeColumns.areaCode[places[row] as number] as number;
    out.begin();
    writeMobileNumber(out, areaCode, mobiles[row] as number);
    out.end();
  }
  return out.column();
}

/** A column of texts that are numbers in another form. */
function textsOf(
  numbers: Int32Array,
  usual: number,
  write: (out: TextWriter, number: number) => void,
): TextColumn {
  const out = new TextWriter(numbers.length, usual);
  for (let row = 0; row < numbers.length; row += 1) {
    out.begin();
    write(out, numbers[row] as number);
    out.end();
  }
  return out.column();
}

function addressesOf(
  { places }: HomeColumns,
  named: Int32Array,
  ceps: Int32Array,
  draws: Uint32Array,
): TextColumn {
  const out = new TextWriter(ceps.length, 76);
  for (let row = 0; row < ceps.length; row += 1) {
    const number = houseNumberOf(draws[row] as number);
    out.begin();
    writeAddress(out, places[row] as number, named[row] as number, number, ceps[row] as number);
    out.end();
  }
  return out.column();
}
