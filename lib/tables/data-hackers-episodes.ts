import type { RowOf } from '../columns/rows.ts';

/** Episodes of the podcast Data Hackers, one row per episode and day. */
export const dataHackersEpisodes = {
  name: 'data_hackers_episodes',
  description: 'All episodes of the podcast Data Hackers at Spotify, as they were on each day',
  columns: [
    {
      name: 'id',
      type: 'string',
      description: 'Id of the episode at Spotify, 22 letters and digits',
      example: '4Vd1gkbOoxfE2qLcUyWs0H',
      statistics: false,
    },
    {
      name: 'name',
      type: 'string',
      description: 'Name of the episode',
      example: 'Feature stores na prática, com Ana Souza - Data Hackers #120',
      statistics: false,
    },
    {
      name: 'description',
      type: 'string',
      description: 'Description of the episode, as plain text with line breaks; may be empty',
      example: 'Neste episódio falamos de feature stores.',
      statistics: false,
    },
    {
      name: 'release_date',
      type: 'string',
      description: 'When it was released, as exactly as it is known: a year, a month or a day',
      example: '2019-05-10',
      statistics: false,
    },
    {
      name: 'release_date_precision',
      type: 'string',
      description: 'What `release_date` is: `year`, `month` or `day`',
      example: 'day',
      statistics: false,
    },
    {
      name: 'duration_ms',
      type: 'integer',
      description: 'Length in milliseconds',
      example: '2712000',
      statistics: false,
    },
    {
      name: 'language',
      type: 'string',
      nullable: true,
      description: 'Language; empty where Spotify has only `languages`',
      example: 'pt-BR',
      statistics: false,
    },
    {
      name: 'languages',
      type: 'json',
      nullable: true,
      description: 'List of languages',
      example: '["pt-BR"]',
      statistics: false,
    },
    {
      name: 'explicit',
      type: 'boolean',
      description: 'Whether it is marked as explicit',
      example: 'false',
      statistics: false,
    },
    {
      name: 'type',
      type: 'string',
      description: 'What Spotify calls it: `episode`',
      example: 'episode',
      statistics: false,
    },
  ],
} as const;

/** One episode on one day as an object. */
export type DataHackersEpisode = RowOf<typeof dataHackersEpisodes>;
