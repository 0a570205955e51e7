import type { JsonValue } from '../../model/json-row.ts';
import type { PodcastEpisode } from './podcast-episodes.ts';
import type { PodcastShow } from './podcast-shows.ts';

/** A show as the API writes it, with members that nobody may have asked for. */
export function showObject({
  id,
  name,
  publisher,
  description,
  totalEpisodes,
}: PodcastShow): JsonValue {
  return {
    available_markets: ['BR', 'PT'],
    copyrights: [],
    description,
    html_description: htmlOf(description),
    explicit: false,
    external_urls: { spotify: `https://open.spotify.com/show/${id}` },
    href: `https://api.spotify.com/v1/shows/${id}`,
    id,
    images: imagesOf(id),
    is_externally_hosted: false,
    languages: ['pt-BR'],
    media_type: 'audio',
    name,
    publisher,
    type: 'show',
    uri: `spotify:show:${id}`,
    total_episodes: totalEpisodes,
  };
}

/** An episode as the API writes it. Where the language is not known, the member is missing. */
export function episodeObject(episode: PodcastEpisode): JsonValue {
  const { id, name, description, durationMs, language, languages, explicit } = episode;
  return {
    audio_preview_url: null,
    description,
    html_description: htmlOf(description),
    duration_ms: durationMs,
    explicit,
    external_urls: { spotify: `https://open.spotify.com/episode/${id}` },
    href: `https://api.spotify.com/v1/episodes/${id}`,
    id,
    images: imagesOf(id),
    is_externally_hosted: false,
    is_playable: true,
    ...(language === undefined ? {} : { language }),
    languages,
    name,
    release_date: episode.releaseDate,
    release_date_precision: episode.precision,
    type: 'episode',
    uri: `spotify:episode:${id}`,
  };
}

function htmlOf(description: string): string {
  return `<p>${description.replaceAll(/\r?\n/g, '<br />')}</p>`;
}

function imagesOf(id: string): JsonValue {
  return [640, 300, 64].map((pixels) => ({
    url: `https://i.scdn.co/image/${id}-${pixels}`,
    height: pixels,
    width: pixels,
  }));
}
