import { describe, expect, it } from 'vitest';
import { cepOf, namedBy, neighbourhoodIn, streetIn } from '../../lib/brazil/city-streets.ts';
import { streetsOf } from '../../lib/brazil/codes-in-use.ts';
import { areaCodeOf } from '../../lib/brazil/phone.ts';
import { places } from '../../lib/brazil/places.ts';
import { isCepOf } from '../../lib/brazil/postal-code.ts';
import { writeStreetName } from '../../lib/brazil/street-names.ts';
import { pieceText } from '../../lib/model/piece.ts';
import { stringOf } from '../../lib/model/text-writer.ts';
import { type Account, accounts } from '../../lib/tables/accounts.ts';

describe('the table of accounts', () => {
  it('has these columns with these types, in this order', () => {
    const declared = accounts.columns.map(({ name, type }) => `${name} ${type}`);

    expect(accounts.name).toBe('fake_accounts');
    expect(declared).toEqual([
      'id string',
      'criado_em timestamp',
      'nome string',
      'email string',
      'telefone string',
      'cpf string',
      'data_nascimento date',
      'endereco string',
      'cidade string',
      'uf string',
      'cep string',
      'emprego string',
    ]);
  });

  it('leaves the partition columns to the key', () => {
    const names: string[] = accounts.columns.map(({ name }) => name);

    expect(names).not.toContain('dt');
    expect(names).not.toContain('hour');
  });

  it('has statistics only for the columns by which engines skip files', () => {
    const withStatistics = accounts.columns.filter(({ statistics }) => statistics);

    expect(withStatistics.map(({ name }) => name)).toEqual(['criado_em', 'uf']);
  });

  it('has a description and an example for every column', () => {
    const silent = accounts.columns.filter(
      ({ description, example }) => description.trim() === '' || example.trim() === '',
    );

    expect(silent).toEqual([]);
  });

  it('has the examples of one consistent person', () => {
    const { endereco, cidade, uf, cep, telefone } = exampleRow();

    expect(endereco).toContain(`, ${cidade} - ${uf}, ${cep}`);
    expect(isCepOf(cep ?? '', uf ?? '')).toBe(true);
    expect(areaCodeOf(telefone ?? '')).toBe(21);
  });

  it('has an example at a street that its postal code names', () => {
    const { endereco = '', cidade, cep = '' } = exampleRow();
    const streets = streetsOf(places.findIndex(({ city }) => city === cidade));
    const codes = Array.from({ length: streets.grid.codes }, (_, code) => code);
    const named = namedBy(
      streets,
      codes.findIndex((code) => cepOf(streets, code) === digits(cep)),
    );

    const [street, , neighbourhood] = endereco.split(', ');

    expect(stringOf((out) => writeStreetName(out, streetIn(named)))).toBe(street);
    expect(pieceText(neighbourhoodIn(named))).toBe(`, ${neighbourhood}, `);
  });

  it('has rows of text, with a Date for the time of creation', () => {
    const account: Account = {
      id: '',
      criado_em: new Date(0),
      nome: '',
      email: '',
      telefone: '',
      cpf: '',
      data_nascimento: '',
      endereco: '',
      cidade: '',
      uf: '',
      cep: '',
      emprego: '',
    };

    expect(Object.keys(account)).toEqual(accounts.columns.map(({ name }) => name));
  });
});

function exampleRow(): Partial<Record<string, string>> {
  return Object.fromEntries(accounts.columns.map(({ name, example }) => [name, example]));
}

function digits(cep: string): number {
  return Number(cep.replace('-', ''));
}
