import type { JsonValue } from '../../model/json-row.ts';
import { DATA_HACKERS } from './spotify-id.ts';

/** The lists of the API, as they are on one day. */
export interface SpotifyLists {
  /** The shows that the search finds. */
  readonly shows: readonly JsonValue[];
  /** The episodes of Data Hackers, the newest first. */
  readonly episodes: readonly JsonValue[];
  /** Most items of a page, however many are asked for. */
  readonly pageSize: number;
}

/** What the API answers: a status, and a document. */
export interface SpotifyAnswer {
  readonly status: number;
  readonly body: JsonValue;
}

/** Where the API is, for the links in its answers. */
const API = 'https://api.spotify.com';

/** Most items of a page that can be asked for, and how many there are when nobody asks. */
const MOST = 50;
const USUAL = 20;

/**
 * What the API answers to a request that is authorized.
 *
 * @param url path and query: `/v1/search?q=data+hackers&type=show&market=BR&limit=50`
 * @example
 * answerTo(new URL('https://api.spotify.com/v1/nothing'), { shows: [], episodes: [], pageSize: 50 }).status // => 404
 */
export function answerTo(url: URL, lists: SpotifyLists): SpotifyAnswer {
  if (url.pathname === '/v1/search') return answerToSearch(url, lists);
  const [, id] = /^\/v1\/shows\/(\w+)\/episodes$/.exec(url.pathname) ?? [];
  if (id === undefined) return spotifyError(404, 'Service not found');
  // Without a market, nobody can say whether the show is available.
  if (id !== DATA_HACKERS || !url.searchParams.has('market')) {
    return spotifyError(404, 'Resource not found');
  }
  const page = pageOf(url, lists.episodes, lists);
  return page === undefined ? badLimit() : { status: 200, body: page };
}

/**
 * An error as the API writes it.
 *
 * @example
 * spotifyError(401, 'Invalid access token').body // => { error: { status: 401, message: 'Invalid access token' } }
 */
export function spotifyError(status: number, message: string): SpotifyAnswer {
  return { status, body: { error: { status, message } } };
}

function answerToSearch(url: URL, lists: SpotifyLists): SpotifyAnswer {
  const { searchParams } = url;
  if (searchParams.get('type') !== 'show') return spotifyError(400, 'Bad search type field');
  const isFound = searchParams.get('q')?.toLowerCase() === 'data hackers';
  const shows = isFound ? lists.shows : [];
  const items = searchParams.has('market') ? shows : shows.map(() => null);
  const page = pageOf(url, items, lists);
  return page === undefined ? badLimit() : { status: 200, body: { shows: page } };
}

/** A page of a list; `undefined` for a limit or an offset that the API refuses. */
function pageOf(
  url: URL,
  all: readonly JsonValue[],
  { pageSize }: SpotifyLists,
): JsonValue | undefined {
  const asked = Number(url.searchParams.get('limit') ?? USUAL);
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const isAllowed = Number.isInteger(asked) && asked >= 1 && asked <= MOST;
  if (!isAllowed || !Number.isInteger(offset) || offset < 0) return undefined;
  const limit = Math.min(asked, pageSize);
  const linkTo = (to: number): string => {
    const link = new URL(`${url.pathname}${url.search}`, API);
    link.searchParams.set('offset', String(to));
    link.searchParams.set('limit', String(limit));
    return link.href;
  };
  return {
    href: linkTo(offset),
    limit,
    next: offset + limit < all.length ? linkTo(offset + limit) : null,
    offset,
    previous: offset > 0 ? linkTo(Math.max(0, offset - limit)) : null,
    total: all.length,
    items: all.slice(offset, offset + limit),
  };
}

function badLimit(): SpotifyAnswer {
  return spotifyError(400, 'Invalid limit');
}
