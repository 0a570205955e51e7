import type { Choices } from './choices.ts';
import { podcastGuest } from './podcast-guest.ts';
import {
  boticarioSpellings,
  occupations,
  remarks,
  resemblingNames,
  topics,
} from './podcast-words.ts';

/** Percentage of the names that mention Grupo Boticário, and of the descriptions behind such names and others. */
const IN_NAMES = 4;
const IN_DESCRIPTIONS_TOO = 50;
const IN_DESCRIPTIONS = 6;

/** Percentage of the descriptions that mention a name that only resembles it. */
const RESEMBLING = 4;

/** What decides the texts of an episode, besides chance. */
export interface EpisodeState {
  /** Number of the episode, from 1. */
  readonly number: number;
  /** Whether it has the texts of its first days, which are edited later. */
  readonly isDraft: boolean;
}

/**
 * The name of an episode.
 *
 * @param week in which it appears, from 0
 * @example
 * episodeName(new Choices('demo'), 1, { number: 2, isDraft: false }) // => 'Governança de dados sem burocracia, com Célia Rosa - Data Hackers #2'
 */
export function episodeName(
  choices: Choices,
  week: number,
  { number, isDraft }: EpisodeState,
): string {
  if (isDraft) return `${topicOf(choices, week)} - Data Hackers #${number}`;
  const about = isAboutBoticario(choices, week)
    ? `Dados no ${choices.pick('spelling in name', week, boticarioSpellings)}`
    : topicOf(choices, week);
  return `${about}, com ${podcastGuest(choices, week)} - Data Hackers #${number}`;
}

/**
 * The description of an episode: what it is about, and lines such as texts of an API have, with quotes,
 * line breaks, emojis and HTML entities.
 *
 * @param week in which it appears, from 0
 */
export function episodeDescription(
  choices: Choices,
  week: number,
  { isDraft }: Pick<EpisodeState, 'isDraft'>,
): string {
  const guest = podcastGuest(choices, week);
  const occupation = choices.pick('occupation', week, occupations);
  return [
    `Neste episódio a equipe recebe ${guest}, ${occupation}. Tema: ${topicOf(choices, week)}.`,
    choices.pick('remark', week, remarks),
    ...mention(choices, week),
    ...(isDraft ? [] : [`Quem participa: ${guest}`]),
  ].join('\n\n');
}

function topicOf(choices: Choices, week: number): string {
  return choices.pick('topic', week, topics);
}

function isAboutBoticario(choices: Choices, week: number): boolean {
  return choices.happens('boticario in name', week, IN_NAMES);
}

/** A line about Grupo Boticário, or about something that is called nearly like it; mostly none. */
function mention(choices: Choices, week: number): string[] {
  const percent = isAboutBoticario(choices, week) ? IN_DESCRIPTIONS_TOO : IN_DESCRIPTIONS;
  if (choices.happens('boticario in description', week, percent)) {
    return [`Com o apoio do ${choices.pick('spelling in description', week, boticarioSpellings)}.`];
  }
  if (!choices.happens('resembling', week, RESEMBLING)) return [];
  return [`Citado no papo: ${choices.pick('resembling name', week, resemblingNames)}.`];
}
