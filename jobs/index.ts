import type { Job } from '../lib/model/job.ts';
import { associado } from './associado.ts';
import { bronzeFakeAccounts } from './bronze-fake-accounts.ts';
import { cartao } from './cartao.ts';
import { conta } from './conta.ts';
import { dataHackersEpisodes, dataHackersEpisodesRejects } from './data-hackers-episodes.ts';
import { fakeAccounts } from './fake-accounts.ts';
import { fakeAccountsTruth } from './fake-accounts-truth.ts';
import { mock } from './mock.ts';
import { movimento } from './movimento.ts';
import { podcasts, podcastsRejects } from './podcasts.ts';
import { pypiDownloads, pypiDownloadsRejects } from './pypi-downloads.ts';
import { vendas, vendasRejects } from './vendas.ts';

/** All jobs of this lake. Those that are not off run unless others are chosen. */
export const jobs: readonly Job[] = [
  fakeAccounts,
  fakeAccountsTruth,
  bronzeFakeAccounts,
  associado,
  conta,
  cartao,
  movimento,
  mock,
  vendas,
  vendasRejects,
  podcasts,
  podcastsRejects,
  dataHackersEpisodes,
  dataHackersEpisodesRejects,
  pypiDownloads,
  pypiDownloadsRejects,
];
