import { restJob } from '../lib/capture/rest/rest-job.ts';
import { dataHackersEpisodes as table } from '../lib/tables/data-hackers-episodes.ts';
import { spotifyApi } from './spotify-api.ts';

/** The episodes of the podcast Data Hackers, as they are each day, and those that do not fit. */
export const [dataHackersEpisodes, dataHackersEpisodesRejects] = restJob({
  name: 'data-hackers-episodes',
  table,
  contract: {
    columns: {
      name: { trim: false, empty: 'keep' },
      description: { trim: false, empty: 'keep' },
      release_date: { pattern: '[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?' },
      release_date_precision: { allowed: ['year', 'month', 'day'] },
      duration_ms: { min: 0 },
    },
  },
  api: spotifyApi,
  request: {
    path: 'shows/1oMIHOXsrLFENAeM743g93/episodes',
    query: { market: 'BR', limit: 50 },
    records: 'items',
    paginator: { kind: 'next-link', at: 'next', total: 'total' },
  },
  tour: { day: '2026-11-20' },
});
