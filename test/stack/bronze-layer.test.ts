import { describe, expect, it } from 'vitest';
import { readSavedQueries } from '../../lib/engines/saved-query.ts';
import { isAllowed, isDenied, type Request, statementsOf } from './allowed.ts';
import { workgroupsOf } from './declared.ts';
import { jobsOfEveryGrain } from './jobs-of-every-grain.ts';
import { resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

const BUCKET = 'arn:aws:s3:::111122223333-landing-zone';
const LAKE = { 'kms:EncryptionContext:hourlake:lake': 's3://111122223333-landing-zone' };
const WRAPPED_KEY = `${BUCKET}/_lake/keys/k1.json`;
const ADMIN = 'arn:aws:iam::111122223333:role/admin';
const ROOT = 'arn:aws:iam::111122223333:root';

const { template } = synthesize({ github: 'octo/lake' });
const [key] = resourcesOf(template, 'AWS::KMS::Key');
const KEY = `arn of ${key?.id}`;

describe('the key of the bronze layer', () => {
  const statements = statementsOf(template, 'AWS::KMS::Key', 'Bronze', { property: 'KeyPolicy' });
  const asked = (action: string, more: Partial<Request> = {}): Request => ({
    action,
    resource: KEY,
    ...more,
  });

  it('is one symmetric key of KMS, whose material is renewed', () => {
    expect(resourcesOf(template, 'AWS::KMS::Key')).toHaveLength(1);
    expect(key?.Properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
    expect(key?.Properties.KeySpec ?? 'SYMMETRIC_DEFAULT').toBe('SYMMETRIC_DEFAULT');
  });

  it('has an alias after the stack', () => {
    expect(resourcesOf(template, 'AWS::KMS::Alias')).toMatchObject([
      { Properties: { AliasName: 'alias/Hourlake-bronze' } },
    ]);
  });

  it('is kept when the stack is deleted, unless all data is to be destroyed', () => {
    const destroyed = synthesize({ removal: 'destroy', destroyData: 'yes' }).template;

    expect(key?.DeletionPolicy).toBe('Retain');
    expect(resourcesOf(destroyed, 'AWS::KMS::Key')[0]?.DeletionPolicy).toBe('Delete');
  });

  it.each(['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom'])(
    'only wraps the key of this lake: %s is denied to everybody without its encryption context',
    (action) => {
      const another = { 'kms:EncryptionContext:hourlake:lake': 's3://another' };

      expect(isDenied(statements, asked(action, { principal: ROOT }))).toBe(true);
      expect(isDenied(statements, asked(action, { context: another }))).toBe(true);
      expect(isDenied(statements, asked(action, { context: LAKE }))).toBe(false);
    },
  );

  it('encrypts no bucket', () => {
    for (const { Properties } of resourcesOf(template, 'AWS::S3::Bucket')) {
      expect(JSON.stringify(Properties.BucketEncryption)).not.toContain('kms');
    }
  });

  it.each(['kms:ScheduleKeyDeletion', 'kms:DisableKey'])(
    'can be deleted and disabled only by the root user: %s',
    (action) => {
      expect(isDenied(statements, asked(action, { principal: ADMIN }))).toBe(true);
      expect(isDenied(statements, asked(action, { principal: ROOT }))).toBe(false);
    },
  );

  it('can be deleted by the administrators that are named, and then by nobody else', () => {
    const named = synthesize({ administrators: ADMIN }).template;
    const policy = statementsOf(named, 'AWS::KMS::Key', 'Bronze', { property: 'KeyPolicy' });
    const ending = (principal: string) => asked('kms:ScheduleKeyDeletion', { principal });

    expect(isDenied(policy, ending(ADMIN))).toBe(false);
    expect(isDenied(policy, ending(`${ADMIN}-not`))).toBe(true);
    expect(isDenied(policy, ending(ROOT))).toBe(true);
  });

  it('is left out with the layer, and with jobs that need no key', () => {
    for (const context of [{ bronze: 'off' }, { jobs: 'fake-accounts' }]) {
      const { template: without } = synthesize(context);

      expect(JSON.stringify(without.toJSON())).not.toMatch(/kms|analyst|bronze/i);
    }
    const jobs = ['fake-accounts', 'accounts-a-day', 'bronze-accounts'];
    const keyless = synthesize({ jobs }, { jobs: jobsOfEveryGrain }).template;
    expect(resourcesOf(keyless, 'AWS::KMS::Key')).toEqual([]);
    expect(keyless.findOutputs('AnalystPolicyArn')).not.toEqual({});
  });
});

describe('the wrapped key in the bucket', () => {
  const statements = statementsOf(template, 'AWS::S3::BucketPolicy', 'LandingZoneBucket');
  const asked = (action: string, more: Partial<Request> = {}): Request => ({
    action,
    resource: WRAPPED_KEY,
    ...more,
    context: { 'aws:SecureTransport': 'true', ...more.context },
  });

  it.each(['s3:DeleteObject', 's3:DeleteObjectVersion'])(
    'can be deleted only by an administrator: %s',
    (action) => {
      expect(isDenied(withoutTls(statements), asked(action))).toBe(true);
      expect(isDenied(withoutTls(statements), asked(action, { principal: ROOT }))).toBe(false);
    },
  );

  it('can be overwritten only by an administrator, and written by others where there is none', () => {
    const ifFree = { context: { 's3:if-none-match': '*' } };

    expect(isDenied(withoutTls(statements), asked('s3:PutObject'))).toBe(true);
    expect(isDenied(withoutTls(statements), asked('s3:PutObject', ifFree))).toBe(false);
    expect(isDenied(withoutTls(statements), asked('s3:PutObject', { principal: ROOT }))).toBe(
      false,
    );
  });

  it('is the only object that is guarded so', () => {
    const other = { action: 's3:DeleteObject', resource: `${BUCKET}/fake-accounts/x` };

    expect(isDenied(withoutTls(statements), other)).toBe(false);
  });

  it('goes with the bucket when all data is to be destroyed', () => {
    const destroyed = synthesize({ removal: 'destroy', destroyData: 'yes' }).template;

    expect(JSON.stringify(destroyed.toJSON())).not.toContain('OnlyAdministrators');
  });
});

describe('the role that lands periods', () => {
  const statements = statementsOf(template, 'AWS::IAM::Policy', 'GitHubRole');
  const may = (action: string, resource: string, context = {}) =>
    isAllowed(statements, { action, resource, context });
  const day = `${BUCKET}/bronze/fake-accounts/dt=2026-11-20/bronze-fake-accounts-2026-11-20.parquet`;

  it('may read landing', () => {
    expect(may('s3:GetObject', `${BUCKET}/fake-accounts/dt=2026-11-20/hour=13/x.parquet`)).toBe(
      true,
    );
  });

  it('may write bronze under a free key only', () => {
    expect(may('s3:PutObject', day, { 's3:if-none-match': '*' })).toBe(true);
    expect(may('s3:PutObject', day)).toBe(false);
    expect(may('s3:DeleteObject', day)).toBe(false);
  });

  it('may use the key for this lake only', () => {
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
      expect(may(action, KEY, LAKE)).toBe(true);
      expect(may(action, KEY)).toBe(false);
    }
    expect(may('kms:Encrypt', KEY, LAKE)).toBe(false);
    expect(may('kms:ScheduleKeyDeletion', KEY)).toBe(false);
  });

  it('may keep the wrapped key under its free key, and read it', () => {
    expect(may('s3:PutObject', WRAPPED_KEY, { 's3:if-none-match': '*' })).toBe(true);
    expect(may('s3:PutObject', WRAPPED_KEY)).toBe(false);
    expect(may('s3:GetObject', WRAPPED_KEY)).toBe(true);
    expect(may('s3:ListBucket', BUCKET, { 's3:prefix': '_lake/keys/' })).toBe(true);
  });
});

describe('an analyst', () => {
  const [policy] = resourcesOf(template, 'AWS::IAM::ManagedPolicy');
  const statements = statementsOf(template, 'AWS::IAM::ManagedPolicy', 'Bronze');
  const results = `arn:aws:s3:::${nameOfBucket('AthenaResults')}`;
  const glue = 'arn:aws:glue:us-east-1:111122223333';
  const athena = 'arn:aws:athena:us-east-1:111122223333:workgroup';
  const may = (action: string, resource: string, context = {}) =>
    isAllowed(statements, { action, resource, context });

  it('has a policy that is attached to nobody yet', () => {
    expect(resourcesOf(template, 'AWS::IAM::ManagedPolicy')).toHaveLength(1);
    expect(policy?.Properties).not.toHaveProperty('Roles');
    expect(policy?.Properties).not.toHaveProperty('Users');
    expect(policy?.Properties).not.toHaveProperty('Groups');
  });

  it('queries bronze: its table, its partitions and its objects', () => {
    for (const action of ['glue:GetTable', 'glue:GetPartitions']) {
      expect(may(action, `${glue}:table/hourlake/bronze_fake_accounts`)).toBe(true);
      expect(may(action, `${glue}:database/hourlake`)).toBe(true);
    }
    expect(may('s3:GetObject', `${BUCKET}/bronze/fake-accounts/dt=2026-11-20/x.parquet`)).toBe(
      true,
    );
    expect(
      may('s3:ListBucket', BUCKET, { 's3:prefix': 'bronze/fake-accounts/dt=2026-11-20/' }),
    ).toBe(true);
  });

  it('has a workgroup of its own, and runs nothing in others', () => {
    for (const action of ['athena:StartQueryExecution', 'athena:GetQueryResults']) {
      expect(may(action, `${athena}/hourlake-analysts`)).toBe(true);
      expect(may(action, `${athena}/hourlake`)).toBe(false);
      expect(may(action, `${athena}/primary`)).toBe(false);
    }
  });

  it('has a prefix of its own for results, which the workgroup enforces', () => {
    expect(may('s3:PutObject', `${results}/analysts/x.csv`)).toBe(true);
    expect(may('s3:GetObject', `${results}/analysts/x.csv`)).toBe(true);
    expect(workgroupsOf(template).map(({ Name }) => Name)).toEqual([
      'hourlake',
      'hourlake-analysts',
    ]);
    expect(workgroupsOf(template)[1]?.Configuration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 10 * 1024 ** 3,
      ResultConfiguration: {
        OutputLocation: `s3://${nameOfBucket('AthenaResults')}/analysts/`,
        EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
      },
    });
  });

  it('reads nothing of landing', () => {
    expect(may('s3:GetObject', `${BUCKET}/fake-accounts/dt=2026-11-20/hour=13/x.parquet`)).toBe(
      false,
    );
    expect(may('s3:ListBucket', BUCKET, { 's3:prefix': 'fake-accounts/' })).toBe(false);
    expect(may('s3:ListBucket', BUCKET)).toBe(false);
    expect(may('glue:GetTable', `${glue}:table/hourlake/fake_accounts`)).toBe(false);
  });

  it('reads nothing of raw', () => {
    for (const folder of ['raw', 'backup']) {
      expect(may('s3:GetObject', `${BUCKET}/${folder}/podcasts/x.ndjson.gz`)).toBe(false);
      expect(may('s3:ListBucket', BUCKET, { 's3:prefix': `${folder}/` })).toBe(false);
    }
  });

  it('reads nothing of the keys, and opens none', () => {
    expect(may('s3:GetObject', WRAPPED_KEY)).toBe(false);
    expect(may('s3:ListBucket', BUCKET, { 's3:prefix': '_lake/keys/' })).toBe(false);
    expect(may('kms:Decrypt', KEY, LAKE)).toBe(false);
  });

  it('reads nothing of the results of others', () => {
    expect(may('s3:GetObject', `${results}/results/x.csv`)).toBe(false);
    expect(may('s3:ListBucket', results, { 's3:prefix': 'results/' })).toBe(false);
    expect(may('s3:ListBucket', results)).toBe(false);
  });

  it('writes nothing but results', () => {
    const actions = JSON.stringify(statements).match(/[a-z0-9]+:[A-Z]\w+/g) ?? [];
    const changing = actions.filter((action) => !/:(BatchGet|Get|List|Start|Stop)/.test(action));

    expect([...new Set(changing)].sort()).toEqual(['s3:AbortMultipartUpload', 's3:PutObject']);
    expect(may('s3:PutObject', `${BUCKET}/bronze/fake-accounts/x`)).toBe(false);
    expect(may('s3:PutObject', `${results}/results/x.csv`)).toBe(false);
  });

  it('finds the saved queries that read bronze only', async () => {
    const queries = await readSavedQueries('queries');
    const wanted = queries.filter(({ jobs }) => jobs.every((job) => job.startsWith('bronze-')));
    const there = resourcesOf(template, 'AWS::Athena::NamedQuery')
      .filter(({ Properties }) => Properties.WorkGroup === 'hourlake-analysts')
      .map(({ Properties }) => Properties.Name);

    expect(there).toEqual(wanted.map(({ name }) => name));
    expect(there).toEqual(expect.arrayContaining([expect.stringMatching(/^bronze-/)]));
  });

  it('can have a workgroup of another name', () => {
    const other = synthesize({ analystWorkgroup: 'people', workgroup: 'lake' }).template;

    expect(workgroupsOf(other).map(({ Name }) => Name)).toEqual(['lake', 'people']);
  });
});

describe('the settings of the bronze layer', () => {
  it.each([
    [{ bronze: 'no' }, 'Expected bronze to be on or off, got "no".'],
    [{ bronze: 'off', jobs: 'fake-accounts,bronze-fake-accounts' }, 'got bronze-fake-accounts.'],
    [{ bronze: 'off', administrators: ADMIN }, 'Expected administrators only with a job of the'],
    [{ bronze: 'off', analystWorkgroup: 'a' }, 'Expected analystWorkgroup only with a job of the'],
    [{ administrators: '*' }, 'got "*". Pass -c administrators=ARN,ARN'],
    [{ administrators: 'arn:aws:iam::111122223333:role/*' }, 'to be ARNs of users and roles'],
    [{ administrators: `${ADMIN}, somebody` }, 'got "somebody"'],
  ])('are refused: %o', (context, message) => {
    expect(() => synthesize(context)).toThrow(message);
  });

  it('accept roles of an identity center by their wildcard', () => {
    const role =
      'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*';

    const { template: named } = synthesize({ administrators: [role] });

    expect(JSON.stringify(named.toJSON())).toContain(role);
  });
});

function nameOfBucket(id: string): string {
  const found = resourcesOf(template, 'AWS::S3::Bucket').find((bucket) => bucket.id.startsWith(id));
  if (found === undefined) throw new Error(`No bucket ${id}`);
  return found.id.toLowerCase();
}

/** The two statements about TLS deny requests whose facts this test does not tell. */
function withoutTls(statements: readonly unknown[]): unknown[] {
  return statements.filter(
    (statement) => !/SecureTransport|TlsVersion/.test(JSON.stringify(statement)),
  );
}
