import { CARD_NUMBERS, CARD_PREFIX, writeCardNumber } from '../../relational/card-number.ts';
import type { Content, TextContent } from '../content/content.ts';
import { randomDigits } from '../content/random-digits.ts';
import { stringsOf } from '../content/strings-of.ts';
import { anyWords } from '../content/word-content.ts';
import { scattered } from '../typed/distinct-texts.ts';
import type { Context, Meaning } from './meaning.ts';
import { brands } from './word-lists.ts';

/** What is on a card. */
export const cardMeanings: readonly Meaning[] = [
  {
    name: 'card-number',
    about: 'card number with a valid check digit, in a range that no issuer has',
    said: {
      6: 'numero cartao, num cartao, nr cartao, no cartao, card number, pan, numero do cartao',
    },
    contents: (context) => [cardNumbers(context), ...longNumbers(context)],
  },
  {
    name: 'card-bin',
    about: 'first six digits of the card number of the row',
    said: { 6: 'bin, iin, card bin, bin cartao' },
    contents: (context) => [partOfCard(context, 0, 6), cardBin(context)],
  },
  {
    name: 'card-last-digits',
    about: 'last four digits of the card number of the row',
    said: {
      7: 'last digits, last four, last 4, ultimos digitos, final cartao, last 4 digits, card last 4',
    },
    contents: (context) => [partOfCard(context, 12, 16)],
  },
  {
    name: 'card-brand',
    about: 'invented brand of a card',
    said: { 6: 'bandeira, card brand, card type, bandeira cartao' },
    contents: ({ draws }) => [anyWords(brands, draws('value'))],
  },
  {
    name: 'security-code',
    about: 'three digits',
    said: { 6: 'cvv, cvc, cvv2, codigo seguranca, security code' },
    contents: ({ draws }) => [randomDigits(draws('value'), 3)],
  },
];

function cardNumbers({ card, shared }: Context): TextContent {
  const scatter = scattered(shared, CARD_NUMBERS, 'card');
  const written = (count: number, ownOf: (row: number) => number) =>
    stringsOf(count, (out, row) => writeCardNumber(out, ownOf(row)));
  return {
    kind: 'text',
    longest: 16,
    make: (rows) => {
      const own = card.numbers(rows);
      return written(rows.length, (row) => own[row] as number);
    },
    distinct: {
      size: CARD_NUMBERS,
      make: (numbers, rows) => written(rows.length, (row) => scatter(numbers[row] as number)),
    },
  };
}

/** For integers of 64 bits: beyond 2^53 they are text in NDJSON. */
function longNumbers(context: Context): readonly Content[] {
  const { bits = 64, min, max } = context.field;
  if (bits < 64 || min !== undefined || max !== undefined) return [];
  return [{ kind: 'other', types: ['integer'], make: cardNumbers(context).make }];
}

function partOfCard(context: Context, from: number, to: number): TextContent {
  const { make } = cardNumbers(context);
  return {
    kind: 'text',
    longest: to - from,
    make: (rows) => make(rows).map((number) => number.slice(from, to)),
  };
}

/** The first six digits as a number: the prefix, and the first two of its own. */
function cardBin({ card }: Context): Content {
  const least = CARD_PREFIX * 100;
  return {
    kind: 'number',
    scale: 0,
    least,
    most: least + 99,
    make: (rows) => card.numbers(rows).map((own) => least + Math.floor(own / (CARD_NUMBERS / 100))),
  };
}
