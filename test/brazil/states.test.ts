import { describe, expect, it } from 'vitest';
import { type State, stateOf, states } from '../../lib/brazil/states.ts';
import { InputError } from '../../lib/errors.ts';

// Census of 2022 (IBGE), area codes (Anatel), first five digits of the postal codes (Correios).
const facts = [
  'AC 830018 68 69900-69999',
  'AL 3127683 82 57000-57999',
  'AM 3941613 92,97 69000-69299,69400-69899',
  'AP 733759 96 68900-68999',
  'BA 14141626 71,73,74,75,77 40000-48999',
  'CE 8794957 85,88 60000-63999',
  'DF 2817381 61 70000-72799,73000-73699',
  'ES 3833712 27,28 29000-29999',
  'GO 7056495 61,62,64 72800-72999,73700-76799',
  'MA 6776699 98,99 65000-65999',
  'MG 20539989 31,32,33,34,35,37,38 30000-39999',
  'MS 2757013 67 79000-79999',
  'MT 3658649 65,66 78000-78899',
  'PA 8120131 91,93,94 66000-68899',
  'PB 3974687 83 58000-58999',
  'PE 9058931 81,87 50000-56999',
  'PI 3271199 86,89 64000-64999',
  'PR 11444380 41,42,43,44,45,46 80000-87999',
  'RJ 16055174 21,22,24 20000-28999',
  'RN 3302729 84 59000-59999',
  'RO 1581196 69 76800-76999',
  'RR 636707 95 69300-69399',
  'RS 10882965 51,53,54,55 90000-99999',
  'SC 7610361 47,48,49 88000-89999',
  'SE 2210004 79 49000-49999',
  'SP 44411238 11,12,13,14,15,16,17,18,19 01000-19999',
  'TO 1511460 63 77000-77999',
];

// Ninth digit of a CPF (Receita Federal).
const fiscalRegions = [
  'RS',
  'DF GO MS MT TO',
  'AC AM AP PA RO RR',
  'CE MA PI',
  'AL PB PE RN',
  'BA SE',
  'MG',
  'ES RJ',
  'SP',
  'PR SC',
];

describe('states', () => {
  it('have the populations, area codes and postal codes of the official sources', () => {
    expect(states.map(written)).toEqual(facts);
  });

  it('add up to the residents of Brazil in the census of 2022', () => {
    const residents = states.reduce((sum, { population }) => sum + population, 0);

    expect(residents).toBe(203_080_756);
  });

  it.each(fiscalRegions.map((ufs, region) => [region, ufs] as const))(
    'issue the CPFs of region %i in %s',
    (region, ufs) => {
      const issuing = states.filter(({ fiscalRegion }) => fiscalRegion === region);

      expect(issuing.map(({ uf }) => uf).join(' ')).toBe(ufs);
    },
  );

  it('share no postal code', () => {
    const ranges = states
      .flatMap(({ cepRanges }) => cepRanges)
      .toSorted(([one], [other]) => one - other);

    const overlapping = ranges.filter(([from], position) => {
      const before = ranges[position - 1];
      return before !== undefined && before[1] >= from;
    });

    expect(overlapping).toEqual([]);
  });

  // 61 is the area code of the Federal District and of nearby towns in Goiás.
  it('share no area code except 61', () => {
    const areaCodes = states.flatMap((state) => state.areaCodes);

    const shared = areaCodes.filter((code, position) => areaCodes.indexOf(code) !== position);

    expect(shared).toEqual([61]);
  });
});

describe('stateOf', () => {
  it.each(states.map(({ uf }) => uf))('finds %s', (uf) => {
    expect(stateOf(uf).uf).toBe(uf);
  });

  it.each(['XX', 'rj', '', 'Rio de Janeiro', 'RJ '])('rejects %j', (text) => {
    expect(() => stateOf(text)).toThrow(InputError);
  });

  it('lists the states in the error', () => {
    expect(() => stateOf('XX')).toThrow(/got "XX"\. The states are AC, AL, AM, .*, SP, TO\.$/);
  });
});

function written({ uf, population, areaCodes, cepRanges }: State): string {
  const ranges = cepRanges.map((range) => range.map((cep) => String(cep).padStart(5, '0')));
  return [uf, population, areaCodes, ranges.map((range) => range.join('-'))].join(' ');
}
