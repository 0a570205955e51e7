import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printedName } from '../../../lib/generate/relational/printed-name.ts';
import { generateAccounts } from '../../../lib/index.ts';

describe('printedName', () => {
  it.each([
    ['Ana Conceição', 'ANA CONCEICAO'],
    ['Ana da Conceição', 'ANA DA CONCEICAO'],
    ['João Vítor da Conceição Lima', 'JOAO VITOR CONCEICAO LIMA'],
    ['Maria Eduarda do Nascimento Albuquerque', 'MARIA E N ALBUQUERQUE'],
    ['Maria Eduarda Lima do Nascimento Filho', 'MARIA E L NASCIMENTO FILHO'],
    ["Luís D'Ávila", 'LUIS DAVILA'],
    ['Wolfeschlegelsteinhausen Bergerdorff', 'WOLFESCHLEGELSTEINHAUSEN B'],
  ])('prints %j as %j', (name, printed) => {
    expect(printedName(name)).toBe(printed);
  });

  it('prints capitals without accents, at most 26 characters, for every name of accounts', () => {
    const names = generateAccounts(20_000, { seed: 'printed' }).map(({ nome }) => nome);

    const printed = names.map(printedName);

    expect(printed.filter((text) => !/^[A-Z]+( [A-Z]+)+$/.test(text))).toEqual([]);
    expect(Math.max(...printed.map(({ length }) => length))).toBe(26);
  });

  it('is at most 26 characters for any words', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(printedName(words.join(' ')).length).toBeLessThanOrEqual(26);
      }),
    );
  });
});
