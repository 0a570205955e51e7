import type { Job } from '../lib/model/job.ts';
import { cards } from '../lib/tables/cards.ts';
import { conta } from './conta.ts';

/** Cards of the bank accounts. */
export const cartao: Job = {
  name: 'cartao',
  table: cards,
  grain: 'hour',
  layer: 'landing',
  source: { kind: 'generated-cards' },
  inputs: [conta.name],
  on: false,
};
