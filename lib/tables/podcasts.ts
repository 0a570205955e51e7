import type { RowOf } from '../columns/rows.ts';

/** Shows that a search of Spotify finds, one row per show and day. */
export const podcasts = {
  name: 'podcasts',
  description:
    'The first 50 podcasts that Spotify finds for "data hackers", as they were on each day',
  columns: [
    {
      name: 'id',
      type: 'string',
      description: 'Id of the show at Spotify, 22 letters and digits',
      example: '1oMIHOXsrLFENAeM743g93',
      statistics: false,
    },
    {
      name: 'name',
      type: 'string',
      description: 'Name of the show',
      example: 'Data Hackers',
      statistics: false,
    },
    {
      name: 'description',
      type: 'string',
      description: 'Description of the show, as plain text; may be empty',
      example: 'Entrevistas sobre dados, IA e carreira.',
      statistics: false,
    },
    {
      name: 'total_episodes',
      type: 'integer',
      description: 'Number of episodes that the show has',
      example: '298',
      statistics: false,
    },
  ],
} as const;

/** One show on one day as an object. */
export type Podcast = RowOf<typeof podcasts>;
