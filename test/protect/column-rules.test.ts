import { describe, expect, it } from 'vitest';
import { bronzeFakeAccounts } from '../../jobs/bronze-fake-accounts.ts';
import { InputError } from '../../lib/errors.ts';
import {
  columnRulesSetting,
  parseColumnRules,
  protectedTable,
} from '../../lib/protect/column-rules.ts';
import { accounts } from '../../lib/tables/accounts.ts';

const NAMES = { name: 'bronze', description: '' };

describe('rules for columns', () => {
  it.each([
    '',
    'cpf',
    'cpf:siv',
    'cpf:siv:',
    'cpf:aes:cpf',
    'cpf:drop:cpf',
    'CPF:siv:cpf',
    'cpf:siv:C P F',
    'cpf:siv:cpf,',
    'cpf:siv:cpf,cpf:drop',
    'cpf:siv:cpf nome:drop',
  ])('are not %j', (text) => {
    expect(parseColumnRules(text)).toBeUndefined();
    expect(columnRulesSetting.parse(text)).toBeUndefined();
  });

  it('name a column, a method and a domain', () => {
    expect(parseColumnRules('num_cpf:siv:cpf,email:hmac:e-mail,nome:drop')).toEqual([
      { column: 'num_cpf', method: 'siv', domain: 'cpf' },
      { column: 'email', method: 'hmac', domain: 'e-mail' },
      { column: 'nome', method: 'drop' },
    ]);
  });
});

describe('a protected table', () => {
  it('of the accounts has every column but the CPF, and its token in its place', () => {
    const { columns } = bronzeFakeAccounts.table;

    expect(columns.map(({ name }) => name)).toEqual(
      accounts.columns.map(({ name }) => (name === 'cpf' ? 'cpf_protegido' : name)),
    );
    expect(columns.filter(({ name }) => name !== 'cpf_protegido')).toEqual(
      accounts.columns.filter(({ name }) => name !== 'cpf'),
    );
    expect(columns.find(({ name }) => name === 'cpf_protegido')).toMatchObject({
      type: 'string',
      statistics: false,
    });
  });

  it('leaves dropped columns out, and keeps nullable ones nullable', () => {
    const table = {
      ...NAMES,
      columns: [
        {
          name: 'a',
          type: 'integer',
          nullable: true,
          description: '',
          example: '',
          statistics: true,
        },
        { name: 'b', type: 'date', description: '', example: '', statistics: true },
      ],
    } as const;

    const { columns } = protectedTable(table, { ...NAMES, protect: 'a:hmac:a,b:drop' });

    expect(columns).toMatchObject([
      { name: 'a_protegido', type: 'string', nullable: true, statistics: false },
    ]);
    expect(columns).toHaveLength(1);
  });

  it.each([
    ['cfp:siv:cpf', 'got cfp. Write'],
    ['data_nascimento:siv:nascimento', 'got data_nascimento of type date.'],
    ['criado_em:hmac:x', 'got criado_em of type timestamp.'],
    ['cpf', 'got "cpf".'],
  ])('refuses %s', (protect, got) => {
    const make = () => protectedTable(accounts, { ...NAMES, protect });

    expect(make).toThrow(InputError);
    expect(make).toThrow(got);
  });
});
