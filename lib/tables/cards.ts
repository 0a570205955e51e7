import type { RowOf } from '../columns/rows.ts';

/** Cards of bank accounts, one row per card. */
export const cards = {
  name: 'cartao',
  description: 'Cards of bank accounts, one row per card',
  columns: [
    {
      name: 'id',
      type: 'integer',
      description:
        'Unique within the lake: whole hours since 1970 and a number within the hour, seven digits',
      example: '4987340000001',
      statistics: false,
    },
    {
      name: 'num_cartao',
      type: 'string',
      description:
        'Sixteen digits with a valid check digit, unique within the lake, in a range that no issuer has',
      example: '9999174803265542',
      statistics: false,
    },
    {
      name: 'nom_impresso',
      type: 'string',
      description: 'Name of the member as printed: capitals without accents, at most 26 characters',
      example: 'JOAO VITOR CONCEICAO LIMA',
      statistics: false,
    },
    {
      name: 'data_criacao',
      type: 'timestamp',
      description: 'When the card was issued (UTC), days after its account was opened',
      example: '2026-11-23T14:31:52.874Z',
      statistics: true,
    },
    {
      name: 'id_conta',
      type: 'integer',
      description: 'The bank account that it belongs to',
      example: '4986615000001',
      statistics: false,
    },
    {
      name: 'id_associado',
      type: 'integer',
      description: 'The member that the account belongs to',
      example: '4986610000001',
      statistics: false,
    },
  ],
  primaryKey: 'id',
  unique: ['num_cartao'],
  references: [
    { column: 'id_conta', table: 'conta' },
    { column: 'id_associado', table: 'associado' },
  ],
} as const;

/** One card as an object: `data_criacao` is a `Date`. */
export type Card = RowOf<typeof cards>;
