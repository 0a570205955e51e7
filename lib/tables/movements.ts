import type { RowOf } from '../columns/rows.ts';

/** Movements on cards, one row per movement. */
export const movements = {
  name: 'movimento',
  description: 'Movements on cards, one row per movement',
  columns: [
    {
      name: 'id',
      type: 'integer',
      description:
        'Unique within the lake: whole hours since 1970 and a number within the hour, in the order of time',
      example: '4987890000001',
      statistics: false,
    },
    {
      name: 'vlr_transacao',
      type: 'decimal',
      precision: 10,
      scale: 2,
      description: 'Amount in reais: below zero what was spent, above zero what came in',
      example: '-184.37',
      statistics: false,
    },
    {
      name: 'des_transacao',
      type: 'string',
      description: 'What it was',
      example: 'Supermercado',
      statistics: false,
    },
    {
      name: 'data_movimento',
      type: 'timestamp',
      description:
        'When it happened (UTC), within the hour of its partition and after the card was issued',
      example: '2026-11-25T21:14:09.300Z',
      statistics: true,
    },
    {
      name: 'id_cartao',
      type: 'integer',
      description: 'The card that was used',
      example: '4987340000001',
      statistics: false,
    },
  ],
  primaryKey: 'id',
  references: [{ column: 'id_cartao', table: 'cartao' }],
} as const;

/** One movement as an object: `data_movimento` is a `Date`. */
export type Movement = RowOf<typeof movements>;
