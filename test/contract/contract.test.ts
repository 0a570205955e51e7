import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openContract } from '../../lib/contract/contract.ts';
import type { ContractData } from '../../lib/contract/contract-data.ts';
import { contractDigest } from '../../lib/contract/contract-digest.ts';
import { InputError } from '../../lib/errors.ts';
import { contractOf, nullableTable } from './contract-table.ts';

const table = nullableTable({
  day: 'date',
  units: 'integer',
  price: 'decimal',
  brand: 'string?',
  paid: 'boolean',
  at: 'timestamp',
});

/** A column option that is wrong, and what the error says. */
const wrong: readonly (readonly [unknown, RegExp])[] = [
  ['x', /^Expected the contract of t to be an object, got "x"/],
  [{ column: {} }, /got "column"\. Did you mean "columns"\?/],
  [
    { columns: [] },
    /^Expected columns of the contract of t to be an object with names of columns, got \[\]/,
  ],
  [{ columns: { dya: {} } }, /got "dya"\. Did you mean "day"\?/],
  [{ columns: { day: null } }, /^Expected columns\.day of the contract of t to be an object/],
  [
    { columns: { day: { read: [] } } },
    /of type date: from, reads, nulls, min, max, allowed, got "read"\. Did you mean "reads"\?/,
  ],
  [{ columns: { day: { trim: true } } }, /got "trim"/],
  [
    { columns: { day: { reads: 'dd/mm/yyyy' } } },
    /^Expected columns\.day\.reads of the contract of t to be a list of spellings/,
  ],
  [
    { columns: { day: { reads: ['dd/mm/yy'] } } },
    /got \["dd\/mm\/yy"\]\. Did you mean "dd\/mm\/yyyy"\?/,
  ],
  [{ columns: { day: { reads: [] } } }, /day\.reads/],
  [{ columns: { day: { reads: ['dd/mm/yyyy', 'mm/dd/yyyy'] } } }, /no two of which/],
  [{ columns: { day: { reads: ['serial', 'serial-1904'] } } }, /no two of which/],
  [
    { columns: { day: { min: '15/01/2019' } } },
    /day\.min .* a value of type date, spelled yyyy-mm-dd, got "15\/01\/2019"/,
  ],
  [{ columns: { units: { reads: ['1234', '1.234'] } } }, /units\.reads .* a list with one of/],
  [{ columns: { units: { min: 2, max: 1 } } }, /units\.min .* at most max, got 2/],
  [{ columns: { units: { max: 1.5 } } }, /units\.max/],
  [{ columns: { units: { allowed: [] } } }, /units\.allowed .* a list of texts or numbers/],
  [{ columns: { units: { allowed: ['x'] } } }, /units\.allowed .* a value of type integer/],
  [{ columns: { units: { from: [] } } }, /units\.from/],
  [
    { columns: { units: { from: 'PRICE' } } },
    /price\.from .* other names than those of units, got "price"/,
  ],
  [{ columns: { price: { min: '0,5' } } }, /price\.min/],
  [{ columns: { price: { round: 'yes' } } }, /price\.round .* true or false, got "yes"/],
  [{ columns: { brand: { pattern: '(' } } }, /brand\.pattern .* a regular expression/],
  [{ columns: { brand: { pattern: '(a+)+' } } }, /brand\.pattern .* repeats no group/],
  [{ columns: { brand: { case: 'Upper' } } }, /brand\.case .* "upper" or "lower"/],
  [{ columns: { brand: { maxLength: 0 } } }, /brand\.maxLength/],
  [{ columns: { brand: { reads: ['0', 'number'] } } }, /brand\.reads/],
  [{ columns: { brand: { nulls: '-' } } }, /brand\.nulls/],
  [{ columns: { paid: { reads: ['S'] } } }, /paid\.reads .* pairs/],
  [{ columns: { paid: { reads: ['S/N', 'n/s'] } } }, /paid\.reads/],
  [{ columns: { at: { zone: 'America/Sao_Paulo' } } }, /at\.zone .* -03:00/],
  [{ columns: { at: { reads: ['serial'] } } }, /at\.reads .* declares no zone/],
  [{ columns: { at: { reads: ['unix-seconds', 'unix-milliseconds'] } } }, /at\.reads/],
  [
    { faults: 'ignore' },
    /^Expected faults of the contract of t to be "reject" or "fail", got "ignore"/,
  ],
  [
    { ceiling: 101 },
    /^Expected ceiling of the contract of t to be a number from 0 to 100, got 101/,
  ],
  [{ unknown: true }, /^Expected unknown of the contract of t/],
];

describe('opening a contract', () => {
  it.each(wrong)('refuses %j', (data, message) => {
    expect(() => openContract(table, data)).toThrow(InputError);
    expect(() => openContract(table, data)).toThrow(message);
    expect(() => openContract(table, data)).toThrow(
      /Correct the contract in the file of the job\.$/,
    );
  });

  it('needs no declaration', () => {
    expect(openContract(table)).toMatchObject({ faults: 'reject', ceiling: 10, unknown: 'report' });
  });

  it('takes columns of any name', () => {
    const names = ['constructor', '__proto__', 'toString'];
    const types = Object.fromEntries(names.map((name) => [name, 'string'] as const));

    const { columns } = contractOf(
      types,
      JSON.parse('{"columns": {"toString": {"case": "upper"}}}'),
    );

    expect(columns.map(({ declared }) => declared)).toEqual(
      columns.map(({ column }) => (column.name === 'toString' ? { case: 'upper' } : {})),
    );
  });

  it('throws nothing but its error, whatever a file says', () => {
    const options = [
      'from',
      'reads',
      'trim',
      'empty',
      'nulls',
      'case',
      'round',
      'zone',
      'min',
      'max',
      'maxLength',
      'pattern',
      'allowed',
    ];
    const columns = fc.dictionary(
      fc.constantFrom(...table.columns.map(({ name }) => name), 'x'),
      fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...options), fc.jsonValue())),
    );
    const data = fc.oneof(fc.jsonValue(), fc.record({ columns }));
    fc.assert(
      fc.property(data, (any) => {
        try {
          openContract(table, any);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});

describe('the digest of a contract', () => {
  const data: ContractData = { columns: { units: { min: 1, max: 20 }, brand: { case: 'upper' } } };
  const digest = contractDigest(openContract(table, data));

  it('does not depend on the order of options, nor on when a capture fails', () => {
    const same: ContractData = {
      unknown: 'fail',
      ceiling: 0,
      faults: 'fail',
      columns: { brand: { case: 'upper' }, units: { max: 20, min: 1 } },
    };

    expect(contractDigest(openContract(table, same))).toBe(digest);
    expect(digest).toMatch(/^[0-9a-f]{12}$/);
  });

  it('depends on what is declared, and on the columns of the table', () => {
    const renamed = { ...table, columns: table.columns.slice(1) };

    const others = [
      openContract(table),
      openContract(table, { columns: { ...data.columns, units: { min: 1, max: 21 } } }),
      openContract(renamed, data),
    ].map(contractDigest);

    expect(new Set([digest, ...others]).size).toBe(4);
  });

  it('stays the same for the same contract', () => {
    expect(digest).toBe('f900c4669c5e');
  });
});
