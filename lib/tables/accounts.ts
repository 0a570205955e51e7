import type { RowOf } from '../columns/rows.ts';
import type { Column, ColumnType } from '../model/table.ts';

/** Accounts of people in Brazil who do not exist, one row per sign-up. */
export const accounts = {
  name: 'fake_accounts',
  description: 'Accounts of people in Brazil who do not exist, one row per sign-up',
  columns: [
    other(
      'id',
      'string',
      'UUID version 7, unique within the lake; its timestamp is `criado_em`',
      '01a1f911-e731-7c2f-9d0a-3f6b0c41e7aa',
    ),
    pruning(
      'criado_em',
      'timestamp',
      'Creation time (UTC, milliseconds), within the hour of its partition',
      '2026-11-20T13:07:42.513Z',
    ),
    other('nome', 'string', 'Full name', 'João Vítor da Conceição Lima'),
    other(
      'email',
      'string',
      'Unique within the lake; only domains reserved for documentation (example.com, .org, .net)',
      'joao.lima.0k3f9a@example.com',
    ),
    other(
      'telefone',
      'string',
      'Unique within the lake; mobile number with the area code (DDD) of `cidade`',
      '+55 21 98123-4567',
    ),
    other(
      'cpf',
      'string',
      'Unique within the lake; check digits are valid, and the ninth digit is the fiscal region of `uf`',
      '123.456.787-39',
    ),
    other(
      'data_nascimento',
      'date',
      'Date of birth; the person is an adult on the day of `criado_em`',
      '1990-01-31',
    ),
    other(
      'endereco',
      'string',
      'Street, number, neighbourhood, city, state and postal code on one line',
      'Rua São Gabriel, 123, Centro, Niterói - RJ, 24000-040',
    ),
    other('cidade', 'string', 'City of the address', 'Niterói'),
    pruning('uf', 'string', 'State of the address, two letters', 'RJ'),
    other(
      'cep',
      'string',
      'Postal code of the address, in the range of `cidade`; it names one street and neighbourhood',
      '24000-040',
    ),
    other('emprego', 'string', 'A real Brazilian occupation', 'Enfermeiro'),
  ],
} as const;

/**
 * One account as an object: `criado_em` is a `Date`, `data_nascimento` is text such as
 * `1990-01-31`.
 */
export type Account = RowOf<typeof accounts>;

/**
 * A column by whose minimum and maximum an engine skips files or row groups: times, because a file is
 * one hour; states, because hours of few accounts have few of them (test/readers).
 */
function pruning<const Name extends string, const Type extends ColumnType>(
  name: Name,
  type: Type,
  description: string,
  example: string,
): Column<Name, Type> {
  return { name, type, description, example, statistics: true };
}

/**
 * A column without minimum and maximum in files: they would expose a person in clear text, or nearly
 * every file has values over the whole range, so that an engine would skip below 1 % of the files.
 */
function other<const Name extends string, const Type extends ColumnType>(
  name: Name,
  type: Type,
  description: string,
  example: string,
): Column<Name, Type> {
  return { name, type, description, example, statistics: false };
}
