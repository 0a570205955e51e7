import type { Job } from '../lib/model/job.ts';
import { movements } from '../lib/tables/movements.ts';
import { cartao } from './cartao.ts';

/** Movements on the cards. Turning it on turns on the jobs that its rows refer to. */
export const movimento: Job = {
  name: 'movimento',
  table: movements,
  grain: 'hour',
  layer: 'landing',
  source: { kind: 'generated-movements' },
  inputs: [cartao.name],
  on: false,
  tour: {
    hours: 30 * 24,
    database: './pg',
    csv: { query: 'movimento-flat', file: './movimento_flat/movimento_flat.csv', separator: ';' },
    next: [
      'npx hourlake query dormant-cards --engine postgres --db postgres+embedded:./pg',
      'npx hourlake query members-by-age-and-balance        the same text over the lake, in DuckDB',
      'npx hourlake ingest --job movimento                  the next hours, every hour',
      'npx hourlake deliver --to postgres+embedded:./pg     and into the database, each exactly once',
    ],
  },
};
