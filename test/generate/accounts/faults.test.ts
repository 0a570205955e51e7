import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isValidCpf } from '../../../lib/brazil/cpf.ts';
import {
  type AccountValues,
  type FaultContext,
  type FaultyValues,
  faultKinds,
} from '../../../lib/generate/accounts/faults.ts';

const ACCOUNT: AccountValues = {
  id: '01a1f911-e731-7c2f-9d0a-3f6b0c41e7aa',
  criado_em: Date.parse('2026-11-20T13:07:42.513Z'),
  nome: 'João Lima',
  email: 'joao.lima.0k3f9a@example.com',
  telefone: '+55 21 98123-4567',
  cpf: '123.456.787-39',
  data_nascimento: 7335,
  endereco: 'Rua das Laranjeiras, 123, Centro, Niterói - RJ, 24020-005',
  cidade: 'Niterói',
  uf: 'RJ',
  cep: '24020-005',
  emprego: 'Enfermeiro',
};

const BEFORE: AccountValues = {
  ...ACCOUNT,
  id: 'of another',
  nome: 'Ana Souza',
  email: 'ana.souza.000001@example.com',
  telefone: '+55 11 98123-0000',
  cpf: '123.456.789-09',
  data_nascimento: 7000,
};

/** The smallest and the largest draw, and some between. */
const DRAWS = [0, 1, 2 ** 31, 4_000_000_000, 2 ** 32 - 1];

describe('the faults', () => {
  it.each([
    ['swapped-name-and-email', { nome: ACCOUNT.email, email: ACCOUNT.nome }],
    ['swapped-city-and-state', { cidade: 'RJ', uf: 'Niterói' }],
    ['mojibake', { nome: 'JoÃ£o Lima' }],
    [
      'duplicate-person',
      {
        nome: BEFORE.nome,
        email: BEFORE.email,
        cpf: BEFORE.cpf,
        telefone: BEFORE.telefone,
        data_nascimento: BEFORE.data_nascimento,
      },
    ],
    [
      'missing-postal-code',
      { cep: '', endereco: 'Rua das Laranjeiras, 123, Centro, Niterói - RJ' },
    ],
    ['missing-neighbourhood', { endereco: 'Rua das Laranjeiras, 123, Niterói - RJ, 24020-005' }],
  ])('%s changes only these values', (name, expected) => {
    for (const draw of DRAWS) expect(plant(name, ACCOUNT, { draw })).toEqual(expected);
  });

  it('wrong-check-digits changes the last two digits of the CPF to any wrong pair', () => {
    const planted = Array.from({ length: 2000 }, (_, step) =>
      String(plant('wrong-check-digits', ACCOUNT, { draw: step * 2_147_483 })?.cpf),
    );

    expect(new Set(planted).size).toBe(99);
    for (const cpf of planted) {
      expect(cpf).toMatch(/^123\.456\.787-\d\d$/);
      expect(isValidCpf(cpf)).toBe(false);
    }
  });

  it('birth-in-the-future moves the birth to 1 to 3650 days after the creation', () => {
    const created = Math.floor(ACCOUNT.criado_em / 86_400_000);

    const days = DRAWS.map(
      (draw) => (plant('birth-in-the-future', ACCOUNT, { draw })?.data_nascimento ?? 0) - created,
    );

    expect(Math.min(...days)).toBe(1);
    expect(Math.max(...days)).toBe(3650);
  });

  it('created-in-the-future moves the creation by 1 to 30 days', () => {
    const days = DRAWS.map((draw) => {
      const { criado_em = 0 } = plant('created-in-the-future', ACCOUNT, { draw }) ?? {};
      return (criado_em - ACCOUNT.criado_em) / 86_400_000;
    });

    expect(Math.min(...days)).toBe(1);
    expect(Math.max(...days)).toBe(30);
  });

  it('mojibake changes the address if the name has no accent, and nothing if neither has one', () => {
    const name = { ...ACCOUNT, nome: 'Ana Lima' };
    const neither = { ...name, endereco: 'Rua A, 1, Centro, Santos - SP, 11010-000' };

    expect(plant('mojibake', name)).toEqual({
      endereco: 'Rua das Laranjeiras, 123, Centro, NiterÃ³i - RJ, 24020-005',
    });
    expect(plant('mojibake', neither)).toBeUndefined();
  });

  it('are not planted in accounts that cannot have them', () => {
    const impossible = { ...ACCOUNT, cpf: '123.456.787-30' };
    const late = { ...ACCOUNT, criado_em: Date.parse('9999-12-31T23:00:00Z') };

    expect(plant('wrong-check-digits', impossible)).toBeUndefined();
    expect(plant('duplicate-person', ACCOUNT, { before: undefined })).toBeUndefined();
    expect(plant('birth-in-the-future', late)).toBeUndefined();
    expect(plant('created-in-the-future', late)).toBeUndefined();
  });

  it('are all in docs/dirt.md, in this order', () => {
    const document = readFileSync('docs/dirt.md', 'utf8');

    const [, named = ''] = document.split('## The faults');
    const rows = [...(named.split('\n## ')[0] ?? '').matchAll(/^\| `([a-z-]+)` \|/gm)];
    expect(rows.map(([, name]) => name)).toEqual(faultKinds.map(({ name }) => name));
  });
});

function plant(
  name: string,
  account: AccountValues,
  context: Partial<FaultContext> = {},
): FaultyValues | undefined {
  const kind = faultKinds.find((known) => known.name === name);
  return kind?.plant(account, { before: BEFORE, draw: 0, ...context });
}
