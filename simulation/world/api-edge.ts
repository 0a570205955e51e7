import type {
  BrokenConnection,
  HttpAnswer,
  HttpRequest,
} from '../../lib/capture/rest/http/exchange.ts';
import { Pace } from '../../lib/capture/rest/http/pace.ts';
import { withRetries } from '../../lib/capture/rest/http/with-retries.ts';
import type { RestApi } from '../../lib/capture/rest/rest-data.ts';
import type { AskPage } from '../../lib/capture/rest/rest-http.ts';
import type { ApiAsker, ApiWatch } from '../check/api-watch.ts';
import type { Fault } from '../faults.ts';
import type { SimulatedApi } from './api.ts';
import { sleepOf } from './own-work.ts';
import type { Fate, SimulatedProcess } from './simulated-process.ts';

/** Milliseconds that a request takes, minimum and maximum. */
const REQUEST = [50, 900] as const;

/** Milliseconds without a byte after which a connection counts as broken. */
const SILENCE_MS = 30_000;

/** Who asks an API, and which one. */
export interface ApiClient extends ApiAsker {
  readonly process: SimulatedProcess;
  readonly api: SimulatedApi;
  readonly watch: ApiWatch;
  /** What time it is by the clock of the process, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

type Reply = HttpAnswer | BrokenConnection;

/** Asks a simulated API for pages, at the pace and with the retries of the real client. */
export function apiPagesOf(
  { requestsPerSecond = 5, tries = 5, longestWaitSeconds = 300 }: RestApi,
  client: ApiClient,
): AskPage {
  const { now, process } = client;
  const sleep = sleepOf(process);
  const pace = new Pace({ requestsPerSecond, now, sleep });
  const send = withRetries(
    async (request) => {
      await pace.turn();
      return exchange(request, client);
    },
    { tries, longestWaitSeconds, now, sleep },
  );
  return async ({ url, what, mostBytes }) => {
    const aim = `read ${what}`;
    const { status, text, bytes } = await send({ method: 'GET', url, headers: {}, aim, mostBytes });
    return { url, status, text, bytes, link: undefined, time: now() };
  };
}

function exchange({ url }: HttpRequest, client: ApiClient): Promise<Reply> {
  const about = `${url.pathname.slice(1)}${url.search}`;
  const carryOut = () => replyTo(url, about, client);
  return client.process.ask({
    kind: 'GET page',
    about,
    carryOut,
    fateOf: (fault) => fateOf(fault, url, carryOut),
    takes: REQUEST,
  });
}

function replyTo(url: URL, about: string, client: ApiClient): Reply {
  const { api, watch, now, clockAhead } = client;
  const time = now() - clockAhead;
  if (api.isDown(time)) {
    client.process.suffer('API down', about);
    return { broken: `${url.origin} cannot be reached (ECONNREFUSED)` };
  }
  const page = api.answer(url, time);
  watch.answered(page, client);
  const bytes = Buffer.byteLength(page.body);
  return { ...answerOf(url, 200, {}), text: page.body, bytes };
}

function fateOf(fault: Fault, url: URL, carryOut: () => Reply): Fate<Reply> | undefined {
  const broken = { broken: `${url.origin} cannot be reached, or the connection broke` };
  switch (fault) {
    case 'API answers 503':
      return { carriedOut: 'now', instead: () => answerOf(url, 503, {}) };
    case 'API asks to wait':
      return { carriedOut: 'now', instead: () => answerOf(url, 429, { 'retry-after': '45' }) };
    case 'API asks to wait too long':
      return { carriedOut: 'now', instead: () => answerOf(url, 429, { 'retry-after': '3600' }) };
    case 'API connection reset':
      return { carriedOut: 'now', instead: () => broken };
    case 'API is silent':
      return { carriedOut: 'now', instead: () => broken, patience: SILENCE_MS };
    case 'API answer cut':
      return {
        carriedOut: 'now',
        instead() {
          carryOut();
          return broken;
        },
      };
    default:
      return undefined;
  }
}

function answerOf(url: URL, status: number, headers: Readonly<Record<string, string>>): HttpAnswer {
  return { status, url, origin: url.origin, headers: new Headers(headers), text: '', bytes: 0 };
}
