import type { RowOf } from '../columns/rows.ts';

/** Bank accounts of the members of a cooperative, one row per account. */
export const bankAccounts = {
  name: 'conta',
  description: 'Bank accounts of the members of a cooperative, one row per account',
  columns: [
    {
      name: 'id',
      type: 'integer',
      description:
        'Unique within the lake: whole hours since 1970 and a number within the hour, from 5,000,001',
      example: '4986615000001',
      statistics: false,
    },
    {
      name: 'tipo',
      type: 'string',
      description: 'CORRENTE (current account) or POUPANCA (savings account)',
      example: 'CORRENTE',
      statistics: false,
    },
    {
      name: 'data_criacao',
      type: 'timestamp',
      description: 'When the account was opened (UTC), not before the member joined',
      example: '2026-11-20T13:08:11.020Z',
      statistics: true,
    },
    {
      name: 'id_associado',
      type: 'integer',
      description: 'The member that it belongs to',
      example: '4986610000001',
      statistics: false,
    },
  ],
  primaryKey: 'id',
  references: [{ column: 'id_associado', table: 'associado' }],
} as const;

/** One bank account as an object: `data_criacao` is a `Date`. */
export type BankAccount = RowOf<typeof bankAccounts>;
