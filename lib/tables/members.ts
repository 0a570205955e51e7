import type { RowOf } from '../columns/rows.ts';

/** Members of a cooperative, one row per person. */
export const members = {
  name: 'associado',
  description: 'Members of a cooperative, one row per person',
  columns: [
    {
      name: 'id',
      type: 'integer',
      description:
        'Unique within the lake: whole hours since 1970 and a number within the hour, seven digits',
      example: '4986610000001',
      statistics: false,
    },
    {
      name: 'nome',
      type: 'string',
      description: 'Given names',
      example: 'João Vítor',
      statistics: false,
    },
    {
      name: 'sobrenome',
      type: 'string',
      description: 'Surnames',
      example: 'da Conceição Lima',
      statistics: false,
    },
    {
      name: 'idade',
      type: 'integer',
      description: 'Age in complete years on the day of joining',
      example: '34',
      statistics: false,
    },
    {
      name: 'email',
      type: 'string',
      description: 'E-mail address of the account in `fake_accounts`, unique within the lake',
      example: 'joao.lima.0k3f9a@example.com',
      statistics: false,
    },
  ],
  primaryKey: 'id',
  unique: ['email'],
} as const;

/** One member as an object. */
export type Member = RowOf<typeof members>;
