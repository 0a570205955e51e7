import { dayNumber } from '../../model/calendar-date.ts';
import { permutation } from '../../model/permutation.ts';
import { Choices } from './choices.ts';
import { podcastEpisodes } from './podcast-episodes.ts';
import { fields, formats } from './podcast-words.ts';
import { DATA_HACKERS, spotifyId } from './spotify-id.ts';

/** A show, as a search finds it. */
export interface PodcastShow {
  readonly id: string;
  readonly name: string;
  readonly publisher: string;
  readonly description: string;
  readonly totalEpisodes: number;
}

/** The day on which the first of them can begin, and the days in which the others do, long into the future. */
const FIRST_DAY = dayNumber({ year: 2017, month: 1, day: 1 });
const BEGIN_WITHIN = 4200;

/** Percentage of the shows that disappear, and of those that get another name, and the days until then. */
const GONE = 6;
const RENAMED = 20;
const CHANGES_WITHIN = 3600;

/** Days between two episodes of a show. */
const intervals = [7, 7, 14, 14, 30, 60] as const;

/** Most episodes of a show: most podcasts end some day. */
const LONGEST = 260;

/** Shows that there can be besides Data Hackers: every pair of a format and a field. */
const POSSIBLE = formats.length * fields.length;

/**
 * The shows that a search for "data hackers" finds at the end of a day, in the order of relevance: Data
 * Hackers, and some 80 others. From day to day they have more episodes; now and then one is renamed, one
 * appears or disappears.
 *
 * @param day days since 1970-01-01
 * @example
 * podcastShows(20_000, { seed: 'demo' })[0]?.name // => 'Data Hackers'
 */
export function podcastShows(
  day: number,
  { seed }: { readonly seed: string },
): readonly PodcastShow[] {
  const choices = new Choices(seed, 'spotify show');
  const numberAt = permutation(POSSIBLE, [seed, 'spotify show', 'relevance']);
  return [
    dataHackers(podcastEpisodes(day, { seed }).length),
    ...Array.from({ length: POSSIBLE }, (_, place) => showOf(choices, numberAt(place), day)).filter(
      (show) => show !== undefined,
    ),
  ];
}

/** A show as it is on a day; `undefined` before it begins, and when it is gone. */
function showOf(choices: Choices, number: number, day: number): PodcastShow | undefined {
  const age = day - FIRST_DAY - choices.below('begins', number, BEGIN_WITHIN);
  const hasChanged = age > choices.below('changes after', number, CHANGES_WITHIN);
  const isGone = hasChanged && choices.happens('gone', number, GONE);
  if (age < 0 || isGone) return undefined;
  const most = 1 + choices.below('longest', number, LONGEST);
  return {
    id: spotifyId(choices, number),
    ...textsOf(number, hasChanged && choices.happens('renamed', number, RENAMED)),
    totalEpisodes: Math.min(
      most,
      1 + Math.floor(age / choices.pick('interval', number, intervals)),
    ),
  };
}

function dataHackers(totalEpisodes: number): PodcastShow {
  return {
    id: DATA_HACKERS,
    name: 'Data Hackers',
    publisher: 'Data Hackers',
    description: 'A comunidade de dados do Brasil em áudio: entrevistas, notícias e carreira. 🎙️',
    totalEpisodes,
  };
}

/** Every pair of a format and a field has one number. */
function textsOf(
  number: number,
  isRenamed: boolean,
): Pick<PodcastShow, 'name' | 'publisher' | 'description'> {
  const format = formats[number % formats.length] ?? '';
  const field = fields[Math.floor(number / formats.length)] ?? '';
  const name = `${format} ${field}`;
  return {
    name: isRenamed ? `${name} | Nova temporada` : name,
    publisher: `Rede ${field}`,
    description: `"${name}" é o podcast de quem vive de ${field}: conversas, tropeços &amp; aprendizados.\nToda semana, ou quase. 📊`,
  };
}
