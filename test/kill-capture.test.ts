import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type OpenSpotify,
  openSpotify,
  spotifyStandIn,
} from '../lib/generate/spotify/spotify-stand-in.ts';
import { randomStream } from '../lib/model/keyed-random.ts';
import { type Day, parsePeriod } from '../lib/model/period.ts';
import { digestsOf, type Ended, hourlake, startHourlake } from './run-hourlake.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KILLS = Number(process.env.HOURLAKE_TEST_KILLS ?? 8);
const SEED = process.env.HOURLAKE_TEST_SEED ?? String(Date.now());

const INGEST = ['ingest', '--job', 'data-hackers-episodes'];
const RAW = 'raw/data-hackers-episodes/dt=2026-11-20/data-hackers-episodes-2026-11-20.ndjson.gz';

/** Pages of the episodes of the day. */
const PAGES = 7;

/** More than what is between two pages, at the rate of the job. */
const LONGEST_DELAY_MS = 250;

describe('a capture that is killed', () => {
  it(
    'leaves all pages or none, and the next run lands every row once',
    async () => {
      console.info(`Repeat this with HOURLAKE_TEST_KILLS=${KILLS} HOURLAKE_TEST_SEED=${SEED}`);
      const spotify = await aSpotify();
      const quiet = await temporaryFolder();
      await hourlake(INGEST, optionsOf(spotify, quiet));
      const expected = rowsIn(await digestsOf(quiet));
      const lake = await temporaryFolder();
      const random = randomStream(SEED, 'kill capture');

      const kept: number[] = [];
      for (let kill = 0; kill < KILLS && !kept.includes(PAGES); kill += 1) {
        const ended = await killed(spotify, lake, {
          afterPages: 1 + (kill % PAGES),
          delay: random.below(kill, LONGEST_DELAY_MS),
        });
        expect([null, 0]).toContain(ended.code);
        kept.push(await pagesIn(lake));
      }
      const last = await hourlake(INGEST, optionsOf(spotify, lake));
      const asked = spotify.requests.length;
      const again = await hourlake(INGEST, optionsOf(spotify, lake));

      expect(kept.filter((pages) => pages !== 0 && pages !== PAGES)).toEqual([]);
      expect(kept).toContain(0);
      expect([last.code, again.code], last.stderr + again.stderr).toEqual([0, 0]);
      expect(Object.keys(expected)).toHaveLength(2);
      expect(rowsIn(await digestsOf(lake))).toEqual(expected);
      expect(spotify.requests).toHaveLength(asked);
    },
    60_000 + KILLS * 10_000,
  );
});

async function aSpotify(): Promise<OpenSpotify> {
  // The text is that of a day; a long life of its tokens asks for no clock.
  const spotify = await openSpotify({ day: parsePeriod('2026-11-20') as Day, now: () => 0 });
  onTestFinished(() => spotify.close());
  return spotify;
}

function optionsOf({ origin }: OpenSpotify, lake: string) {
  const origins = spotifyStandIn.origins.map((from) => `${from}=${origin}`).join(' ');
  const secrets = Object.fromEntries(spotifyStandIn.variables.map((name) => [name, 'anything']));
  const env = { ...secrets, HOURLAKE_ORIGINS: origins, HOURLAKE_NOW: '2026-11-21T10:00:00Z' };
  return { lake, jobs: '', env };
}

/** Kills a run some time after it has asked for a number of pages, or lets it come to its end. */
async function killed(
  spotify: OpenSpotify,
  lake: string,
  { afterPages, delay }: { readonly afterPages: number; readonly delay: number },
): Promise<Ended> {
  const before = spotify.requests.length;
  const { child, ended } = await startHourlake(INGEST, optionsOf(spotify, lake));
  let isOver = false;
  const over = ended.then((end) => {
    isOver = true;
    return end;
  });
  while (!isOver && spotify.requests.length - before < afterPages) await sleep(1);
  await Promise.race([sleep(delay), over]);
  child.kill('SIGKILL');
  return over;
}

/** Pages that were kept of the day; 0 when it was not captured. */
async function pagesIn(lake: string): Promise<number> {
  const bytes = await readFile(join(lake, RAW)).catch(() => undefined);
  if (bytes === undefined) return 0;
  const lines = gunzipSync(bytes).toString().trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line)).length;
}

function rowsIn(digests: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(digests).filter(([key]) => key.endsWith('.parquet')));
}
