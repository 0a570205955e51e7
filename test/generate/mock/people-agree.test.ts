import { cpf } from 'cpf-cnpj-validator';
import { describe, expect, it } from 'vitest';
import { ageOn } from '../../../lib/brazil/age.ts';
import { municipalityRows } from '../../../lib/brazil/municipalities.ts';
import { plainAscii } from '../../../lib/brazil/plain-ascii.ts';
import { isCepOf } from '../../../lib/brazil/postal-code.ts';
import { stateFacts } from '../../../lib/brazil/state-facts.ts';
import { stateOf } from '../../../lib/brazil/states.ts';
import { FIXED_END } from '../../../lib/generate/mock/rows/mock-time.ts';
import { DAY_MS } from '../../../lib/model/calendar-date.ts';
import { fieldsOf, madeRows } from './planned.ts';

const ROWS = 500;

const person = fieldsOf(
  `nome primeiro_nome sobrenome num_cpf:char(11) cpf email sexo:char(1) dt_nascimento:date idade:integer
   ano_nascimento:integer telefone ddd:integer logradouro bairro cidade uf:char(2) estado cep
   regiao latitude:float longitude:float nom_impresso:string(26)`,
);

describe('the fields of a person', () => {
  const rows = madeRows(person, ROWS).map((row) => ({
    ...row,
    text: (name: string) => String(row[name]),
    number: (name: string) => Number(row[name]),
  }));

  it('have one name, in each form', () => {
    for (const { text } of rows) {
      expect(`${text('primeiro_nome')} ${text('sobrenome')}`).toBe(text('nome'));
      const first = plainAscii(text('primeiro_nome').split(' ')[0] ?? '');
      expect(text('nom_impresso').toLowerCase().startsWith(first)).toBe(true);
      const address = plainAscii(text('email').split('@')[0] ?? '');
      const words = text('nome').split(' ').map(plainAscii);
      expect(words.some((word) => address.includes(word))).toBe(true);
    }
  });

  it('have a valid CPF of the region where the person lives, the same in each form', () => {
    for (const { text } of rows) {
      expect(cpf.isValid(text('cpf'))).toBe(true);
      expect(text('cpf').replace(/\D/g, '')).toBe(text('num_cpf'));
      expect(Number(text('num_cpf')[8])).toBe(stateOf(text('uf')).fiscalRegion);
    }
  });

  it('have an address that exists together', () => {
    for (const { text, number } of rows) {
      const uf = text('uf');
      const city = municipalityRows.find(([name, of]) => name === text('cidade') && of === uf);
      const prefix = Number(text('cep').slice(0, 5));
      expect(isCepOf(text('cep'), uf)).toBe(true);
      expect(city?.[3]).toBe(number('ddd'));
      expect(prefix >= (city?.[4] ?? 0) && prefix <= (city?.[5] ?? 0)).toBe(true);
      expect(stateFacts[uf]).toMatchObject({ name: text('estado'), region: text('regiao') });
      const { latitude = 0, longitude = 0 } = stateFacts[uf] ?? {};
      expect(number('latitude')).toBeCloseTo(latitude / 100, 0);
      expect(number('longitude')).toBeCloseTo(longitude / 100, 0);
    }
  });

  it('have an age that follows from the date of birth', () => {
    // A year before the end, when the time of these rows begins.
    const start = FIXED_END / DAY_MS - 365;
    for (const { text, number } of rows) {
      expect(ageOn(Date.parse(text('dt_nascimento')) / DAY_MS, start)).toBe(number('idade'));
      expect(text('dt_nascimento').slice(0, 4)).toBe(text('ano_nascimento'));
    }
  });

  it('have a phone number without the area code that is next to it', () => {
    for (const { text } of rows) expect(text('telefone')).toMatch(/^9[6-9]\d{3}-\d{4}$/);
  });
});

describe('people in roles', () => {
  it('are other people, relatives of their sex', () => {
    const rows = madeRows(fieldsOf('nome sexo:char(1) nome_mae nome_pai sexo_mae:char(1)'), ROWS);

    const same = rows.filter(({ nome, nome_mae }) => nome === nome_mae);
    expect(same.length).toBeLessThan(ROWS / 50);
    expect(new Set(rows.map(({ sexo_mae }) => sexo_mae))).toEqual(new Set(['F']));
    expect(new Set(rows.map(({ sexo }) => sexo))).toEqual(new Set(['F', 'M']));
  });

  it('are the person of the row where only one role occurs, and nothing is said twice', () => {
    const [row] = madeRows(fieldsOf('cliente_nome cliente_cpf cpf nome_mae'), 1);
    const [alone] = madeRows(fieldsOf('nome_cliente email cpf_cliente uf'), 1);

    expect(row?.cliente_cpf).not.toBe(row?.cpf);
    expect(stateOf(String(alone?.uf)).fiscalRegion).toBe(
      Number(String(alone?.cpf_cliente).replace(/\D/g, '')[8]),
    );
    expect(plainAscii(String(alone?.email))).toContain(
      plainAscii(String(alone?.nome_cliente).split(' ')[0] ?? ''),
    );
  });

  it('are those of their record', () => {
    const record = (name: string) =>
      ({ name, type: 'record', mode: 'required', fields: fieldsOf('nome cpf') }) as const;

    const [row] = madeRows([record('comprador'), record('vendedor')], 1);

    expect(row?.['comprador.nome']).not.toBe(row?.['vendedor.nome']);
    expect(row?.['comprador.cpf']).not.toBe(row?.['vendedor.cpf']);
  });
});

describe('companies', () => {
  it('of different roles differ, and those of one role agree', () => {
    const fields = fieldsOf(
      'cnpj_cliente razao_social_cliente cnpj_fornecedor nome_fantasia_cliente',
    );

    for (const row of madeRows(fields, 50)) {
      expect(row.cnpj_cliente).not.toBe(row.cnpj_fornecedor);
      expect(row.razao_social_cliente).toContain(row.nome_fantasia_cliente);
    }
  });
});
