import { afterEach, describe, expect, it } from 'vitest';
import { standIns } from '../../../jobs/stand-ins.ts';
import { podcastEpisodes } from '../../../lib/generate/spotify/podcast-episodes.ts';
import type { SpotifyFault } from '../../../lib/generate/spotify/spotify-faults.ts';
import {
  type OpenSpotify,
  openSpotify,
  type SpotifyOptions,
} from '../../../lib/generate/spotify/spotify-stand-in.ts';
import { dayNumber } from '../../../lib/model/calendar-date.ts';
import { periodAt } from '../../../lib/model/period.ts';

const SEARCH = '/v1/search?q=data%20hackers&type=show&market=BR&limit=50';
const EPISODES = '/v1/shows/1oMIHOXsrLFENAeM743g93/episodes?market=BR&limit=50';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const opened: OpenSpotify[] = [];
let clock = 0;

afterEach(async () => {
  await Promise.all(opened.splice(0).map((spotify) => spotify.close()));
  clock = 0;
});

describe('the stand-in of Spotify', () => {
  it('gives a token for client credentials, which lasts an hour', async () => {
    const { origin, tokens } = await open();

    const answer = await askForToken(origin);
    const token = await tokenOf(origin);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(tokens.given).toBe(2);
    clock = 3_599_999;
    expect((await get(origin, SEARCH, token)).status).toBe(200);
    clock = 3_600_000;
    expect(await errorOf(get(origin, SEARCH, token))).toEqual([401, 'The access token expired']);
  });

  it.each([
    ['other credentials', 'ana:wrong', 'grant_type=client_credentials', 'invalid_client'],
    ['no secret', 'ana:', 'grant_type=client_credentials', 'invalid_client'],
    ['another grant', 'ana:secret', 'grant_type=password', 'unsupported_grant_type'],
  ])('gives no token for %s', async (_, credentials, form, error) => {
    const { origin } = await open({ credentials: 'ana:secret' });

    const answer = await askForToken(origin, credentials, form);

    expect([answer.status, (await jsonOf(answer)).error]).toEqual([400, error]);
  });

  it('answers nobody without a token of its own', async () => {
    const { origin } = await open();

    expect(await errorOf(fetch(origin + SEARCH))).toEqual([401, 'No token provided']);
    expect(await errorOf(get(origin, SEARCH, 'made-up'))).toEqual([401, 'Invalid access token']);
  });

  it('has pages of shows, with links to Spotify itself', async () => {
    const { origin } = await open();
    const token = await tokenOf(origin);

    const { shows: first } = await jsonOf(get(origin, SEARCH, token));
    const next = new URL(first.next);
    const { shows: last } = await jsonOf(get(origin, next.pathname + next.search, token));

    expect(next.origin).toBe('https://api.spotify.com');
    expect(first).toMatchObject({ limit: 50, offset: 0, previous: null, total: 78 });
    expect([first.items.length, last.items.length, last.next]).toEqual([50, 28, null]);
    expect(first.items[0]).toMatchObject({
      id: '1oMIHOXsrLFENAeM743g93',
      name: 'Data Hackers',
      type: 'show',
      total_episodes: 301,
    });
  });

  it('has all episodes once, in pages of 10 although 50 were asked for', async () => {
    const { origin } = await open({ pageSize: 10 });
    const token = await tokenOf(origin);
    const ids: string[] = [];
    const sizes = new Set<number>();

    for (let path = EPISODES; path !== ''; ) {
      const { items, next } = await jsonOf(get(origin, path, token));
      ids.push(...items.map(({ id }: { id: string }) => id));
      sizes.add(items.length);
      path = next === null ? '' : next.replace('https://api.spotify.com', '');
    }

    const day = dayNumber({ year: 2026, month: 11, day: 20 });
    expect(ids).toEqual(podcastEpisodes(day, { seed: 'hourlake' }).map(({ id }) => id));
    expect([...sizes]).toEqual([10, 1]);
  });

  it('leaves out a language that is not known, and never the list', async () => {
    const { origin } = await open();
    const { items } = await jsonOf(get(origin, EPISODES, await tokenOf(origin)));

    const without = items.filter((item: object) => !('language' in item));

    expect(without.length).toBeGreaterThan(0);
    expect(items.every(({ languages }: { languages: string[] }) => languages.length === 1)).toBe(
      true,
    );
  });

  it('has null items, or nothing, without a market', async () => {
    const { origin } = await open();
    const token = await tokenOf(origin);

    const search = get(origin, SEARCH.replace('&market=BR', ''), token);
    const episodes = get(origin, EPISODES.replace('market=BR&', ''), token);

    expect(new Set((await jsonOf(search)).shows.items)).toEqual(new Set([null]));
    expect(await errorOf(episodes)).toEqual([404, 'Resource not found']);
  });

  it.each([
    ['/v1/shows/another/episodes?market=BR', 404, 'Resource not found'],
    ['/v1/me', 404, 'Service not found'],
    [SEARCH.replace('limit=50', 'limit=51'), 400, 'Invalid limit'],
    [SEARCH.replace('type=show', 'type=band'), 400, 'Bad search type field'],
  ])('refuses %s', async (path, status, message) => {
    const { origin } = await open();

    expect(await errorOf(get(origin, path, await tokenOf(origin)))).toEqual([status, message]);
  });

  it('says that its port is taken', async () => {
    const { origin } = await open();

    await expect(open({ port: Number(new URL(origin).port) })).rejects.toThrow(
      /^Expected to listen on port \d+ of 127\.0\.0\.1, got listen EADDRINUSE/,
    );
  });

  it('is one of the stand-ins of jobs', () => {
    expect([...standIns.keys()]).toEqual(['podcasts', 'data-hackers-episodes', 'pypi-downloads']);
  });
});

describe('the faults of the stand-in', () => {
  it('come with the request that they are for, and with no other', async () => {
    const { get, requests } = await faulty({ kind: 'bad gateway' }, 2);

    const statuses = [await get(), await get(), await get()].map(({ status }) => status);

    expect(statuses).toEqual([200, 502, 200]);
    expect(requests).toEqual([SEARCH, SEARCH, SEARCH]);
  });

  it.each([
    ['unauthorized', { kind: 'unauthorized' }, 401],
    ['too many requests', { kind: 'too many requests', retryAfter: '0' }, 429],
  ] as const)('are: %s', async (_, fault, status) => {
    const answer = await (await faulty(fault)).get();

    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe('retryAfter' in fault ? fault.retryAfter : null);
  });

  it('are: null items, and a total that is not theirs', async () => {
    const { shows: nulls } = await jsonOf((await faulty({ kind: 'null items' })).get());
    const { shows: other } = await jsonOf((await faulty({ kind: 'other total' })).get());

    expect([nulls.items.length, new Set(nulls.items)]).toEqual([50, new Set([null])]);
    expect([nulls.total, other.total]).toEqual([78, 79]);
    expect(other.items[0].total_episodes).toBe(301);
  });

  it('are: a connection that is cut in mid-body', async () => {
    const answer = await (await faulty({ kind: 'cut' })).get();

    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  it('are: a redirect to another host, and a page for people', async () => {
    const away = await (await faulty({ kind: 'redirect', to: 'http://127.0.0.2:1/v1' })).get();
    const page = await (await faulty({ kind: 'html' })).get();

    expect([away.status, away.headers.get('location')]).toEqual([302, 'http://127.0.0.2:1/v1']);
    await expect(page.json()).rejects.toThrow();
  });

  it('are: an answer that does not end, which a client may leave', async () => {
    const { get } = await faulty({ kind: 'endless', bytes: 4 * 1024 ** 3 });
    const { body } = await get();
    let read = 0;

    for await (const piece of body ?? []) {
      read += piece.length;
      if (read > 1_000_000) break;
    }

    expect(read).toBeGreaterThan(1_000_000);
  });

  it('are: a whole answer that is large', async () => {
    const { get } = await faulty({ kind: 'endless', bytes: 300_000 });

    const { shows } = await jsonOf(get());

    expect(shows.items[0].length).toBeGreaterThanOrEqual(300_000);
  });
});

async function open(options: Partial<SpotifyOptions> = {}): Promise<OpenSpotify> {
  const day = periodAt('day', Date.parse('2026-11-20'));
  const spotify = await openSpotify({ day, now: () => clock, ...options });
  opened.push(spotify);
  return spotify;
}

/** A stand-in with a fault, by default in the answer to its first request. */
async function faulty(fault: SpotifyFault, number = 1) {
  const { origin, requests } = await open({ faults: new Map([[number, fault]]) });
  const token = await tokenOf(origin);
  return { requests, get: () => get(origin, SEARCH, token) };
}

function askForToken(
  origin: string,
  credentials = 'ana:secret',
  body = 'grant_type=client_credentials',
): Promise<Response> {
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return fetch(`${origin}/api/token`, {
    method: 'POST',
    headers: { ...FORM, authorization },
    body,
  });
}

async function tokenOf(origin: string): Promise<string> {
  return (await jsonOf(askForToken(origin))).access_token;
}

function get(origin: string, path: string, token: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  return fetch(origin + path, { headers, redirect: 'manual' });
}

// biome-ignore lint/suspicious/noExplicitAny: a document of the API, of which each test reads what it checks
async function jsonOf(answered: Response | Promise<Response>): Promise<any> {
  return (await answered).json();
}

/** Status and message of an error in Spotify's shape. */
async function errorOf(answered: Promise<Response>): Promise<[number, string]> {
  const answer = await answered;
  const { error } = await jsonOf(answer);
  expect(error.status).toBe(answer.status);
  return [answer.status, error.message];
}
