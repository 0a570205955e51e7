import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMAIL_TOKENS } from '../../lib/brazil/email-tokens.ts';
import { givenNameRows } from '../../lib/brazil/given-names.ts';
import { surnameRows } from '../../lib/brazil/surnames.ts';
import { anyText } from '../any-text.ts';
import { emailOf } from './texts.ts';

const styles = fc.nat(2 ** 32 - 1);
const tokens = fc.nat(EMAIL_TOKENS - 1);

/** Every form at every domain. */
const allStyles = Array.from({ length: 24 }, (_, style) => style);

describe('emailOf', () => {
  it('writes the name without accents, the token, and a domain reserved for documentation', () => {
    const address = emailOf({ first: 'João', last: 'Conceição', token: 46_655, style: 0 });

    expect(address).toBe('joao.conceicao.000zzz@example.com');
  });

  it('has the token just before the @, for any names', () => {
    fc.assert(
      fc.property(anyText, anyText, tokens, styles, (first, last, token, style) => {
        const local = emailOf({ first, last, token, style }).split('@')[0] ?? '';

        expect(Number.parseInt(local.slice(-6), 36)).toBe(token);
      }),
    );
  });

  it('gives different addresses for different tokens, for any names and styles', () => {
    const people = fc.tuple(anyText, anyText, tokens, styles);
    fc.assert(
      fc.property(people, people, (one, other) => {
        fc.pre(one[2] !== other[2]);

        const [here, there] = [one, other].map(([first, last, token, style]) =>
          emailOf({ first, last, token, style }),
        );

        expect(here).not.toBe(there);
      }),
    );
  });

  it('has lower-case ASCII letters and digits at a reserved domain, for any names', () => {
    fc.assert(
      fc.property(anyText, anyText, tokens, styles, (first, last, token, style) => {
        const address = emailOf({ first, last, token, style });

        expect(address).toMatch(/^[a-z._]*[0-9a-z]{6}@example\.(com|org|net)$/);
      }),
    );
  });

  it('is an ordinary address for Brazilian names: single separators, at most 64 characters before the @', () => {
    const firsts = fc.constantFrom(...givenNameRows.map(([name]) => name));
    const lasts = fc.constantFrom(...surnameRows.map(([name]) => name));
    fc.assert(
      fc.property(firsts, lasts, tokens, styles, (first, last, token, style) => {
        const address = emailOf({ first, last, token, style });

        expect(address).toMatch(/^[a-z]+([._][a-z]+)?[._]?[0-9a-z]{6}@example\.(com|org|net)$/);
        expect(address.indexOf('@')).toBeLessThanOrEqual(64);
      }),
    );
  });

  it('uses all three domains and all forms', () => {
    const addresses = allStyles.map((style) =>
      emailOf({ first: 'Ana', last: 'Lima', token: 0, style }),
    );

    const domains = new Set(addresses.map((address) => address.split('@')[1]));
    const forms = new Set(addresses.map((address) => address.split('@')[0]));

    expect([...domains].sort()).toEqual(['example.com', 'example.net', 'example.org']);
    expect([...forms].sort()).toEqual([
      'alima000000',
      'ana.000000',
      'ana.lima.000000',
      'ana_lima_000000',
      'anal.000000',
      'analima000000',
      'lima.ana.000000',
    ]);
  });

  it('has a token for every CPF base', () => {
    expect(EMAIL_TOKENS).toBe(2_176_782_336);
    expect((EMAIL_TOKENS - 1).toString(36)).toBe('zzzzzz');
  });
});
