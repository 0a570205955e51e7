import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type OpenPypiBigQuery,
  openPypiBigQuery,
  pypiStandIn,
} from '../lib/generate/pypi/pypi-stand-in.ts';
import { randomStream } from '../lib/model/keyed-random.ts';
import { HOUR_MS, periodEnd } from '../lib/model/period.ts';
import { aDay } from './land/orders-inbox.ts';
import { digestsOf, type Ended, hourlake, startHourlake } from './run-hourlake.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KILLS = Number(process.env.HOURLAKE_TEST_KILLS ?? 8);
const SEED = process.env.HOURLAKE_TEST_SEED ?? String(Date.now());

const DAY = aDay('2026-11-20');
const LANDED = 'pypi-downloads/dt=2026-11-20/pypi-downloads-2026-11-20.parquet';
const REJECTS = 'rejects/pypi-downloads/dt=2026-11-20/pypi-downloads-rejects-2026-11-20.parquet';

/** When the runs take place. */
const NOW = periodEnd(DAY) + 10 * HOUR_MS;

/** The day alone. */
const INGEST = [
  'backfill',
  '--job',
  'pypi-downloads',
  '--yes',
  '--from',
  '2026-11-20',
  '--to',
  '2026-11-21',
];

/** More than what is between two pages. */
const LONGEST_DELAY_MS = 60;

describe('a run that is killed while it reads pages of BigQuery', () => {
  it(
    'lands the whole day or nothing, and the next one reads the same result without a second query',
    async () => {
      console.info(`Repeat this with HOURLAKE_TEST_KILLS=${KILLS} HOURLAKE_TEST_SEED=${SEED}`);
      const quiet = await aLake();
      await quiet.ingest();
      const whole = rowsIn(await digestsOf(quiet.lake));
      const pages = quiet.pages();
      const patient = await aLake();
      const random = randomStream(SEED, 'kill downloads');

      const seen = new Set<string>();
      for (let kill = 0; kill < KILLS; kill += 1) {
        await patient.killed({
          afterPages: 1 + (kill % pages),
          delay: random.below(kill, LONGEST_DELAY_MS),
        });
        seen.add(Object.keys(rowsIn(await digestsOf(patient.lake))).join(' '));
      }
      const last = await patient.ingest();
      const asked = patient.requests();
      const again = await patient.ingest();

      expect(pages).toBeGreaterThan(10);
      expect(seen).toContain('');
      for (const keys of seen) expect(['', LANDED, `${LANDED} ${REJECTS}`]).toContain(keys);
      expect([last.code, again.code], last.stderr + again.stderr).toEqual([0, 0]);
      expect(rowsIn(await digestsOf(patient.lake))).toEqual(whole);
      expect(patient.requests()).toBe(asked);
      expect(patient.queries()).toBe(1);
    },
    60_000 + KILLS * 10_000,
  );
});

/** A lake, and a BigQuery of its own beside it. */
async function aLake() {
  const standIn = await openPypiBigQuery({
    day: DAY,
    // What began before the day had settled would not count.
    now: () => NOW,
    downloads: 3_000,
    pageBytes: 20_000,
    polls: 0,
  });
  onTestFinished(() => standIn.close());
  const lake = await temporaryFolder();
  const options = optionsOf(standIn, lake);
  return {
    lake,
    ingest: () => hourlake(INGEST, options),
    killed: (when: KilledAt) => killed(standIn, options, when),
    pages: () => pagesAsked(standIn),
    requests: () => standIn.requests.length,
    queries: () => standIn.jobs.length,
  };
}

/** When a run is killed. */
interface KilledAt {
  readonly afterPages: number;
  /** In milliseconds. */
  readonly delay: number;
}

function optionsOf({ origin }: OpenPypiBigQuery, lake: string) {
  const origins = pypiStandIn.origins.map((from) => `${from}=${origin}`).join(' ');
  const variables = Object.fromEntries(pypiStandIn.variables.map((name) => [name, 'anything']));
  const env = {
    ...variables,
    HOURLAKE_ORIGINS: origins,
    HOURLAKE_NOW: new Date(NOW).toISOString(),
  };
  return { lake, jobs: '', env };
}

/** Kills a run some time after it has asked for a number of pages, or lets it come to its end. */
async function killed(
  standIn: OpenPypiBigQuery,
  options: ReturnType<typeof optionsOf>,
  { afterPages, delay }: KilledAt,
): Promise<Ended> {
  const before = pagesAsked(standIn);
  const { child, ended } = await startHourlake(INGEST, options);
  let isOver = false;
  const over = ended.then((end) => {
    isOver = true;
    return end;
  });
  while (!isOver && pagesAsked(standIn) - before < afterPages) await sleep(1);
  await Promise.race([sleep(delay), over]);
  child.kill('SIGKILL');
  return over;
}

function pagesAsked({ requests }: OpenPypiBigQuery): number {
  return requests.filter(isPage).length;
}

function isPage(request: string): boolean {
  return request.includes('/queries/');
}

function rowsIn(digests: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(digests).filter(([key]) => key.endsWith('.parquet')));
}
