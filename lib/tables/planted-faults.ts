import type { RowOf } from '../columns/rows.ts';

/** Ground truth of the faults planted in the accounts, one row per changed value. */
export const plantedFaults = {
  name: 'planted_faults',
  description: 'Ground truth of the faults planted in the accounts, one row per changed value',
  columns: [
    {
      name: 'id',
      type: 'string',
      description: 'The `id` of the account, which no fault changes',
      example: '01a1f911-e731-7c2f-9d0a-3f6b0c41e7aa',
      statistics: false,
    },
    {
      name: 'falha',
      type: 'string',
      description: 'Name of the fault; an account has at most one',
      example: 'wrong-check-digits',
      statistics: false,
    },
    {
      name: 'coluna',
      type: 'string',
      description: 'Changed column of `fake_accounts`',
      example: 'cpf',
      statistics: false,
    },
    {
      name: 'valor_certo',
      type: 'string',
      description: 'Correct value; dates and times in ISO 8601',
      example: '123.456.787-39',
      statistics: false,
    },
    {
      name: 'valor_plantado',
      type: 'string',
      description: 'Faulty value that `fake_accounts` has instead',
      example: '123.456.787-93',
      statistics: false,
    },
  ],
} as const;

/** One changed value as an object. */
export type PlantedFault = RowOf<typeof plantedFaults>;
