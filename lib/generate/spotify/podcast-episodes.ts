import { dayNumber, formatDay } from '../../model/calendar-date.ts';
import { Choices } from './choices.ts';
import { episodeDescription, episodeName } from './episode-texts.ts';
import { spotifyId } from './spotify-id.ts';

/** An episode of the show Data Hackers. */
export interface PodcastEpisode {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** `2018`, `2018-07` or `2018-07-20`. */
  readonly releaseDate: string;
  readonly precision: 'year' | 'month' | 'day';
  readonly durationMs: number;
  /** Absent where only `languages` is known. */
  readonly language: string | undefined;
  readonly languages: readonly string[];
  readonly explicit: boolean;
}

/** The first Friday on which an episode can appear, in days since 1970-01-01. */
const FIRST_FRIDAY = dayNumber({ year: 2018, month: 6, day: 1 });

/** Percentage of the Fridays with an episode. */
const PUBLISHED = 70;

/** The release date of the first episodes is only a year, and that of the next ones only a month. */
const LAST_OF_YEAR = 3;
const LAST_OF_MONTH = 10;

/** Percentage of the episodes that are removed, and the days after the release in which they are. */
const REMOVED = 3;
const REMOVED_FROM = 30;
const REMOVED_WITHIN = 1500;

/** Percentage of the names, and of the descriptions, that are edited in the weeks after the release. */
const RENAMED = 25;
const CORRECTED = 20;
const EDITED_WITHIN = 28;

/** Shortest and longest length, in seconds. */
const SHORTEST = 18 * 60;
const LONGEST = 95 * 60;

const EXPLICIT = 6;

/**
 * The episodes of the show Data Hackers at the end of a day, the newest first. From day to day an episode
 * is added in most weeks, names and descriptions are edited now and then, and an episode is rarely removed.
 *
 * @param day days since 1970-01-01
 * @example
 * podcastEpisodes(dayNumber({ year: 2018, month: 6, day: 1 }) - 1, { seed: 'demo' }) // => []
 */
export function podcastEpisodes(
  day: number,
  { seed }: { readonly seed: string },
): readonly PodcastEpisode[] {
  const choices = new Choices(seed, 'spotify episode');
  const episodes: PodcastEpisode[] = [];
  let number = 0;
  for (let week = 0; FIRST_FRIDAY + 7 * week <= day; week += 1) {
    if (!choices.happens('published', week, PUBLISHED)) continue;
    number += 1;
    const age = day - (FIRST_FRIDAY + 7 * week);
    if (!isRemoved(choices, week, age)) episodes.push(episodeOf(choices, { week, number, age }));
  }
  return episodes.reverse();
}

function isRemoved(choices: Choices, week: number, age: number): boolean {
  const after = REMOVED_FROM + choices.below('removed after', week, REMOVED_WITHIN);
  return choices.happens('removed', week, REMOVED) && age >= after;
}

function episodeOf(
  choices: Choices,
  {
    week,
    number,
    age,
  }: {
    readonly week: number;
    readonly number: number;
    /** Days since the release. */
    readonly age: number;
  },
): PodcastEpisode {
  const isYoung = age <= choices.below('edited after', week, EDITED_WITHIN);
  const seconds = SHORTEST + choices.below('length', week, LONGEST - SHORTEST);
  return {
    id: spotifyId(choices, week),
    name: episodeName(choices, week, {
      number,
      isDraft: isYoung && choices.happens('renamed', week, RENAMED),
    }),
    description: episodeDescription(choices, week, {
      isDraft: isYoung && choices.happens('corrected', week, CORRECTED),
    }),
    ...releaseOf(week, number),
    durationMs: 1000 * seconds,
    ...languagesOf(choices.below('language', week, 100)),
    explicit: choices.happens('explicit', week, EXPLICIT),
  };
}

function releaseOf(
  week: number,
  number: number,
): Pick<PodcastEpisode, 'releaseDate' | 'precision'> {
  const date = formatDay(FIRST_FRIDAY + 7 * week);
  if (number <= LAST_OF_YEAR) return { releaseDate: date.slice(0, 4), precision: 'year' };
  if (number <= LAST_OF_MONTH) return { releaseDate: date.slice(0, 7), precision: 'month' };
  return { releaseDate: date, precision: 'day' };
}

function languagesOf(percent: number): Pick<PodcastEpisode, 'language' | 'languages'> {
  if (percent < 5) return { language: 'en', languages: ['en'] };
  if (percent < 15) return { language: undefined, languages: ['pt-BR'] };
  return { language: 'pt-BR', languages: ['pt-BR'] };
}
