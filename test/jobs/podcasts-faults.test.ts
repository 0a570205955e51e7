import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  dataHackersEpisodes,
  dataHackersEpisodesRejects,
} from '../../jobs/data-hackers-episodes.ts';
import { podcasts, podcastsRejects } from '../../jobs/podcasts.ts';
import { restDataOf } from '../../lib/capture/rest/check/check-rest-data.ts';
import { openRestHttp } from '../../lib/capture/rest/http/open-rest-http.ts';
import { RestConnector } from '../../lib/capture/rest/rest-connector.ts';
import type { SpotifyFault } from '../../lib/generate/spotify/spotify-faults.ts';
import {
  openSpotify,
  type SpotifyOptions,
  spotifyStandIn,
} from '../../lib/generate/spotify/spotify-stand-in.ts';
import { failureOf, type RunReport } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { addPeriods, periodEnd } from '../../lib/model/period.ts';
import { readSecret } from '../../lib/secrets/secret-text.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { aLake } from '../land/a-lake.ts';
import { aDay, rowsLanded } from '../land/orders-inbox.ts';

const DAY = aDay('2026-11-20');
const SECRETS = { SPOTIFY_CLIENT_ID: 'an-id-of-a-client', SPOTIFY_CLIENT_SECRET: 'a-secret-text' };
const MINUTE = 60_000;

/** Rows of the day, as the stand-in shows it. */
const ROWS = [50, 301];

/** Names and descriptions begin with words that no message may have. */
const VALUES = /Data Hackers|Neste epis|an-id-of-a-client|a-secret-text|show\/|episode\//i;

/** A lake of podcasts beside a Spotify in which something goes wrong. */
async function aLakeOfPodcasts({
  faults = [],
  secrets = SECRETS,
  ...spotifyOptions
}: Partial<Omit<SpotifyOptions, 'faults' | 'day'>> & {
  readonly faults?: readonly (readonly [number, SpotifyFault])[];
  readonly secrets?: Readonly<Record<string, string>>;
} = {}) {
  let now = periodEnd(DAY) + MINUTE;
  const clock = () => now;
  const broken = new Map(faults);
  const spotify = await openSpotify({ day: DAY, now: clock, faults: broken, ...spotifyOptions });
  onTestFinished(() => spotify.close());
  const jobs = [podcasts, podcastsRejects, dataHackersEpisodes, dataHackersEpisodesRejects];
  const lake = await aLake({ jobs, instant: clock });
  const origins = new Map(spotifyStandIn.origins.map((from) => [from, spotify.origin]));
  const places = { environment: secrets, resolvePath: (path: string) => path };

  const connect = (job: Job) => {
    const data = restDataOf(job.source.data);
    const ask = openRestHttp(data.api, {
      readSecret: (reference, what) => readSecret(reference, what, places),
      now: clock,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
      origins,
    });
    return new RestConnector({ job: job.name, data, ask });
  };
  return {
    lake,
    spotify,
    mend: () => broken.clear(),
    run: () =>
      run(
        {
          store: lake.store,
          lake: lake.open(),
          jobs: jobs.map((job) => ({
            job,
            wanted: [DAY],
            connector: job.captures === undefined ? undefined : connect(job),
          })),
          today: addPeriods(DAY, 1),
        },
        { sleep: async () => {} },
      ),
  };
}

function rowsOf(report: RunReport): number[] {
  return [podcasts, dataHackersEpisodes].map((job) => rowsLanded(report, job));
}

/** The third request is for a page of episodes in the middle of the list. */
const MIDDLE = 3;

describe('podcasts land whole', () => {
  it.each<[string, Parameters<typeof aLakeOfPodcasts>[0]]>([
    ['from pages of 10, although 50 were asked for', { pageSize: 10 }],
    ['when tokens last for a second', { tokenSeconds: 1 }],
    ['after 401 in mid-run', { faults: [[MIDDLE, { kind: 'unauthorized' }]] }],
    ...['0', '3', new Date(periodEnd(DAY) + 2 * MINUTE).toUTCString()].map(
      (retryAfter): [string, Parameters<typeof aLakeOfPodcasts>[0]] => [
        `after 429 with Retry-After: ${retryAfter}`,
        { faults: [[MIDDLE, { kind: 'too many requests', retryAfter }]] },
      ],
    ),
    ['after 502', { faults: [[MIDDLE, { kind: 'bad gateway' }]] }],
    ['after a connection cut in mid-body', { faults: [[MIDDLE, { kind: 'cut' }]] }],
    ['when the total changes between pages', { faults: [[MIDDLE, { kind: 'other total' }]] }],
  ])('%s', async (_, options) => {
    const { run } = await aLakeOfPodcasts(options);

    const report = await run();

    expect(failureOf(report)).toBeUndefined();
    expect(rowsOf(report)).toEqual(ROWS);
  });
});

describe('podcasts fail with what to do, and land whole when that is mended', () => {
  it.each<[string, SpotifyFault, RegExp]>([
    [
      'an answer that is no JSON',
      { kind: 'html' },
      /to be JSON, got 43 bytes that are not JSON\. Check/,
    ],
    [
      'an answer of gigabytes',
      { kind: 'endless', bytes: 3e9 },
      /the answer has more than \d+ bytes/,
    ],
    ['a wait of a day', { kind: 'too many requests', retryAfter: '86400' }, /86,?400 s/],
  ])('after %s', async (_, fault, message) => {
    const { lake, run, mend } = await aLakeOfPodcasts({ faults: [[MIDDLE, fault]] });

    const failure = failureOf(await run());
    const left = await keysOf(lake.store, '');
    mend();
    const mended = await run();

    expect(failure?.message).toMatch(message);
    expect(failure?.message).not.toMatch(VALUES);
    expect(left.filter((key) => key.includes('data-hackers-episodes'))).toEqual([]);
    expect(failureOf(mended)).toBeUndefined();
    expect(rowsOf(mended)).toEqual([0, ROWS[1]]);
  });

  it('after a redirect to another host, which is not asked', async () => {
    let asked = 0;
    const elsewhere = createServer((_request, response) => {
      asked += 1;
      response.end('{}');
    });
    await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
    onTestFinished(() => void elsewhere.close());
    // A server that listens to a port has an address.
    const { port } = elsewhere.address() as AddressInfo;
    const to = `http://127.0.0.1:${port}/v1/shows`;
    const { run } = await aLakeOfPodcasts({ faults: [[MIDDLE, { kind: 'redirect', to }]] });

    const failure = failureOf(await run());

    expect(failure?.message).toMatch(/another host, port or protocol, to which nothing was sent/);
    expect(asked).toBe(0);
  });

  it('with a page of null items, which are too many rejects; what was captured is kept', async () => {
    const { lake, run } = await aLakeOfPodcasts({ faults: [[MIDDLE, { kind: 'null items' }]] });

    const failure = failureOf(await run());

    expect(failure?.message).toMatch(/at least 90 % of the rows .* got 50 of 301 that do not/);
    expect(failure?.message).not.toMatch(VALUES);
    expect(await keysOf(lake.store, 'raw')).toHaveLength(2);
  });

  it('with a secret that is missing', async () => {
    const { SPOTIFY_CLIENT_ID } = SECRETS;
    const { lake, run } = await aLakeOfPodcasts({ secrets: { SPOTIFY_CLIENT_ID } });

    const failure = failureOf(await run());

    expect(failure?.message).toContain('env:SPOTIFY_CLIENT_SECRET');
    expect(await keysOf(lake.store, '')).toEqual([]);
  });

  it('with credentials that are refused again and again', async () => {
    const faults = Array.from({ length: 20 }, (_, request): readonly [number, SpotifyFault] => [
      request + 1,
      { kind: 'unauthorized' },
    ]);
    const { lake, run } = await aLakeOfPodcasts({ faults });

    const failure = failureOf(await run());

    expect(failure?.message).toMatch(/env:SPOTIFY_CLIENT_ID/);
    expect(failure?.message).not.toMatch(VALUES);
    expect(await keysOf(lake.store, '')).toEqual([]);
  });
});
