import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bronzeFakeAccounts } from '../../jobs/bronze-fake-accounts.ts';
import { readSavedQueries } from '../../lib/engines/saved-query.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { parsePeriod } from '../../lib/model/period.ts';
import { hourlake, TEST_KEY } from '../run-hourlake.ts';
import { bytesOf, digestsOfBucket, keysOfBucket } from './bucket-digests.ts';
import { type DeployedLake, deployLake } from './deployed-lake.ts';
import { clientFor } from './emulator.ts';

const endpoint = inject('awsEndpoint');
const folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
const WRAPPED_KEY = '_lake/keys/k1.json';
const DAY = objectKey(bronzeFakeAccounts, parsePeriod('2026-11-19'));
const queries = (await readSavedQueries('queries')).filter(({ jobs }) =>
  jobs.every((job) => job === bronzeFakeAccounts.name),
);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the bronze layer of a lake on AWS, with a key that KMS wraps', () => {
  let lake: DeployedLake;

  beforeAll(async () => {
    lake = await deployLake(endpoint);
    // Two first runs at the same time.
    const runs = await Promise.all([land(lake), land(lake)]);
    expect(runs).toMatchObject([{ code: 0 }, { code: 0 }]);
  });

  it('is one object for the day that is whole, and one wrapped key', async () => {
    const keys = await keysOfBucket(endpoint, lake.bucket);

    expect(keys.filter((key) => /^(bronze|_lake)\//.test(key))).toEqual([
      '_lake/bronze-fake-accounts.json',
      '_lake/fake-accounts.json',
      WRAPPED_KEY,
      DAY,
    ]);
    expect((await lake.partitionsOf('bronze_fake_accounts')).map(({ Values }) => Values)).toEqual([
      ['2026-11-19'],
    ]);
  });

  it('does not change with later runs, nor does its key', async () => {
    const before = await digestsOfBucket(endpoint, lake.bucket);

    const again = await land(lake);

    expect(again).toMatchObject({ code: 0 });
    expect(await digestsOfBucket(endpoint, lake.bucket)).toEqual(before);
  });

  it('can be made again and compared, and nothing in the lake is foreign', async () => {
    const [verified, examined] = await Promise.all([
      asked(lake, 'verify'),
      asked(lake, 'doctor', '--database', lake.database),
    ]);

    expect(verified).toMatchObject({ code: 0 });
    expect(verified.stdout).toContain('1 day identical, 0 not');
    expect(examined).toMatchObject({ code: 0 });
    expect(examined.stdout).not.toContain(WRAPPED_KEY);
  });

  it('gives the landed CPFs back, one for one, to who may use the key', async () => {
    const tokens = await column(lake, 'SELECT cpf_protegido FROM bronze_fake_accounts ORDER BY id');
    const landed = await column(
      lake,
      "SELECT cpf FROM fake_accounts WHERE dt = '2026-11-19' ORDER BY id",
    );

    const revealed = await asked(lake, 'reveal', ...tokens.slice(0, 500));

    expect(tokens.length).toBe(landed.length);
    expect(tokens.length).toBeGreaterThan(500);
    expect(revealed).toMatchObject({ code: 0, stderr: '' });
    expect(revealed.stdout.trim().split('\n')).toEqual(landed.slice(0, 500));
  });

  it('has no CPF that landed in any of its bytes', async () => {
    const bytes = Buffer.from(await bytesOf(endpoint, lake.bucket, DAY)).toString('latin1');
    const landed = await column(
      lake,
      "SELECT cpf FROM fake_accounts WHERE dt = '2026-11-19' ORDER BY id LIMIT 500",
    );

    expect(landed).toHaveLength(500);
    expect(landed.filter((cpf) => bytes.includes(cpf))).toEqual([]);
  });

  it.each(queries.map(({ name }) => name))(
    'is queried in the workgroup of analysts: %s',
    async (name) => {
      const [all, analysts] = await Promise.all([
        asked(lake, 'query', name),
        asked(lake, 'query', name, '--workgroup', `${lake.workgroup}-analysts`),
      ]);

      expect(analysts).toMatchObject({ code: 0 });
      expect(analysts.stdout).toBe(all.stdout);
      expect(analysts.stdout).toMatch(/\d/);
    },
  );

  it('can be looked at by who may not use its key', async () => {
    const env = { ...lake.env, HOURLAKE_KEY: 'kms:alias/not-there' };

    const status = await hourlake(['status', '--lake', lake.url], { jobs: '', env });

    expect(status).toMatchObject({ code: 0 });
    expect(status.stdout).toContain('1 day landed');
  });

  it('lands accounts and no further day with another key', async () => {
    const before = await keysOfBucket(endpoint, lake.bucket);

    const other = await hourlake(['ingest', '--lake', lake.url, '--now', '2026-11-21T00:05:00Z'], {
      jobs: '',
      env: { ...lake.env, HOURLAKE_KEY: 'env:OTHER_KEY', OTHER_KEY: TEST_KEY },
    });

    const after = await keysOfBucket(endpoint, lake.bucket);
    const landed = after.filter((key) => !before.includes(key));
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(/Expected the key 1:[0-9a-f]{16}, which bronze-fake-accounts in/);
    expect(other.stderr + other.stdout).not.toContain(TEST_KEY);
    expect(landed.filter((key) => key.startsWith('fake-accounts/'))).toHaveLength(10);
    expect(landed).toHaveLength(10);
  });
});

describe('a lake on AWS, with a key in Secrets Manager', () => {
  it('lands accounts without the secret and says what is missing, and bronze as soon as there is one', async () => {
    const lake = await deployLake(endpoint);
    const secret = `bronze-${randomUUID()}`;
    const named = { ...lake, key: `aws:${secret}#key` };

    const without = await land(named);
    const landed = await keysOfBucket(endpoint, lake.bucket);
    await new SecretsManagerClient(clientFor(endpoint)).send(
      new CreateSecretCommand({ Name: secret, SecretString: JSON.stringify({ key: TEST_KEY }) }),
    );
    const later = await land(named);

    expect(without.code).toBe(1);
    expect(without.stderr).toContain(
      `Store the text of a key file in AWS Secrets Manager, as the field key of the secret ${secret}.`,
    );
    expect(landed.filter((key) => key.startsWith('fake-accounts/'))).toHaveLength(48);
    expect(later).toMatchObject({ code: 0 });
    expect(await keysOfBucket(endpoint, lake.bucket)).toContain(DAY);
    expect(await keysOfBucket(endpoint, lake.bucket)).not.toContain(WRAPPED_KEY);
    expect(later.stdout + later.stderr).not.toContain(TEST_KEY);
  });
});

/** Runs the hourly job for all jobs, as the workflow does. */
function land(lake: DeployedLake) {
  return asked(lake, 'ingest', '--database', lake.database);
}

function asked({ url, env, key = '' }: DeployedLake, command: string, ...args: string[]) {
  return hourlake([command, '--lake', url, ...args], {
    jobs: '',
    cwd: folder,
    env: { ...env, HOURLAKE_KEY: key },
  });
}

/** The values of a query of one column, from Athena. */
async function column(lake: DeployedLake, sql: string): Promise<string[]> {
  const args = ['--database', lake.database, '--format', 'csv', '--sql', sql];
  const { code, stdout, stderr } = await asked(lake, 'query', ...args);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trim().split(/\r?\n/).slice(1);
}
