import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCepOf, STREET_SUFFIXES } from '../../lib/brazil/postal-code.ts';
import { states } from '../../lib/brazil/states.ts';
import { InputError } from '../../lib/errors.ts';
import { cepOf } from './texts.ts';

describe('cepOf', () => {
  it.each([
    [1001, 0, '01001-000'],
    [24_020, 5, '24020-005'],
    [99_999, 899, '99999-899'],
  ])('writes %i and %i as %s', (prefix, suffix, cep) => {
    expect(cepOf(prefix, suffix)).toBe(cep);
  });

  it('writes both parts with all their digits', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.nat(999), (prefix, suffix) => {
        const cep = cepOf(prefix, suffix);

        expect(cep).toMatch(/^\d{5}-\d{3}$/);
        expect(cep.split('-').map(Number)).toEqual([prefix, suffix]);
      }),
    );
  });
});

describe('isCepOf', () => {
  it.each([
    ['01000-000', 'SP'],
    ['19999-999', 'SP'],
    ['20000-000', 'RJ'],
    ['69299-000', 'AM'],
    ['69400-000', 'AM'],
    ['72799-999', 'DF'],
    ['73000-000', 'DF'],
    ['73700-000', 'GO'],
  ])('finds %s in %s', (cep, uf) => {
    expect(isCepOf(cep, uf)).toBe(true);
  });

  it.each([
    ['00999-999', 'SP'],
    ['20000-000', 'SP'],
    // Roraima is between the two ranges of Amazonas, and Goiás between those of the Federal
    // District.
    ['69300-000', 'AM'],
    ['72800-000', 'DF'],
    ['73699-999', 'GO'],
  ])('does not find %s in %s', (cep, uf) => {
    expect(isCepOf(cep, uf)).toBe(false);
  });

  it.each([
    '24020005',
    '24020-05',
    '24020-0055',
    ' 24020-005',
    '24020-005\n',
    '2402-0005',
    '',
    'x',
  ])('finds %j in no state, because it is malformed', (text) => {
    const found = states.filter(({ uf }) => isCepOf(text, uf));

    expect(found).toEqual([]);
  });

  it('finds a postal code in at most one state', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.nat(999), (prefix, suffix) => {
        const cep = cepOf(prefix, suffix);

        const found = states.filter(({ uf }) => isCepOf(cep, uf));

        expect(found.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  it('rejects a state that does not exist', () => {
    expect(() => isCepOf('24020-005', 'XX')).toThrow(InputError);
  });
});

describe('STREET_SUFFIXES', () => {
  // Correios assigns 900 and above to large recipients, post offices and post office boxes.
  it('ends where the suffixes of large recipients begin', () => {
    expect(STREET_SUFFIXES).toBe(900);
  });
});
