import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type OpenSpotify,
  openSpotify,
  spotifyStandIn,
} from '../../lib/generate/spotify/spotify-stand-in.ts';
import { periodEnd } from '../../lib/model/period.ts';
import { aDay } from '../land/orders-inbox.ts';
import { digestsOfBucket } from './bucket-digests.ts';
import { type Checkout, checkOut } from './checkout.ts';
import { type DeployedLake, deployLake } from './deployed-lake.ts';
import { clientFor } from './emulator.ts';

const JOBS = ['podcasts', 'podcasts-rejects'];
const DAY = aDay('2026-11-20');
const SECRET = { 'client-id': 'an-id', 'client-secret': 'a-secret' };

describe('an API whose secrets are in Secrets Manager', () => {
  const endpoint = inject('awsEndpoint');
  const name = `spotify-${randomUUID().slice(0, 8)}`;
  let folder: string;
  let checkout: Checkout;
  let lake: DeployedLake;
  let spotify: OpenSpotify;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
    checkout = await checkOut(folder);
    await nameSecrets(checkout, name);
    lake = await deployLake(endpoint, { jobs: JOBS });
    const credentials = Object.values(SECRET).join(':');
    spotify = await openSpotify({ day: DAY, now: Date.now, credentials });
  }, 300_000);

  afterAll(async () => {
    await spotify.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('fails the run and stores nothing where they are missing', async () => {
    await expect(ingest({ install: true })).rejects.toThrow(
      new RegExp(`exit code 1.*in aws:${name}#client-id, got nothing`, 's'),
    );

    expect(spotify.requests).toEqual([]);
    expect(await dataOf()).toEqual({});
  });

  it('lands by the steps of ingest.yml, twice without a doubled row', async () => {
    await createSecret(name, endpoint);

    const [first, before] = [await ingest(), await dataOf()];
    const asked = spotify.requests.length;
    const [second, after] = [await ingest(), await dataOf()];

    expect(Object.keys(before)).toEqual([
      'podcasts/dt=2026-11-20/podcasts-2026-11-20.parquet',
      'raw/podcasts/dt=2026-11-20/podcasts-2026-11-20.ndjson.gz',
      'rejects/podcasts/dt=2026-11-20/podcasts-rejects-2026-11-20.parquet',
    ]);
    expect(first).toMatch(/1 day landed \(50 rows.*1 new in the catalog/);
    expect(second).toMatch(/0 days landed/);
    expect(after).toEqual(before);
    expect(spotify.requests).toHaveLength(asked);
    expect(await lake.partitionsOf('podcasts')).toHaveLength(1);
    expect(`${first}${second}`).not.toContain(SECRET['client-secret']);
  });

  /** Runs the hourly workflow in the first hour after the day, and returns what it printed. */
  async function ingest({ install = false } = {}): Promise<string> {
    const origins = spotifyStandIn.origins.map((from) => `${from}=${spotify.origin}`);
    const values = {
      'vars.HOURLAKE_LAKE': lake.url,
      'vars.HOURLAKE_DATABASE': lake.database,
      'vars.HOURLAKE_JOBS': JOBS.join(' '),
      'vars.HOURLAKE_SECRETS': `aws:${name}`,
    };
    const env = {
      ...lake.env,
      HOURLAKE_NOW: new Date(periodEnd(DAY) + 23 * 60_000).toISOString(),
      HOURLAKE_ORIGINS: origins.join(' '),
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    };
    const outputs = await checkout.runSteps('ingest', values, env, { install });
    return outputs.at(-1) ?? '';
  }

  /** What the bucket holds, without declarations. */
  async function dataOf(): Promise<Record<string, string>> {
    const digests = Object.entries(await digestsOfBucket(endpoint, lake.bucket));
    return Object.fromEntries(digests.filter(([key]) => !key.startsWith('_lake/')));
  }
});

/** Names the secrets in Secrets Manager, as docs/deploying.md says. */
async function nameSecrets({ folder }: Checkout, secret: string): Promise<void> {
  const file = join(folder, 'jobs', 'spotify-api.ts');
  const text = await readFile(file, 'utf8');
  const changed = text
    .replace('env:SPOTIFY_CLIENT_ID', `aws:${secret}#client-id`)
    .replace('env:SPOTIFY_CLIENT_SECRET', `aws:${secret}#client-secret`);
  await writeFile(file, changed);
}

async function createSecret(Name: string, endpoint: string): Promise<void> {
  const client = new SecretsManagerClient(clientFor(endpoint));
  const SecretString = JSON.stringify(SECRET);
  await client.send(new CreateSecretCommand({ Name, SecretString }));
  client.destroy();
}
