import { describe, expect, it } from 'vitest';
import { checkNames, looksLikeHeader, matchNames } from '../../lib/contract/match-names.ts';
import { CaptureError } from '../../lib/errors.ts';
import { contractOf } from './contract-table.ts';

const types = { DATA_VENDA: 'date', PRECO: 'decimal', OBS: 'string?' } as const;
const contract = contractOf(types, { columns: { PRECO: { from: ['preço', 'Valor unitário'] } } });

describe('matching names', () => {
  it('finds columns in any order, without accents, case, blanks and separators', () => {
    const names = [' Valor-Unitario ', 'obs', 'data  da venda', 'Data venda'];

    const match = matchNames(contract, names);

    expect(match).toEqual({
      places: [3, 0, 1],
      unknown: ['data  da venda'],
      missing: [],
      repeated: [],
    });
  });

  it('tells missing, repeated and unknown columns, and leaves out blank names', () => {
    const match = matchNames(contract, ['PRECO', 'preco', 'Preço', ' ', 'other', 'Valor unitário']);

    expect(match).toEqual({
      places: [-1, 0, -1],
      unknown: ['other'],
      missing: [
        { column: 'DATA_VENDA', isRequired: true },
        { column: 'OBS', isRequired: false },
      ],
      repeated: [{ column: 'PRECO', names: ['PRECO', 'preco', 'Preço', 'Valor unitário'] }],
    });
  });

  it('uses the own name of a column only where no other one is declared', () => {
    const renamed = contractOf({ a: 'string' }, { columns: { a: { from: 'b' } } });

    expect(matchNames(renamed, ['a', 'b']).places).toEqual([1]);
  });
});

describe('a header', () => {
  it('has all required columns', () => {
    expect(looksLikeHeader(contract, ['x', 'DATA VENDA', 'preço'])).toBe(true);
    expect(looksLikeHeader(contract, ['DATA VENDA', 'obs'])).toBe(false);
  });

  it('has at least one column where none is required', () => {
    const optional = contractOf({ a: 'string?', b: 'string?' });

    expect(looksLikeHeader(optional, ['x'])).toBe(false);
    expect(looksLikeHeader(optional, ['x', 'B'])).toBe(true);
  });
});

describe('checking names', () => {
  const capture = 'base.xlsx';

  it('accepts unknown columns and missing ones that may be empty', () => {
    const match = matchNames(contract, ['Data Venda', 'x', 'valor unitário']);

    expect(() => checkNames(contract, match, { capture })).not.toThrow();
  });

  it('refuses missing required and repeated columns, all at once', () => {
    const match = matchNames(contract, ['obs', 'OBS']);

    expect(() => checkNames(contract, match, { capture })).toThrow(CaptureError);
    expect(() => checkNames(contract, match, { capture })).toThrow(
      'Expected base.xlsx to have each column of t once: DATA_VENDA, PRECO, OBS, got no column DATA_VENDA, no column PRECO, "obs" and "OBS" for OBS.',
    );
  });

  it('refuses unknown columns where the contract says so', () => {
    const strict = contractOf({ a: 'string' }, { unknown: 'fail' });

    const match = matchNames(strict, ['a', 'b']);

    expect(() => checkNames(strict, match, { capture })).toThrow(/got an unknown column "b"\./);
  });
});
