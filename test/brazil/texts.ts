import { houseNumberOf, writeAddress } from '../../lib/brazil/address.ts';
import { birthDays, pickBirthDay } from '../../lib/brazil/age.ts';
import { cepOfCode, namedByCode, pickCode } from '../../lib/brazil/codes-in-use.ts';
import { writeCpf, writeImpossibleCpf } from '../../lib/brazil/cpf.ts';
import { writeEmail } from '../../lib/brazil/email.ts';
import { givenNames } from '../../lib/brazil/given-name-list.ts';
import { drawNames, writeName } from '../../lib/brazil/names.ts';
import { writeMobileNumber } from '../../lib/brazil/phone.ts';
import type { Place } from '../../lib/brazil/places.ts';
import { plainAscii } from '../../lib/brazil/plain-ascii.ts';
import { writeCep } from '../../lib/brazil/postal-code.ts';
import { MAN, type Sex, WOMAN } from '../../lib/brazil/sex.ts';
import { surnames } from '../../lib/brazil/surname-list.ts';
import { writeUuidV7 } from '../../lib/generate/accounts/uuid.ts';
import type { RandomStream } from '../../lib/model/keyed-random.ts';
import { encoded, pieceText } from '../../lib/model/piece.ts';
import { stringOf } from '../../lib/model/text-writer.ts';

// The texts that the writers of the library write into columns, as strings.

export const cpfOf = (base: number) => stringOf((out) => writeCpf(out, base));

export const impossibleCpfOf = (base: number) => stringOf((out) => writeImpossibleCpf(out, base));

export const cepOf = (prefix: number, suffix: number) =>
  stringOf((out) => writeCep(out, prefix * 1000 + suffix));

export const mobileNumber = (areaCode: number, number: number) =>
  stringOf((out) => writeMobileNumber(out, areaCode, number));

export const uuidV7 = (time: number, high: number, low: number, unique: number) =>
  stringOf((out) => writeUuidV7(out, time, high, low, unique));

export const birthDay = (age: number, today: number, draw: number) =>
  pickBirthDay(birthDays(age, today), draw);

/** From names as people write them, with accents. */
export function emailOf(parts: { first: string; last: string; token: number; style: number }) {
  const [first, last] = [encoded(plainAscii(parts.first)), encoded(plainAscii(parts.last))];
  return stringOf((out) => writeEmail(out, first, last, parts.token, parts.style));
}

/** A sex as the lists of names write it. */
export type SexLetter = 'F' | 'M';

export function sexOf(letter: SexLetter): Sex {
  return letter === 'F' ? WOMAN : MAN;
}

/** The draws of a name: one 32-bit integer for each choice. */
export type NameDraws = Readonly<
  Record<
    'given' | 'secondGiven' | 'form' | 'surname' | 'secondSurname' | 'thirdSurname' | 'particles',
    number
  >
>;

/** The draws of an address: one 32-bit integer for each choice. */
export type AddressDraws = Readonly<Record<'number' | 'cep', number>>;

/** A full name, and its two parts that are used in an e-mail address. */
export function nameOf(sex: SexLetter, birthYear: number, draws: NameDraws) {
  const streams = {
    given: always(draws.given),
    'second-given': always(draws.secondGiven),
    'name-form': always(draws.form),
    surname: always(draws.surname),
    'second-surname': always(draws.secondSurname),
    'third-surname': always(draws.thirdSurname),
    particles: always(draws.particles),
  };
  const [sexes, years] = [Uint8Array.of(sexOf(sex)), Int16Array.of(birthYear)];
  const names = drawNames(sexes, years, streams, Int32Array.of(0));
  return {
    full: stringOf((out) => writeName(out, names, 0)),
    first: pieceText(givenNames.texts[names.first[0] ?? 0] ?? 0),
    last: pieceText(surnames.spaced[names.last[0] ?? 0] ?? 0).trimStart(),
  };
}

/** An address on one line, and its postal code. */
export function addressOf({ index }: Place, draws: AddressDraws) {
  const code = pickCode(index, draws.cep);
  const [named, cep] = [namedByCode(index, code), cepOfCode(index, code)];
  const number = houseNumberOf(draws.number);
  return {
    line: stringOf((out) => writeAddress(out, index, named, number, cep)),
    cep: stringOf((out) => writeCep(out, cep)),
  };
}

/** A stream with the same number in every row. */
export function always(number: number): RandomStream {
  return {
    uint32: () => number,
    uint32s: (rows) => new Uint32Array(rows.length).fill(number),
    below: (_, bound) => Math.min(number, bound - 1),
  };
}
