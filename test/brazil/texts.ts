import { type AddressDraws, addressIn, writeAddress } from '../../lib/brazil/address.ts';
import { birthDays, pickBirthDay } from '../../lib/brazil/age.ts';
import { writeCpf, writeImpossibleCpf } from '../../lib/brazil/cpf.ts';
import { writeEmail } from '../../lib/brazil/email.ts';
import { type NameDraws, personName, type Sex, writeName } from '../../lib/brazil/names.ts';
import { writeMobileNumber } from '../../lib/brazil/phone.ts';
import type { Place } from '../../lib/brazil/places.ts';
import { plainAscii } from '../../lib/brazil/plain-ascii.ts';
import { writeCep } from '../../lib/brazil/postal-code.ts';
import { encoded, stringOf } from '../../lib/model/text-column.ts';
import { writeUuidV7 } from '../../lib/sources/uuid.ts';

// What the writers of the library write into columns, as strings.

export const cpfOf = (base: number) => stringOf((out) => writeCpf(out, base));

export const impossibleCpfOf = (base: number) => stringOf((out) => writeImpossibleCpf(out, base));

export const cepOf = (prefix: number, suffix: number) =>
  stringOf((out) => writeCep(out, prefix, suffix));

export const mobileNumber = (areaCode: number, number: number) =>
  stringOf((out) => writeMobileNumber(out, areaCode, number));

export const uuidV7 = (time: number, high: number, low: number, unique: number) =>
  stringOf((out) => writeUuidV7(out, time, high, low, unique));

export const birthDay = (age: number, today: number, draw: number) =>
  pickBirthDay(birthDays(age, today), draw);

/** From names as they are written, accents and all. */
export function emailOf(parts: { first: string; last: string; token: number; style: number }) {
  const [first, last] = [encoded(plainAscii(parts.first)), encoded(plainAscii(parts.last))];
  return stringOf((out) => writeEmail(out, { ...parts, first, last }));
}

/** A full name, and the two parts of it that an e-mail address is made of. */
export function nameOf(sex: Sex, birthYear: number, draws: NameDraws) {
  const name = personName(sex, birthYear, draws);
  return {
    full: stringOf((out) => writeName(out, name)),
    first: name.first.text,
    last: name.family.at(-1)?.text ?? '',
  };
}

/** An address in one line, and its postal code. */
export function addressOf(place: Place, draws: AddressDraws) {
  const address = addressIn(place, draws);
  return {
    line: stringOf((out) => writeAddress(out, address)),
    cep: cepOf(address.cep.prefix, address.cep.suffix),
  };
}
