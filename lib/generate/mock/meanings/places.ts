import { writeAddress } from '../../../brazil/address.ts';
import { neighbourhoodIn, streetIn } from '../../../brazil/city-streets.ts';
import { cityWords, placeColumns, places } from '../../../brazil/places.ts';
import { writeCep } from '../../../brazil/postal-code.ts';
import { stateFacts } from '../../../brazil/state-facts.ts';
import { writeStreetName } from '../../../brazil/street-names.ts';
import { pieceText } from '../../../model/piece.ts';
import type { TextWriter } from '../../../model/text-writer.ts';
import { columnOf } from '../content/columns.ts';
import { knownNumbers } from '../content/number-content.ts';
import { stringsOf } from '../content/strings-of.ts';
import { wordsAt } from '../content/word-content.ts';
import type { RowSet } from '../rows/row-set.ts';
import type { Meaning } from './meaning.ts';

const SHORT = 6;

const facts = places.map(({ state }) => stateFacts[state.uf]);

const stateNames = facts.map((state) => state?.name ?? '');

const regionNames = facts.map((state) => state?.region ?? '');

const ufs = places.map(({ state }) => state.uf);

/** Words of names that say that `state` is one of a country. */
const NEAR_STATES = ['city', 'cidade', 'municipio', 'cep', 'zip', 'zipcode', 'address', 'country'];

/** Words of names that say that a number is that of a house. */
const NEAR_NUMBERS = ['logradouro', 'rua', 'endereco', 'street', 'bairro', 'cep', 'complemento'];

const COMMA = 44;

const SPACE = 32;

/** Where people live. */
export const placeMeanings: readonly Meaning[] = [
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
];

/** Street and number, where the city has a field of its own. */
function writeShortAddress(out: TextWriter, _place: number, named: number, number: number): void {
  writeStreetName(out, streetIn(named));
  out.ascii(COMMA);
  out.ascii(SPACE);
  for (const digit of String(number)) out.ascii(digit.charCodeAt(0));
}
