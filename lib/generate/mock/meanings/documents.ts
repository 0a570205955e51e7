import { CNPJ_ROOTS, writeCnpj } from '../../../brazil/cnpj.ts';
import { CPFS_PER_REGION, cpfBase, writeCpf } from '../../../brazil/cpf.ts';
import { placeColumns } from '../../../brazil/places.ts';
import { CARD_NUMBERS, CARD_PREFIX, writeCardNumber } from '../../relational/card-number.ts';
import { columnOf, numberColumn } from '../content/columns.ts';
import type { Content, TextContent } from '../content/content.ts';
import { padded } from '../content/digits.ts';
import { evenNumbers } from '../content/number-content.ts';
import { stringsOf } from '../content/strings-of.ts';
import { anyWords } from '../content/word-content.ts';
import type { RowSet } from '../row-set.ts';
import { scattered } from '../typed/distinct-texts.ts';
import type { Context, Meaning } from './meaning.ts';
import { brands } from './word-lists.ts';

const NOT_DIGITS = /\D/g;

/** Numbers that identify people, companies, cards and accounts. */
export const documentMeanings: readonly Meaning[] = [
  {
    name: 'cpf',
    about: 'CPF with valid check digits, of the fiscal region where the person lives',
    said: { 7: 'cpf, cadastro pessoa fisica', 4: 'cpf cnpj, documento, num documento' },
    subject: 'person',
    contents: (context) => documentForms(cpfs(context), { written: 14, digits: 11 }, context),
  },
  {
    name: 'cnpj',
    about: 'CNPJ with valid check digits',
    said: { 7: 'cnpj' },
    subject: 'company',
    contents: (context) => documentForms(cnpjs(context), { written: 18, digits: 14 }, context),
  },
  {
    name: 'rg',
    about: 'identity card number of nine digits',
    said: { 5: 'rg, identidade, num rg' },
    subject: 'person',
    contents: ({ person }) => [digitsContent(person.draws('rg'), 9)],
  },
  {
    name: 'company',
    about: 'registered name of the company',
    said: {
      6: 'razao social, nome empresa, company name, legal name, nome fornecedor, supplier name',
      4: 'empresa, company, empregador, employer, fornecedor, supplier',
    },
    subject: 'company',
    contents: ({ company }) => [
      { kind: 'text', longest: 80, cutTo: 6, isNumbered: true, make: company.legalNames },
    ],
  },
  {
    name: 'trade-name',
    about: 'name that the company goes by',
    said: { 7: 'nome fantasia, trade name, fantasia' },
    subject: 'company',
    contents: ({ company }) => [
      { kind: 'text', longest: 80, cutTo: 6, isNumbered: true, make: company.tradeNames },
    ],
  },
  {
    name: 'card-number',
    about: 'card number with a valid check digit, in a range that no issuer has',
    said: {
      6: 'numero cartao, num cartao, nr cartao, no cartao, card number, pan, numero do cartao',
    },
    contents: (context) => [cardNumbers(context)],
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
    contents: ({ draws }) => [digitsContent(draws('value'), 3)],
  },
  {
    name: 'iban',
    about: 'text in the form of a Brazilian IBAN with the check digits 00, which no account has',
    said: { 5: 'iban' },
    contents: ({ draws }) => {
      const [bank, account] = [draws('bank'), draws('account')];
      return [
        {
          kind: 'text',
          longest: 29,
          make: (rows) => {
            const accounts = account.below(rows, 1_000_000_000);
            return columnOf(
              bank.below(rows, 100_000),
              (branch, row) =>
                `BR0000000000${padded(branch, 5)}${padded(accounts[row] as number, 10)}C1`,
            );
          },
        },
      ];
    },
  },
  {
    name: 'bank-branch',
    about: 'branch of a bank, four digits',
    said: { 5: 'agencia, bank branch, cod agencia, num agencia' },
    contents: ({ draws }) => [digitsContent(draws('value'), 4)],
  },
  {
    name: 'bank-account',
    about: 'number of a bank account, with a digit behind a hyphen',
    said: { 5: 'numero conta, num conta, conta corrente, nr conta, account number, bank account' },
    contents: ({ draws }) => {
      const digits = digitsContent(draws('value'), 7);
      return [
        {
          ...digits,
          longest: 8,
          make: (rows) => digits.make(rows).map((text) => `${text.slice(0, 6)}-${text.slice(6)}`),
        },
        evenNumbers(draws('value'), { least: 100_000, most: 9_999_999 }),
      ];
    },
  },
];

/** As it is written, as digits, and as a number; digits first where the name says so. */
function documentForms(
  written: TextContent,
  { written: longest, digits }: { readonly written: number; readonly digits: number },
  { words }: Context,
): readonly Content[] {
  const bare = (texts: readonly string[]) => texts.map((text) => text.replace(NOT_DIGITS, ''));
  const { distinct } = written;
  const plain: TextContent = {
    ...written,
    longest: digits,
    make: (rows) => bare(written.make(rows)),
    ...(distinct && {
      distinct: {
        size: distinct.size,
        make: (numbers, rows) => bare(distinct.make(numbers, rows)),
      },
    }),
  };
  const number: Content = {
    kind: 'number',
    scale: 0,
    least: 0,
    most: 10 ** digits - 1,
    make: (rows) => numberColumn(plain.make(rows), Number),
    ...(plain.distinct && {
      distinct: {
        size: plain.distinct.size,
        make: (numbers, rows) => numberColumn(plain.distinct?.make(numbers, rows) ?? [], Number),
      },
    }),
  };
  const isBare = ['num', 'nr', 'nro', 'numero'].includes(words[0] ?? '');
  return isBare ? [plain, number] : [{ ...written, longest }, plain, number];
}

function cpfs({ person }: Context): TextContent {
  const draws = person.draws('cpf');
  const scatter = scattered(person.draws, CPFS_PER_REGION, 'cpf');
  const written = (rows: RowSet, numberOf: (row: number) => number) => {
    const places = person.home.places(rows);
    return stringsOf(rows.length, (out, row) => {
      const region = placeColumns.fiscalRegion[places[row] as number] as number;
      writeCpf(out, cpfBase(region, numberOf(row)));
    });
  };
  return {
    kind: 'text',
    longest: 14,
    make: (rows) => {
      const numbers = draws.below(rows, CPFS_PER_REGION);
      return written(rows, (row) => numbers[row] as number);
    },
    distinct: {
      size: CPFS_PER_REGION,
      make: (numbers, rows) => written(rows, (row) => scatter(numbers[row] as number)),
    },
  };
}

function cnpjs({ company, shared }: Context): TextContent {
  const scatter = scattered(shared, CNPJ_ROOTS, 'cnpj');
  return {
    kind: 'text',
    longest: 18,
    make: (rows) => {
      const roots = company.roots(rows);
      return stringsOf(rows.length, (out, row) => writeCnpj(out, roots[row] as number));
    },
    distinct: {
      size: CNPJ_ROOTS,
      make: (numbers, rows) =>
        stringsOf(rows.length, (out, row) => writeCnpj(out, scatter(numbers[row] as number) + 1)),
    },
  };
}

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

/** Random digits, zeros in front included. */
function digitsContent(
  draws: ReturnType<Context['draws']>,
  width: number,
): Extract<Content, { kind: 'text' }> {
  return {
    kind: 'text',
    longest: width,
    make: (rows) => columnOf(draws.below(rows, 10 ** width), (number) => padded(number, width)),
  };
}
