import type { RowOf } from '../columns/rows.ts';
import type { Column, ColumnType } from '../model/table.ts';

/** Accounts of people in Brazil who do not exist, one row per sign-up. */
export const accounts = {
  name: 'fake_accounts',
  description: 'Accounts of people in Brazil who do not exist, one row per sign-up',
  columns: [
    identifying(
      'id',
      'string',
      'UUID version 7, unique for ever; its time is `criado_em`',
      '01a1f911-e731-7c2f-9d0a-3f6b0c41e7aa',
    ),
    pruning(
      'criado_em',
      'timestamp',
      'When the account was created (UTC, to the millisecond); inside its hour',
      '2026-11-20T13:07:42.513Z',
    ),
    identifying('nome', 'string', 'Full name', 'João Vítor da Conceição Lima'),
    identifying(
      'email',
      'string',
      'Unique for ever; only at domains reserved for documentation (example.com, .org, .net)',
      'joao.lima.0k3f9a@example.com',
    ),
    identifying(
      'telefone',
      'string',
      'Mobile number whose area code (DDD) belongs to `cidade`',
      '+55 21 98123-4567',
    ),
    identifying(
      'cpf',
      'string',
      'Valid check digits; the ninth digit is the fiscal region of `uf`; unique for ever',
      '123.456.787-39',
    ),
    pruning(
      'data_nascimento',
      'date',
      'Date of birth; an adult on the day of `criado_em`',
      '1990-01-31',
    ),
    identifying(
      'endereco',
      'string',
      'Street, number, neighbourhood, city, state and postal code in one line',
      'Rua das Laranjeiras, 123, Centro, Niterói - RJ, 24020-005',
    ),
    pruning('cidade', 'string', 'City of the address', 'Niterói'),
    pruning('uf', 'string', 'State of the address, two letters', 'RJ'),
    pruning(
      'cep',
      'string',
      'Postal code of the address; lies in the range of its city',
      '24020-005',
    ),
    pruning('emprego', 'string', 'A real Brazilian occupation', 'Enfermeiro'),
  ],
} as const;

/** One account, as an object: `criado_em` is a `Date`, `data_nascimento` is text such as `1990-01-31`. */
export type Account = RowOf<typeof accounts>;

/** A column that queries filter by: its smallest and largest value let an engine skip files. */
function pruning<const Name extends string, const Type extends ColumnType>(
  name: Name,
  type: Type,
  description: string,
  example: string,
): Column<Name, Type> {
  return { name, type, description, example, statistics: true };
}

/** A column whose extremes would name a person in clear and let nobody skip anything. */
function identifying<const Name extends string, const Type extends ColumnType>(
  name: Name,
  type: Type,
  description: string,
  example: string,
): Column<Name, Type> {
  return { name, type, description, example, statistics: false };
}
