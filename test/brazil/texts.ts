import { writeAddress } from '../../lib/brazil/address.ts';
import { birthDays, pickBirthDay } from '../../lib/brazil/age.ts';
import { cepOf as cepOfCode, pickCode } from '../../lib/brazil/city-streets.ts';
import { writeCpf, writeImpossibleCpf } from '../../lib/brazil/cpf.ts';
import { writeEmail } from '../../lib/brazil/email.ts';
import { personName, type Sex, writeName } from '../../lib/brazil/names.ts';
import { writeMobileNumber } from '../../lib/brazil/phone.ts';
import { type Place, streetsOf } from '../../lib/brazil/places.ts';
import { plainAscii } from '../../lib/brazil/plain-ascii.ts';
import { writeCep } from '../../lib/brazil/postal-code.ts';
import { writeUuidV7 } from '../../lib/generate/accounts/uuid.ts';
import { encoded } from '../../lib/model/encoded-text.ts';
import type { RandomStream } from '../../lib/model/keyed-random.ts';
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
  return stringOf((out) => writeEmail(out, { ...parts, first, last }));
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
export function nameOf(sex: Sex, birthYear: number, draws: NameDraws) {
  const streams = {
    given: always(draws.given),
    'second-given': always(draws.secondGiven),
    'name-form': always(draws.form),
    surname: always(draws.surname),
    'second-surname': always(draws.secondSurname),
    'third-surname': always(draws.thirdSurname),
    particles: always(draws.particles),
  };
  const name = personName(sex, birthYear, streams, 0);
  return {
    full: stringOf((out) => writeName(out, name)),
    first: name.first.text,
    last: name.family.at(-1)?.text ?? '',
  };
}

/** An address on one line, and its postal code. */
export function addressOf(place: Place, draws: AddressDraws) {
  const streams = { 'street-number': always(draws.number) };
  const code = pickCode(streetsOf(place), draws.cep);
  return {
    line: stringOf((out) => writeAddress(out, place, code, streams, 0)),
    cep: stringOf((out) => writeCep(out, cepOfCode(streetsOf(place), code))),
  };
}

/** A stream with the same number in every row. */
export function always(number: number): RandomStream {
  return { uint32: () => number, below: (_, bound) => Math.min(number, bound - 1) };
}
