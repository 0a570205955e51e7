import { MOBILES_PER_AREA_CODE, writeMobileNumber } from '../../../brazil/phone.ts';
import { placeColumns } from '../../../brazil/places.ts';
import { numberColumn } from '../content/columns.ts';
import type { Content, TextContent } from '../content/content.ts';
import { knownNumbers } from '../content/number-content.ts';
import { stringsOf } from '../content/strings-of.ts';
import type { RowSet } from '../rows/row-set.ts';
import type { Context, Meaning } from './meaning.ts';

/** How people are called. */
export const phoneMeanings: readonly Meaning[] = [
  {
    name: 'phone',
    about: 'mobile number in the area code of the city',
    said: { 5: 'telefone, celular, fone, phone, mobile, tel, whatsapp, phone number, telephone' },
    subject: 'person',
    contents: phones,
  },
  {
    name: 'area-code',
    about: 'area code (DDD) of the city',
    said: { 5: 'ddd, area code, cod area' },
    subject: 'person',
    contents: ({ person }) => [
      knownNumbers({ least: 11, most: 99 }, (rows) =>
        numberColumn(person.home.places(rows), (place) => placeColumns.areaCode[place] as number),
      ),
    ],
  },
];

function phones({ person, around, words }: Context): readonly Content[] {
  const draws = person.draws('mobile');
  const full = (rows: RowSet) => {
    const numbers = draws.below(rows, MOBILES_PER_AREA_CODE);
    const cities = person.home.places(rows);
    return stringsOf(rows.length, (out, row) => {
      const areaCode = placeColumns.areaCode[cities[row] as number] as number;
      writeMobileNumber(out, areaCode, numbers[row] as number);
    });
  };
  const part = (longest: number, cut: (text: string) => string): TextContent => ({
    kind: 'text',
    longest,
    make: (rows) => full(rows).map(cut),
  });
  // `+55 11 96123-4567`
  const digits = part(11, (text) => text.slice(4, 6) + text.slice(7, 12) + text.slice(13));
  const local = part(10, (text) => text.slice(7));
  const localDigits = part(9, (text) => text.slice(7, 12) + text.slice(13));
  const hasAreaCode = around.has('ddd') && !words.includes('ddd');
  const number = (content: TextContent, most: number) =>
    knownNumbers({ least: 0, most }, (rows) => numberColumn(content.make(rows), Number));
  return hasAreaCode
    ? [local, localDigits, number(localDigits, 999_999_999)]
    : [
        part(17, (text) => text),
        digits,
        localDigits,
        number(digits, 99_999_999_999),
        number(localDigits, 999_999_999),
      ];
}
