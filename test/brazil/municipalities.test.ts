import { describe, expect, it } from 'vitest';
import { municipalityRows } from '../../lib/brazil/municipalities.ts';
import { stateOf, states } from '../../lib/brazil/states.ts';

const capitals =
  'Rio Branco AC, Maceió AL, Manaus AM, Macapá AP, Salvador BA, Fortaleza CE, Brasília DF, ' +
  'Vitória ES, Goiânia GO, São Luís MA, Belo Horizonte MG, Campo Grande MS, Cuiabá MT, Belém PA, ' +
  'João Pessoa PB, Recife PE, Teresina PI, Curitiba PR, Rio de Janeiro RJ, Natal RN, Porto Velho RO, ' +
  'Boa Vista RR, Porto Alegre RS, Florianópolis SC, Aracaju SE, São Paulo SP, Palmas TO';

describe('municipalities', () => {
  it('have an area code of their state', () => {
    const wrong = municipalityRows.filter(
      ([, uf, , areaCode]) => !stateOf(uf).areaCodes.includes(areaCode),
    );

    expect(wrong).toEqual([]);
  });

  it('have postal codes within one range of their state', () => {
    const wrong = municipalityRows.filter(
      ([, uf, , , cepFrom, cepTo]) =>
        !stateOf(uf).cepRanges.some(([from, to]) => from <= cepFrom && cepTo <= to),
    );

    expect(wrong).toEqual([]);
  });

  it('share no postal code', () => {
    const inOrder = municipalityRows.toSorted((one, other) => one[4] - other[4]);

    const wrong = inOrder.filter(([, , , , cepFrom, cepTo], position) => {
      const before = inOrder[position - 1];
      return cepFrom > cepTo || (before !== undefined && before[5] >= cepFrom);
    });

    expect(wrong).toEqual([]);
  });

  it('are named once in each state', () => {
    const names = municipalityRows.map(([name, uf]) => `${name} ${uf}`);

    expect(new Set(names).size).toBe(names.length);
  });

  it('have names of composed letters, apostrophes and hyphens, separated by single spaces', () => {
    const words = /^\p{Lu}[\p{L}'-]+( [\p{L}'-]+)*$/u;
    const wrong = municipalityRows.filter(
      ([name]) => !words.test(name) || name !== name.normalize('NFC'),
    );

    expect(wrong).toEqual([]);
  });

  it('have residents, in total no more than their state', () => {
    const crowded = states.filter(({ uf, population }) => {
      const residents = municipalityRows.filter((row) => row[1] === uf).map((row) => row[2]);
      return residents.reduce((sum, count) => sum + count, 0) > population;
    });

    expect(municipalityRows.filter(([, , population]) => !(population > 0))).toEqual([]);
    expect(crowded).toEqual([]);
  });

  it('begin with the capital in each state', () => {
    const first = states.map(({ uf }) => municipalityRows.find((row) => row[1] === uf));

    expect(first.map((row) => `${row?.[0]} ${row?.[1]}`).join(', ')).toBe(capitals);
  });

  it('cover every area code of Brazil', () => {
    const unreached = states.flatMap(({ uf, areaCodes }) =>
      areaCodes.filter((code) => !municipalityRows.some((row) => row[1] === uf && row[3] === code)),
    );

    expect(unreached).toEqual([]);
  });

  it.each([
    ['São Paulo', 'SP', 11, 1310],
    ['Campinas', 'SP', 19, 13_010],
    ['Santos', 'SP', 13, 11_010],
    ['Niterói', 'RJ', 21, 24_020],
    ['Petrópolis', 'RJ', 24, 25_620],
    ['Juiz de Fora', 'MG', 32, 36_010],
    ['Uberlândia', 'MG', 34, 38_400],
    ['Joinville', 'SC', 47, 89_201],
    ['Londrina', 'PR', 43, 86_010],
    ['Caxias do Sul', 'RS', 54, 95_010],
    ['Feira de Santana', 'BA', 75, 44_001],
    ['Petrolina', 'PE', 87, 56_302],
  ])('have the centre of %s, %s: area code %i, postal code %i', (name, uf, areaCode, cep) => {
    const row = municipalityRows.find((known) => known[0] === name && known[1] === uf);

    expect(row?.[3]).toBe(areaCode);
    expect(row?.[4]).toBeLessThanOrEqual(cep);
    expect(row?.[5]).toBeGreaterThanOrEqual(cep);
  });
});
