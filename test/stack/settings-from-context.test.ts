import { describe, expect, it } from 'vitest';
import { jobs } from '../../jobs/index.ts';
import { InputError } from '../../lib/errors.ts';
import type { Job } from '../../lib/model/job.ts';
import { contextNames } from '../../lib/stack/context-names.ts';
import { settingsFromContext } from '../../lib/stack/settings-from-context.ts';
import { jobsOfEveryGrain } from './jobs-of-every-grain.ts';

describe('the settings of the stack', () => {
  it('have their defaults when the context is empty', () => {
    const { stackName, settings } = settingsFromContext({}, { jobs });

    const { destroyData, jobs: chosen, ...others } = settings;
    expect(stackName).toBe('Hourlake');
    expect(destroyData).toBe(false);
    expect(chosen).toEqual(jobs.filter(({ on = true }) => on));
    expect(Object.values(others).filter((value) => value !== undefined)).toEqual([]);
  });

  it('are text on the command line and JSON in cdk.json', () => {
    const typed = read({ jobs: 'fake-accounts', resultsDays: '7', freshnessHours: '24' });
    const written = read({ jobs: ['fake-accounts'], resultsDays: 7, freshnessHours: 24 });

    expect(typed).toEqual(written);
    expect(written).toMatchObject({ resultsDays: 7, freshnessHours: 24 });
  });

  it('are read under exactly the names that are declared', () => {
    const asked = new Set<string>();
    const spy = new Proxy<Record<string, unknown>>(
      {},
      {
        get(_, name) {
          asked.add(String(name));
          return undefined;
        },
      },
    );

    settingsFromContext(spy, { jobs });

    expect([...asked].sort()).toEqual([...contextNames]);
  });

  it.each([
    ['stackName', 'my lake', 'stackName to be letters, digits and hyphens'],
    ['bucketName', 'My_Bucket', 'bucketName to be a bucket name'],
    ['bucketName', 'ab', 'bucketName to be a bucket name'],
    ['bucketName', '', 'bucketName to be a bucket name'],
    ['bucketName', 'ok\n', 'bucketName to be a bucket name'],
    ['database', 'hour-lake', 'database to be lower-case letters, digits and underscores'],
    ['workgroup', 'a b', 'workgroup to be letters, digits'],
    ['catalog', 'crawl', 'catalog to be crawler or registered or projection'],
    ['crawlerSchedule', '10 * * * *', 'crawlerSchedule to be none, or a cron expression'],
    ['crawlerSchedule', 'cron(10 * * * *)', 'crawlerSchedule to be none, or a cron expression'],
    ['removal', 'delete', 'removal to be keep or destroy'],
    ['destroyData', 'true', 'destroyData to be no or yes'],
    ['dashboard', 'yes', 'dashboard to be on or off'],
    ['oldVersionsDays', '0', 'oldVersionsDays to be a whole number from 1 to 3650'],
    ['oldVersionsDays', 1.5, 'oldVersionsDays to be a whole number from 1 to 3650'],
    ['accessLogsDays', '-1', 'accessLogsDays to be a whole number from 1 to 3650'],
    ['unfinishedUploadsDays', '1e3', 'unfinishedUploadsDays to be a whole number from 1 to 3650'],
    ['resultsDays', 'forever', 'resultsDays to be a whole number from 1 to 3650'],
    ['scanLimitGiB', '0', 'scanLimitGiB to be a whole number from 1 to 100000'],
    ['scanLimitGiB', true, 'scanLimitGiB to be a whole number from 1 to 100000'],
    ['freshnessHours', '169', 'freshnessHours to be a whole number from 1 to 168'],
    ['dailyFreshnessHours', '24', 'dailyFreshnessHours to be a whole number from 25 to 168'],
    ['dailyFreshnessHours', 169, 'dailyFreshnessHours to be a whole number from 25 to 168'],
    ['jobs', '', 'jobs to be texts separated by commas'],
    ['jobs', [], 'jobs to be texts separated by commas'],
    ['jobs', ['fake-accounts', 7], 'jobs to be texts separated by commas'],
    ['alarmEmail', 'nobody', 'alarmEmail to be one address'],
    ['alarmEmail', 'a@b.c,d@e.f', 'alarmEmail to be one address'],
    ['github', '', 'github to be a text'],
    ['github', 42, 'github to be a text'],
    ['github', 'octo', 'a repository on GitHub as OWNER/REPO'],
  ])('refuse %s=%o', (name, value, expected) => {
    const error = thrownBy({ [name]: value });

    expect(error.message).toContain(`Expected ${expected}`);
    expect(error.got).toBe(JSON.stringify(value));
    expect(error.advice).toMatch(/\.$/);
  });

  it.each([
    ['githubBranch', 'a b', 'the name of one branch'],
    ['githubSubjects', 'a,,b', 'githubSubjects to be texts separated by commas'],
    ['githubSubjects', [], 'githubSubjects to be texts separated by commas'],
    ['githubSubjects', { a: 1 }, 'githubSubjects to be texts separated by commas'],
    ['githubDeployEnvironment', 'a b', 'the name of an environment'],
    ['githubSessionHours', '13', 'githubSessionHours to be a whole number from 1 to 12'],
    [
      'githubOidcProviderArn',
      'arn:aws:iam::1:oidc-provider/x',
      'githubOidcProviderArn to be an ARN',
    ],
  ])('refuse %s=%o', (name, value, expected) => {
    const refuse = () => read({ github: 'octo/lake', [name]: value });

    expect(refuse).toThrow(InputError);
    expect(refuse).toThrow(`Expected ${expected}`);
  });

  it.each([
    [
      { crawlerSchedule: 'none', catalog: 'projection' },
      'crawlerSchedule only with catalog=crawler',
    ],
    [
      { crawlerSchedule: 'none', catalog: 'registered' },
      'crawlerSchedule only with catalog=crawler',
    ],
    [{ projectedFrom: '2026-01-01' }, 'projectedFrom only with catalog=projection'],
    [{ github: 'none', githubBranch: 'main' }, 'githubBranch only with github=OWNER/REPO'],
    [
      { github: 'none', githubSubjects: 'repo:a/b:c' },
      'githubSubjects only with github=OWNER/REPO',
    ],
    [{ githubDeployEnvironment: 'aws' }, 'githubDeployEnvironment only with github=OWNER/REPO'],
    [
      { github: 'a/b', githubSubjects: 'repo:a/b:c', githubBranch: 'main' },
      'githubBranch only without githubSubjects',
    ],
  ])('refuse %o, in which a setting would have no effect', (context, expected) => {
    expect(thrownBy(context).message).toContain(`Expected ${expected}`);
  });

  it.each(['2026-13-01', '2026-02-29', '2026-01-01T00', '1969-12-31', 20_260_101])(
    'refuse %o as a first day',
    (projectedFrom) => {
      expect(() => read({ catalog: 'projection', projectedFrom })).toThrow(
        `Expected projectedFrom to be a day such as 2026-01-01, got ${JSON.stringify(projectedFrom)}.`,
      );
    },
  );
});

describe('the jobs of the stack', () => {
  const chosen = (context: Readonly<Record<string, unknown>>, all: readonly Job[] = jobs) =>
    settingsFromContext(context, { jobs: all }).settings.jobs.map(({ name }) => name);

  it('are those that are on, unless others are chosen', () => {
    expect(chosen({}, jobsOfEveryGrain)).toEqual([
      'fake-accounts',
      'accounts-a-day',
      'bronze-accounts',
      'sheets',
    ]);
    expect(chosen({ jobs: 'sheets' }, jobsOfEveryGrain)).toEqual(['sheets']);
  });

  it('are in the order of jobs/, once each, however they are written', () => {
    const names = ['fake-accounts-truth', 'fake-accounts', 'fake-accounts-truth'];

    expect(chosen({ jobs: names })).toEqual(['fake-accounts', 'fake-accounts-truth']);
    expect(chosen({ jobs: names.join(', ') })).toEqual(['fake-accounts', 'fake-accounts-truth']);
  });

  it('are suggested when a name is misspelt', () => {
    expect(() => chosen({ jobs: 'fake-acounts' })).toThrow(
      'Expected the name of a job, got "fake-acounts". Did you mean "fake-accounts"?',
    );
  });

  it('include the inputs of each', () => {
    expect(chosen({ jobs: 'fake-accounts-truth' })).toEqual([
      'fake-accounts',
      'fake-accounts-truth',
    ]);
    expect(chosen({ jobs: 'movimento' })).toEqual([
      'fake-accounts',
      'associado',
      'conta',
      'cartao',
      'movimento',
    ]);
  });

  it('are at least one', () => {
    const off = jobs.map((job) => ({ ...job, on: false }));

    expect(() => chosen({}, off)).toThrow('Expected at least one job that is on, got none.');
  });
});

describe('a name in the context', () => {
  it.each([
    ['Bucketname', 'bucketName'],
    ['bucket-name', 'bucketName'],
    ['BUCKET_NAME', 'bucketName'],
    ['job', 'jobs'],
    ['githubbranch', 'githubBranch'],
    ['gitHubSubject', 'githubSubjects'],
    ['scanLimitGib', 'scanLimitGiB'],
  ])('that looks like a setting is refused: %s for %s', (name, nearest) => {
    expect(thrownBy({ [name]: 'x' }).message).toBe(
      `Expected the name of a setting of the stack, got "${name}". Did you mean "${nearest}"? Pass -c ${nearest}=..., or correct the name under "context" in cdk.json.`,
    );
  });

  it.each([
    '@aws-cdk/core:checkSecretUsage',
    'aws:cdk:bundling-stacks',
    'availability-zones:account=111122223333:region=us-east-1',
    'acknowledged-issue-numbers',
    'cli-telemetry',
    'permissions-boundary',
    'constructor',
    'environment',
    'retainDays',
    'stage',
  ])('that belongs to the CDK or another tool is left alone: %s', (name) => {
    expect(() => read({ [name]: 'x' })).not.toThrow();
  });

  it('that an earlier version read is refused with what replaces it', () => {
    expect(thrownBy({ plantedFaults: true }).message).toContain(
      'Pass -c jobs=fake-accounts,fake-accounts-truth instead.',
    );
  });
});

function read(context: Readonly<Record<string, unknown>>) {
  return settingsFromContext(context, { jobs }).settings;
}

function thrownBy(context: Readonly<Record<string, unknown>>): InputError {
  try {
    read(context);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown');
}
