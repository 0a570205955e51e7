import type { Content } from '../content/content.ts';
import { anyWords, wordsAt } from '../content/word-content.ts';
import type { RowSet } from '../rows/row-set.ts';
import type { Context, Meaning } from './meaning.ts';
import { countries } from './word-lists.ts';

/** Countries, and what follows from them. */
export const countryMeanings: readonly Meaning[] = [
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
