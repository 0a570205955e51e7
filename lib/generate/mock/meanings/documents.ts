import { CNPJ_ROOTS, writeCnpj } from '../../../brazil/cnpj.ts';
import { CPFS_PER_REGION, cpfBase, writeCpf } from '../../../brazil/cpf.ts';
import { placeColumns } from '../../../brazil/places.ts';
import { numberColumn } from '../content/columns.ts';
import type { Content, TextContent } from '../content/content.ts';
import { randomDigits } from '../content/random-digits.ts';
import { stringsOf } from '../content/strings-of.ts';
import type { RowSet } from '../rows/row-set.ts';
import { scattered } from '../typed/distinct-texts.ts';
import type { Context, Meaning } from './meaning.ts';

const NOT_DIGITS = /\D/g;

/** Numbers and names under which people and companies are registered. */
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
    contents: ({ person }) => [randomDigits(person.draws('rg'), 9)],
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
