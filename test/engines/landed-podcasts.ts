import type { LandedTable } from '../../lib/catalog/local-catalog.ts';
import {
  type PodcastEpisode,
  podcastEpisodes,
} from '../../lib/generate/spotify/podcast-episodes.ts';
import { podcastShows } from '../../lib/generate/spotify/podcast-shows.ts';
import { DAY_MS } from '../../lib/model/calendar-date.ts';
import {
  type DataHackersEpisode,
  dataHackersEpisodes,
} from '../../lib/tables/data-hackers-episodes.ts';
import { type Podcast, podcasts } from '../../lib/tables/podcasts.ts';
import { landed } from './landed-events.ts';

/** Rows of a table by day: `{ '2026-11-20': [...] }`. */
export type Snapshots<Row> = Readonly<Record<string, readonly Row[]>>;

/** Writes the Parquet file of each day of shows below a folder. */
export function landedPodcasts(folder: string, days: Snapshots<Podcast>): Promise<LandedTable> {
  return landedSnapshots(folder, podcasts, days);
}

/** Writes the Parquet file of each day of episodes below a folder. */
export function landedEpisodes(
  folder: string,
  days: Snapshots<DataHackersEpisode>,
): Promise<LandedTable> {
  return landedSnapshots(folder, dataHackersEpisodes, days);
}

/** The shows of the stand-in on some days, as the job lands them. */
export function generatedPodcasts(...days: readonly string[]): Snapshots<Podcast> {
  const on = (day: string) => podcastShows(Date.parse(day) / DAY_MS, { seed: 'hourlake' });
  return Object.fromEntries(days.map((day) => [day, on(day).slice(0, 50).map(podcastOf)]));
}

/** The episodes of the stand-in on some days, as the job lands them. */
export function generatedEpisodes(...days: readonly string[]): Snapshots<DataHackersEpisode> {
  const on = (day: string) => podcastEpisodes(Date.parse(day) / DAY_MS, { seed: 'hourlake' });
  return Object.fromEntries(days.map((day) => [day, on(day).map(episodeOf)]));
}

function podcastOf({
  id,
  name,
  description,
  totalEpisodes,
}: ReturnType<typeof podcastShows>[number]): Podcast {
  return { id, name, description, total_episodes: totalEpisodes };
}

function episodeOf({
  id,
  name,
  description,
  releaseDate,
  precision,
  durationMs,
  language,
  languages,
  explicit,
}: PodcastEpisode): DataHackersEpisode {
  return {
    id,
    name,
    description,
    release_date: releaseDate,
    release_date_precision: precision,
    duration_ms: durationMs,
    language: language ?? null,
    languages: JSON.stringify(languages),
    explicit,
    type: 'episode',
  };
}

async function landedSnapshots<Row extends object>(
  folder: string,
  table: LandedTable['table'],
  days: Snapshots<Row>,
): Promise<LandedTable> {
  const batches = Object.entries(days).map(([day, rows]) => [
    day,
    Object.fromEntries(
      table.columns.map(({ name }) => [
        name,
        rows.map((row) => Object.entries(row).find(([key]) => key === name)?.[1]),
      ]),
    ),
  ]);
  const files = await landed(`${folder}/${table.name}`, Object.fromEntries(batches), table);
  return { ...files, grain: 'day' };
}
