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
};
