import { writeAddress } from '../../../brazil/address.ts';
import { neighbourhoodIn, streetIn } from '../../../brazil/city-streets.ts';
import { MOBILES_PER_AREA_CODE, writeMobileNumber } from '../../../brazil/phone.ts';
import { cityWords, placeColumns, places } from '../../../brazil/places.ts';
import { writeCep } from '../../../brazil/postal-code.ts';
import { stateFacts } from '../../../brazil/state-facts.ts';
import { writeStreetName } from '../../../brazil/street-names.ts';
import { scale as scaled } from '../../../model/keyed-random.ts';
import { pieceText } from '../../../model/piece.ts';
import type { TextWriter } from '../../../model/text-writer.ts';
import { columnOf, numberColumn } from '../content/columns.ts';
import type { Content, TextContent } from '../content/content.ts';
import { knownNumbers } from '../content/number-content.ts';
import { stringsOf } from '../content/strings-of.ts';
import { unitText } from '../content/units.ts';
import { anyWords, wordsAt } from '../content/word-content.ts';
import type { RowSet } from '../row-set.ts';
import type { Context, Meaning } from './meaning.ts';
import { countries } from './word-lists.ts';

const SHORT = 6;

const facts = places.map(({ state }) => stateFacts[state.uf]);
const stateNames = facts.map((state) => state?.name ?? '');
const regionNames = facts.map((state) => state?.region ?? '');
const ufs = places.map(({ state }) => state.uf);

/** Words of names that say that `state` is one of a country. */
const NEAR_STATES = ['city', 'cidade', 'municipio', 'cep', 'zip', 'zipcode', 'address', 'country'];

/** Words of names that say that a number is that of a house. */
const NEAR_NUMBERS = ['logradouro', 'rua', 'endereco', 'street', 'bairro', 'cep', 'complemento'];

/** Where people live, and how they are called. */
export const placeMeanings: readonly Meaning[] = [
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
  {
    name: 'address',
    about: 'address on one line',
    said: { 5: 'endereco, address, residencia, endereco completo' },
    subject: 'person',
    contents: ({ person: { home }, around }) => {
      const hasCity = ['cidade', 'city', 'municipio', 'cep'].some((word) => around.has(word));
      const write = hasCity ? writeShortAddress : writeAddress;
      return [
        {
          kind: 'text',
          longest: 160,
          cutTo: SHORT,
          isNumbered: true,
          make: (rows) => {
            const { ceps, named } = home.codes(rows);
            const [cities, numbers] = [home.places(rows), home.numbers(rows)];
            return stringsOf(rows.length, (out, row) =>
              write(
                out,
                cities[row] as number,
                named[row] as number,
                numbers[row] as number,
                ceps[row] as number,
              ),
            );
          },
        },
      ];
    },
  },
  {
    name: 'street',
    about: 'street that the postal code names',
    said: { 6: 'logradouro, rua, street, nome logradouro, street name, nome rua, street address' },
    subject: 'person',
    contents: ({ person: { home } }) => [
      {
        kind: 'text',
        longest: 80,
        cutTo: SHORT,
        isNumbered: true,
        make: (rows) => {
          const { named } = home.codes(rows);
          return stringsOf(rows.length, (out, row) =>
            writeStreetName(out, streetIn(named[row] as number)),
          );
        },
      },
    ],
  },
  {
    name: 'house-number',
    about: 'number of the house',
    said: {
      6: 'house number, numero casa, numero endereco, num endereco, nr endereco, street number, numero imovel, numero logradouro, num logradouro',
      4: 'numero, number, nro, num',
    },
    subject: 'person',
    contents: ({ person: { home }, around, isAsked }) =>
      isAsked || NEAR_NUMBERS.some((word) => around.has(word))
        ? [knownNumbers({ least: 1, most: 3000 }, (rows) => Float64Array.from(home.numbers(rows)))]
        : [],
  },
  {
    name: 'address-complement',
    about: 'apartment or block',
    said: { 5: 'complemento, address line 2, complement' },
    subject: 'person',
    contents: ({ person }) => {
      const draws = person.draws('complement');
      return [
        {
          kind: 'text',
          longest: 8,
          make: (rows) => columnOf(draws.below(rows, 240), (number) => `Apto ${number + 11}`),
        },
      ];
    },
  },
  {
    name: 'neighbourhood',
    about: 'neighbourhood that the postal code names',
    said: { 5: 'bairro, neighborhood, neighbourhood, district, distrito' },
    subject: 'person',
    contents: ({ person: { home } }) => [
      {
        kind: 'text',
        longest: 60,
        cutTo: SHORT,
        // The pieces of names have the commas of an address around them.
        make: (rows) =>
          columnOf(home.codes(rows).named, (named) =>
            pieceText(neighbourhoodIn(named)).slice(2, -2),
          ),
      },
    ],
  },
  {
    name: 'cep',
    about: 'postal code of the city',
    said: { 7: 'cep, zip, zipcode, zip code, postal code, postcode, codigo postal' },
    subject: 'person',
    contents: ({ person: { home } }) => {
      const written = (rows: RowSet) => {
        const { ceps } = home.codes(rows);
        return stringsOf(rows.length, (out, row) => writeCep(out, ceps[row] as number));
      };
      return [
        { kind: 'text', longest: 9, make: written },
        {
          kind: 'text',
          longest: 8,
          make: (rows) => written(rows).map((cep) => cep.slice(0, 5) + cep.slice(6)),
        },
        knownNumbers({ least: 1_000_000, most: 99_999_999 }, (rows) =>
          Float64Array.from(home.codes(rows).ceps),
        ),
      ];
    },
  },
  {
    name: 'city',
    about: 'municipality, in proportion to its residents',
    said: { 5: 'cidade, municipio, city, nome cidade, nome municipio, naturalidade' },
    subject: 'person',
    contents: ({ person: { home } }) => [
      {
        ...wordsAt(cityWords.texts, (rows) =>
          home.places(rows).map((place) => placeColumns.city[place] as number),
        ),
        cutTo: SHORT,
      },
    ],
  },
  {
    name: 'uf',
    about: 'two letters of the state',
    said: { 7: 'uf, sigla estado, sigla uf, state code, state abbr, cod uf' },
    subject: 'person',
    contents: ({ person: { home } }) => [wordsAt(ufs, home.places)],
  },
  {
    name: 'state',
    about: 'name of the state, or its two letters where there is no room',
    said: { 7: 'state', 5: 'estado, nome estado, state name, province' },
    subject: 'person',
    contents: ({ person: { home }, words, around, field, isAsked }) => {
      const isState =
        isAsked || !words.includes('state') || NEAR_STATES.some((word) => around.has(word));
      if (!isState) return [];
      const letters = wordsAt(ufs, home.places);
      return field.length === 2 ? [letters] : [wordsAt(stateNames, home.places), letters];
    },
  },
  {
    name: 'region',
    about: 'region of the state',
    said: { 5: 'regiao, region' },
    subject: 'person',
    contents: ({ person: { home } }) => [wordsAt(regionNames, home.places)],
  },
  {
    name: 'latitude',
    about: 'latitude near the capital of the state',
    said: { 5: 'latitude, lat' },
    subject: 'person',
    contents: (context) => [degrees(context, 'latitude')],
  },
  {
    name: 'longitude',
    about: 'longitude near the capital of the state',
    said: { 5: 'longitude, lng, lon, long' },
    subject: 'person',
    contents: (context) => [degrees(context, 'longitude')],
  },
  {
    name: 'point',
    about: 'the same as a point in WKT',
    said: { 4: 'geom, geo, location, localizacao, point, coordinates, coordenadas, geography' },
    subject: 'person',
    contents: (context) => {
      if (context.field.type !== 'geography') return [];
      const [latitudes, longitudes] = [degrees(context, 'latitude'), degrees(context, 'longitude')];
      return [
        {
          kind: 'other',
          types: ['geography'],
          make: (rows) => {
            const north = latitudes.make(rows);
            return columnOf(longitudes.make(rows), (east, row) => {
              return `POINT(${unitText(east, 6)} ${unitText(north[row] as number, 6)})`;
            });
          },
        },
      ];
    },
  },
  {
    name: 'country',
    about: 'name of a country; that of a person is Brazil',
    said: { 5: 'pais, country, country name, nome pais, nacionalidade, nationality' },
    contents: (context) => [
      wordsAt(
        countries.map((each) => each[context.language]),
        countryOf(context),
      ),
      ...countryCodes(context),
    ],
  },
  {
    name: 'country-code',
    about: 'code of the country of the row: two or three letters (ISO 3166-1)',
    said: { 7: 'country code, cod pais, sigla pais, codigo pais, country iso' },
    contents: countryCodes,
  },
  {
    name: 'currency',
    about: 'code of the currency of the country of the row (ISO 4217)',
    said: { 5: 'moeda, currency, cod moeda, currency code' },
    contents: (context) => [
      wordsAt(
        countries.map(({ currency }) => currency),
        countryOf(context),
      ),
    ],
  },
  {
    name: 'language',
    about: 'language of the country of the row, as `pt-BR`',
    said: { 5: 'idioma, language, lang, locale' },
    contents: (context) => {
      const ofRow = countryOf(context);
      return [
        wordsAt(
          countries.map(({ locale }) => locale),
          ofRow,
        ),
        wordsAt(
          countries.map(({ locale }) => locale.slice(0, 2)),
          ofRow,
        ),
      ];
    },
  },
  {
    name: 'time-zone',
    about: 'time zone of Brazil',
    said: { 6: 'time zone, timezone, fuso, fuso horario, tz' },
    contents: ({ draws }) => [
      anyWords(
        ['America/Sao_Paulo', 'America/Fortaleza', 'America/Manaus', 'America/Rio_Branco'],
        draws('value'),
      ),
    ],
  },
];

/** Street and number, where the city has a field of its own. */
function writeShortAddress(out: TextWriter, _place: number, named: number, number: number): void {
  writeStreetName(out, streetIn(named));
  out.ascii(COMMA);
  out.ascii(SPACE);
  for (const digit of String(number)) out.ascii(digit.charCodeAt(0));
}

const COMMA = 44;
const SPACE = 32;

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

/** Millionths of a degree within which a home is from the capital of its state. */
const NEAR_CAPITAL = 30_000;

function degrees({ person }: Context, axis: 'latitude' | 'longitude') {
  const draws = person.draws(axis);
  return {
    kind: 'number',
    scale: 6,
    least: axis === 'latitude' ? -90_000_000 : -180_000_000,
    most: axis === 'latitude' ? 90_000_000 : 180_000_000,
    make: (rows: RowSet) => {
      const cities = person.home.places(rows);
      return numberColumn(draws.uint32s(rows), (number, row) => {
        const capital = facts[cities[row] as number]?.[axis] ?? 0;
        return capital * 10_000 + scaled(number, 2 * NEAR_CAPITAL + 1) - NEAR_CAPITAL;
      });
    },
  } as const;
}

/** The country of each row: people are from Brazil, and other rows from anywhere. */
function countryOf({ shared, around }: Context): (rows: RowSet) => ArrayLike<number> {
  const draws = shared('country');
  const isBrazil = ['cpf', 'cep', 'uf', 'bairro', 'municipio'].some((word) => around.has(word));
  return (rows) => {
    if (isBrazil) return new Uint8Array(rows.length);
    // The smaller of two draws: the first countries more often.
    const numbers = draws.below(rows, countries.length * countries.length);
    return numbers.map((number) =>
      Math.min(Math.floor(number / countries.length), number % countries.length),
    );
  };
}

function countryCodes(context: Context): readonly Content[] {
  const ofRow = countryOf(context);
  const two = wordsAt(
    countries.map(({ alpha2 }) => alpha2),
    ofRow,
  );
  const three = wordsAt(
    countries.map(({ alpha3 }) => alpha3),
    ofRow,
  );
  return context.field.length === 3 ? [three, two] : [two];
}
