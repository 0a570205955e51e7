import type { IncomingMessage, ServerResponse } from 'node:http';
import { DAY_MS } from '../../model/calendar-date.ts';
import { periodStart } from '../../model/period.ts';
import type { OpenStandIn, StandIn, StandInOptions } from '../../model/stand-in.ts';
import { bodyOf, openLoopback } from '../loopback-server.ts';
import { podcastEpisodes } from './podcast-episodes.ts';
import { podcastShows } from './podcast-shows.ts';
import { answerTo, spotifyError } from './spotify-answers.ts';
import { answerWithFault, type SpotifyFault, writeAnswer } from './spotify-faults.ts';
import { episodeObject, showObject } from './spotify-objects.ts';
import { SpotifyTokens, type TokenOptions } from './spotify-tokens.ts';

/** How the stand-in of Spotify is started, and what goes wrong with it. */
export interface SpotifyOptions extends StandInOptions, TokenOptions {
  /** Another seed gives other shows and episodes. Default: `hourlake`. */
  readonly seed?: string;
  /** Most items of a page, however many are asked for. Default: 50. */
  readonly pageSize?: number;
  /**
   * What goes wrong with the requests to the API, by their number from 1. Requests for tokens are not
   * counted. Default: nothing.
   */
  readonly faults?: ReadonlyMap<number, SpotifyFault>;
}

/** The stand-in, and what it was asked. */
export interface OpenSpotify extends OpenStandIn {
  /** Paths and queries of the requests to the API, in their order. */
  readonly requests: readonly string[];
  readonly tokens: SpotifyTokens;
}

/** Most bytes of a form: those of a token are short. */
const LONGEST_FORM = 10_000;

/** Stands in for Spotify, for the jobs of podcasts. */
export const spotifyStandIn: StandIn = {
  origins: ['https://accounts.spotify.com', 'https://api.spotify.com'],
  variables: ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'],
  open: openSpotify,
};

/**
 * Starts a server that answers as the API of Spotify and its token endpoint do. Links in its answers name
 * Spotify itself.
 *
 * @throws InputError when the port is taken.
 */
export async function openSpotify({
  day,
  port = 0,
  seed = 'hourlake',
  pageSize = 50,
  faults = new Map(),
  ...tokenOptions
}: SpotifyOptions): Promise<OpenSpotify> {
  const number = periodStart(day) / DAY_MS;
  const lists = {
    shows: podcastShows(number, { seed }).map(showObject),
    episodes: podcastEpisodes(number, { seed }).map(episodeObject),
    pageSize,
  };
  const tokens = new SpotifyTokens(tokenOptions);
  const requests: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url: path = '/', headers } = request;
    if (method === 'POST' && path === '/api/token') {
      const form = await bodyOf(request, { most: LONGEST_FORM });
      writeAnswer(response, tokens.answerTo({ authorization: headers.authorization, body: form }));
      return;
    }
    requests.push(path);
    const problem = tokens.problemOf(headers.authorization);
    const answered =
      problem === undefined
        ? answerTo(new URL(path, 'http://localhost'), lists)
        : spotifyError(401, problem);
    const fault = faults.get(requests.length);
    if (fault === undefined) writeAnswer(response, answered);
    else await answerWithFault(response, fault, answered);
  }

  const { origin, close } = await openLoopback(answer, { port });
  return { origin, requests, tokens, close };
}
