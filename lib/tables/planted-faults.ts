import type { RowOf } from '../columns/rows.ts';

/** The truth of the faults that were planted in accounts, one row per changed value. */
export const plantedFaults = {
  name: 'planted_faults',
  description: 'The truth of the faults that were planted in accounts, one row per changed value',
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
      description: 'Name of the fault; an account has one at most',
      example: 'wrong-check-digits',
      statistics: true,
    },
    {
      name: 'coluna',
      type: 'string',
      description: 'Column of `fake_accounts` that was changed',
      example: 'cpf',
      statistics: true,
    },
    {
      name: 'valor_certo',
      type: 'string',
      description: 'Value that would be right; dates and times as ISO 8601 writes them',
      example: '123.456.787-39',
      statistics: false,
    },
    {
      name: 'valor_plantado',
      type: 'string',
      description: 'Value that stands in `fake_accounts` instead',
      example: '123.456.787-93',
      statistics: false,
    },
  ],
} as const;

/** One changed value, as an object. */
export type PlantedFault = RowOf<typeof plantedFaults>;
