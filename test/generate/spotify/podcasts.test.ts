import { describe, expect, it } from 'vitest';
import {
  type PodcastEpisode,
  podcastEpisodes,
} from '../../../lib/generate/spotify/podcast-episodes.ts';
import { podcastShows } from '../../../lib/generate/spotify/podcast-shows.ts';
import {
  boticarioSpellings,
  resemblingNames,
} from '../../../lib/generate/spotify/podcast-words.ts';
import { DATA_HACKERS } from '../../../lib/generate/spotify/spotify-id.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { dayNumber } from '../../../lib/model/calendar-date.ts';

const DAY = dayNumber({ year: 2026, month: 11, day: 20 });
const SEED = { seed: 'hourlake' };

const shows = podcastShows(DAY, SEED);
const episodes = podcastEpisodes(DAY, SEED);

describe('the shows of a search', () => {
  it('are more than the 50 of a page, Data Hackers first, each with an id of its own', () => {
    expect(shows).toHaveLength(78);
    expect(shows[0]).toMatchObject({ id: DATA_HACKERS, totalEpisodes: episodes.length });
    expect(new Set(shows.map(({ id }) => id)).size).toBe(shows.length);
    expect(shows.every(({ id }) => /^[0-9A-Za-z]{22}$/.test(id))).toBe(true);
    expect(new Set(shows.map(({ name }) => name)).size).toBe(shows.length);
  });

  it('have more episodes, other names, appear and disappear in the course of years', () => {
    const before = new Map(podcastShows(DAY - 4 * 365, SEED).map((show) => [show.id, show]));

    const changed = shows.filter(({ id }) => before.has(id));
    const names = changed.filter(({ id, name }) => before.get(id)?.name !== name);
    const longer = changed.filter(
      ({ id, totalEpisodes }) => totalEpisodes > (before.get(id)?.totalEpisodes ?? 0),
    );

    expect(names.length).toBeGreaterThan(0);
    expect(longer.length).toBeGreaterThan(10);
    expect(shows.length - changed.length).toBeGreaterThan(0);
    expect(before.size - changed.length).toBeGreaterThan(0);
  });
});

describe('the episodes of Data Hackers', () => {
  it('are some 300, the newest first, each with an id of its own', () => {
    const days = episodes
      .filter(({ precision }) => precision === 'day')
      .map(({ releaseDate }) => releaseDate);

    expect(episodes).toHaveLength(301);
    expect(days).toEqual([...days].sort().reverse());
    expect(days[0]).toBe('2026-11-20');
    expect(new Set(episodes.map(({ id }) => id)).size).toBe(episodes.length);
  });

  it('have dates that are as exact as they are known', () => {
    const lengths = { year: 4, month: 7, day: 10 };

    for (const { releaseDate, precision } of episodes) {
      expect(releaseDate).toHaveLength(lengths[precision]);
    }
    expect(new Set(episodes.map(({ precision }) => precision)).size).toBe(3);
  });

  it('spell Grupo Boticário in every way, and have names that resemble it', () => {
    const texts = episodes.flatMap(({ name, description }) => [name, description]);

    const inSome = (word: string) => texts.some((text) => text.includes(word));

    expect(boticarioSpellings.filter((spelling) => !inSome(spelling))).toEqual([]);
    expect(resemblingNames.filter((name) => !inSome(name))).toEqual([]);
  });

  it('lack the language here and there, but never the list of languages', () => {
    const without = episodes.filter(({ language }) => language === undefined);

    expect(without.length).toBeGreaterThan(10);
    expect(without.length).toBeLessThan(60);
    expect(episodes.every(({ languages }) => languages.length === 1)).toBe(true);
  });

  it('have texts with quotes, line breaks, emojis and HTML entities', () => {
    const text = episodes.map(({ description }) => description).join('');

    for (const part of ['"', "'", '\n', '\r\n', '&amp;', '&quot;', '🎧', '“', ';']) {
      expect(text).toContain(part);
    }
  });

  it('are added, edited and removed from day to day', () => {
    const days = Array.from({ length: 100 }, (_, index) => podcastEpisodes(DAY - index, SEED));
    const counts = { added: 0, removed: 0, edited: 0 };

    for (const [index, now] of days.slice(0, -1).entries()) {
      const before = new Map(days[index + 1]?.map((one) => [one.id, one]));
      counts.added += now.filter(({ id }) => !before.has(id)).length;
      for (const one of now) {
        const old = before.get(one.id);
        before.delete(one.id);
        if (old !== undefined && textsOf(old) !== textsOf(one)) counts.edited += 1;
      }
      counts.removed += before.size;
    }

    expect(counts.added).toBeGreaterThan(4);
    expect(counts.added).toBeLessThan(16);
    expect(counts.edited).toBeGreaterThan(1);
    expect(counts.removed).toBeGreaterThan(0);
    expect(counts.removed).toBeLessThan(6);
  });

  it('keep everything but their texts for as long as they are there', () => {
    const later = new Map(podcastEpisodes(DAY + 400, SEED).map((one) => [one.id, one]));

    for (const { name, description, ...rest } of episodes) {
      const {
        name: _,
        description: __,
        ...kept
      } = later.get(rest.id) ?? { ...rest, name, description };
      expect(kept).toEqual(rest);
    }
  });
});

it('makes the same shows and episodes on every machine, and others of another seed', () => {
  expect(sha256(Buffer.from(JSON.stringify([shows, episodes])))).toBe(
    'be49854b6d18a947edf36eef8f2f4657b5fe289be254744f52738ecaf7b09fd5',
  );
  expect(podcastEpisodes(DAY, { seed: 'demo' })).not.toEqual(episodes);
  expect(podcastShows(DAY, { seed: 'demo' })).not.toEqual(shows);
});

function textsOf({ name, description }: PodcastEpisode): string {
  return JSON.stringify([name, description]);
}
