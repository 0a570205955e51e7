import { restJob } from '../lib/capture/rest/rest-job.ts';
import { podcasts as table } from '../lib/tables/podcasts.ts';
import { spotifyApi } from './spotify-api.ts';

/** The shows that Spotify finds for "data hackers", as they are each day, and those that do not fit. */
export const [podcasts, podcastsRejects] = restJob({
  name: 'podcasts',
  table,
  contract: {
    columns: {
      name: { trim: false, empty: 'keep' },
      description: { trim: false, empty: 'keep' },
      total_episodes: { min: 0 },
    },
  },
  api: spotifyApi,
  request: {
    path: 'search',
    query: { q: 'data hackers', type: 'show', market: 'BR', limit: 50 },
    records: 'shows.items',
    paginator: { kind: 'next-link', at: 'shows.next', total: 'shows.total' },
    most: 50,
  },
  tour: {
    day: '2026-11-20',
    with: ['data-hackers-episodes'],
    next: [
      'npx hourlake query data-hackers-episodes-boticario --format json   the episodes with all of their texts',
      'npx hourlake stand-in --job podcasts --day 2026-11-21              the next day, to capture and to compare',
      'npx hourlake jobs                                                  which secrets the API itself needs',
    ],
  },
});
