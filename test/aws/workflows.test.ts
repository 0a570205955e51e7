import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { declarationKey } from '../../lib/lake/object-key.ts';
import { addPeriods, lastCompletePeriod, parseHour, periodRange } from '../../lib/model/period.ts';
import { readWorkflow } from '../workflow.ts';
import { bytesOf, keysOfBucket } from './bucket-digests.ts';
import { type Checkout, checkOut } from './checkout.ts';
import { type DeployedLake, deployLake } from './deployed-lake.ts';

let folder: string;
let checkout: Checkout;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
  checkout = await checkOut(folder);
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the steps of ingest.yml', () => {
  it('land two days in a lake on AWS, and summarize the run', async () => {
    const lake = await deployLake(inject('awsEndpoint'));
    const summary = join(folder, 'summary.md');
    const values = {
      'vars.HOURLAKE_LAKE': lake.url,
      'vars.HOURLAKE_DATABASE': lake.database,
      'vars.HOURLAKE_KEY': lake.key ?? '',
      // No job that runs here names it: it only decides what is installed.
      'vars.HOURLAKE_SECRETS': 'aws:spotify',
    };

    const outputs = await checkout.runSteps('ingest', values, {
      ...lake.env,
      GITHUB_STEP_SUMMARY: summary,
    });

    const hours = await hoursIn(lake);
    const end = addPeriods(lastCompletePeriod('hour', Date.now()), 1);
    const wanted = periodRange(addPeriods(end, -48), end);
    // An hour may end between the run and this line.
    expect(hours).toHaveLength(48);
    expect(wanted.filter((hour) => hours.some((key) => key.includes(hour))).length).toBeGreaterThan(
      46,
    );
    expect(outputs.at(-1)).toMatch(/48 hours landed .*, 48 new in the catalog\./);
    // One whole day at least lies within 48 hours, and in the first hour of a day two.
    const days = await lake.partitionsOf('bronze_fake_accounts');
    expect(days.length).toBeGreaterThan(0);
    expect(await bytesOf(inject('awsEndpoint'), lake.bucket, '_lake/keys/k1.json')).not.toEqual([]);
    expect(await lake.partitionsOf('fake_accounts')).toHaveLength(48);
    const clients = await readdir(join(checkout.folder, 'node_modules', '@aws-sdk'));
    expect(clients).toEqual(expect.arrayContaining(['client-kms', 'client-secrets-manager']));
    expect(clients).not.toContain('client-ssm');
    expect(await readFile(summary, 'utf8')).toMatch(/^48 hours landed, 0 already there, 0 failed/m);
  });

  it('run the jobs and settings of the variables, and look back as far as they are told', async () => {
    const endpoint = inject('awsEndpoint');
    const jobs = 'fake-accounts fake-accounts-truth';
    const lake = await deployLake(endpoint, { jobs: jobs.split(' ') });
    const values = {
      'vars.HOURLAKE_LAKE': lake.url,
      'vars.HOURLAKE_DATABASE': lake.database,
      'vars.HOURLAKE_JOBS': jobs,
      'vars.HOURLAKE_SET': 'fake-accounts.accounts-per-hour=20 fake-accounts.dirt=0.5',
      'inputs.look_back': '2',
    };
    const env = { ...lake.env, GITHUB_STEP_SUMMARY: join(folder, 'jobs.md') };

    await checkout.runSteps('ingest', values, env, { install: false });

    const declaration = await bytesOf(endpoint, lake.bucket, declarationKey('fake-accounts'));
    expect(JSON.parse(Buffer.from(declaration).toString()).settings).toMatchObject({
      'accounts-per-hour': 20,
      dirt: 0.5,
    });
    expect(await hoursIn(lake)).toHaveLength(2);
    expect(await lake.partitionsOf('fake_accounts')).toHaveLength(2);
    expect(await lake.partitionsOf('planted_faults')).toHaveLength(2);
  });

  it('fail when no lake is named', async () => {
    const { env, database } = await deployLake(inject('awsEndpoint'));
    const values = { 'vars.HOURLAKE_DATABASE': database };

    const steps = checkout.runSteps('ingest', values, {
      ...env,
      GITHUB_STEP_SUMMARY: join(folder, 'none.md'),
    });

    await expect(steps).rejects.toThrow(/exit code 2.*Expected a lake in a folder/s);
  });
});

describe('the steps of backfill.yml', () => {
  it('land a range in independent shards', async () => {
    const lake = await deployLake(inject('awsEndpoint'));
    const shards = await plannedShards('3');

    for (const shard of shards) {
      const values = {
        'vars.HOURLAKE_LAKE': lake.url,
        'vars.HOURLAKE_DATABASE': lake.database,
        'vars.HOURLAKE_KEY': lake.key ?? '',
        'inputs.from': '2026-01-01',
        'inputs.to': '2026-01-02T06',
        'inputs.shards': '3',
        'matrix.shard': String(shard),
      };
      const env = { ...lake.env, GITHUB_STEP_SUMMARY: join(folder, 'backfill.md') };
      // The packages are installed once, not once per shard.
      await checkout.runSteps('backfill', values, env, { install: false });
    }

    const hours = periodRange(parseHour('2026-01-01T00'), parseHour('2026-01-02T06'));
    expect(shards).toEqual([1, 2, 3]);
    expect(await hoursIn(lake)).toHaveLength(hours.length);
    expect(await sinceOf(lake)).toBe('2026-01-01T00');
    expect(await lake.partitionsOf('fake_accounts')).toHaveLength(hours.length);
  });

  it.each(['0', '257', '3; rm -rf', ''])('refuse "%s" shards', async (shards) => {
    await expect(plannedShards(shards)).rejects.toThrow(
      /Expected a number of shards from 1 to 256/,
    );
  });
});

/** The keys of the accounts in a lake. */
async function hoursIn({ bucket }: DeployedLake): Promise<string[]> {
  const keys = await keysOfBucket(inject('awsEndpoint'), bucket);
  return keys.filter((key) => key.startsWith('fake-accounts/'));
}

/** The beginning of the accounts that a lake declares. */
async function sinceOf({ bucket }: DeployedLake): Promise<unknown> {
  const bytes = await bytesOf(inject('awsEndpoint'), bucket, declarationKey('fake-accounts'));
  return JSON.parse(Buffer.from(bytes).toString()).since;
}

/** Runs the job that numbers the shards, and returns the numbers for the matrix. */
async function plannedShards(shards: string): Promise<number[]> {
  const output = join(folder, `output-${Math.random()}`);
  const step = readWorkflow('backfill').workflow.jobs.plan?.steps[0];
  await checkout.shell(step?.run ?? '', { SHARDS: shards, GITHUB_OUTPUT: output });
  const [, numbers = ''] = /^shards=(.*)$/m.exec(await readFile(output, 'utf8')) ?? [];
  return JSON.parse(numbers);
}
