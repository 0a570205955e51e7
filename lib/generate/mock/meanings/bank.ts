import { columnOf } from '../content/columns.ts';
import { padded } from '../content/digits.ts';
import { evenNumbers } from '../content/number-content.ts';
import { randomDigits } from '../content/random-digits.ts';
import type { Meaning } from './meaning.ts';

/** Numbers of bank accounts. */
export const bankMeanings: readonly Meaning[] = [
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
    contents: ({ draws }) => [randomDigits(draws('value'), 4)],
  },
  {
    name: 'bank-account',
    about: 'number of a bank account, with a digit behind a hyphen',
    said: { 5: 'numero conta, num conta, conta corrente, nr conta, account number, bank account' },
    contents: ({ draws }) => {
      const digits = randomDigits(draws('value'), 7);
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
