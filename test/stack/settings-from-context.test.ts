import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { settingsFromContext } from '../../lib/stack/settings-from-context.ts';

describe('the settings of the stack', () => {
  it('are left to their defaults when the context is empty', () => {
    const { stackName, settings } = settingsFromContext(() => undefined);

    const { destroyData, ...others } = settings;
    expect(stackName).toBe('Hourlake');
    expect(destroyData).toBe(false);
    expect(Object.values(others).filter((value) => value !== undefined)).toEqual([]);
  });

  it('come as text from the command line, and as JSON from cdk.json', () => {
    const typed = read({ plantedFaults: 'true', resultsDays: '7', freshnessHours: '24' });
    const written = read({ plantedFaults: true, resultsDays: 7, freshnessHours: 24 });

    expect(typed).toEqual(written);
    expect(written).toMatchObject({ plantedFaults: true, resultsDays: 7, freshnessHours: 24 });
  });

  it.each([
    ['stackName', 'my lake', 'stackName to be letters, digits and hyphens'],
    ['bucketName', 'My_Bucket', 'bucketName to be the name of a bucket'],
    ['bucketName', 'ab', 'bucketName to be the name of a bucket'],
    ['bucketName', '', 'bucketName to be the name of a bucket'],
    ['bucketName', 'ok\n', 'bucketName to be the name of a bucket'],
    ['database', 'hour-lake', 'database to be lower-case letters, digits and underscores'],
    ['workgroup', 'a b', 'workgroup to be letters, digits'],
    ['catalog', 'crawl', 'catalog to be crawler or registered or projection'],
    ['crawlerSchedule', '10 * * * *', 'crawlerSchedule to be none, or a cron expression'],
    ['crawlerSchedule', 'cron(10 * * * *)', 'crawlerSchedule to be none, or a cron expression'],
    ['plantedFaults', 'yes', 'plantedFaults to be true or false'],
    ['removal', 'delete', 'removal to be keep or destroy'],
    ['destroyData', 'true', 'destroyData to be no or yes'],
    ['oldVersionsDays', '0', 'oldVersionsDays to be a whole number from 1 to 3650'],
    ['oldVersionsDays', 1.5, 'oldVersionsDays to be a whole number from 1 to 3650'],
    ['accessLogsDays', '-1', 'accessLogsDays to be a whole number from 1 to 3650'],
    ['unfinishedUploadsDays', '1e3', 'unfinishedUploadsDays to be a whole number from 1 to 3650'],
    ['resultsDays', 'forever', 'resultsDays to be a whole number from 1 to 3650'],
    ['scanLimitGiB', '0', 'scanLimitGiB to be a whole number from 1 to 100000'],
    ['scanLimitGiB', true, 'scanLimitGiB to be a whole number from 1 to 100000'],
    ['freshnessHours', '25', 'freshnessHours to be a whole number from 1 to 24'],
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
    ['githubBranch', 'a b', 'the whole name of one branch'],
    ['githubSubjects', 'a,,b', 'githubSubjects to be texts with commas between them'],
    ['githubSubjects', [], 'githubSubjects to be texts with commas between them'],
    ['githubSubjects', { a: 1 }, 'githubSubjects to be texts with commas between them'],
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
      'crawlerSchedule only beside catalog=crawler',
    ],
    [
      { crawlerSchedule: 'none', catalog: 'registered' },
      'crawlerSchedule only beside catalog=crawler',
    ],
    [{ projectedFrom: '2026-01-01' }, 'projectedFrom only beside catalog=projection'],
    [{ github: 'none', githubBranch: 'main' }, 'githubBranch only beside github=OWNER/REPO'],
    [
      { github: 'none', githubSubjects: 'repo:a/b:c' },
      'githubSubjects only beside github=OWNER/REPO',
    ],
    [{ githubDeployEnvironment: 'aws' }, 'githubDeployEnvironment only beside github=OWNER/REPO'],
    [
      { github: 'a/b', githubSubjects: 'repo:a/b:c', githubBranch: 'main' },
      'githubBranch only without githubSubjects',
    ],
  ])('refuse %o, of which a part would do nothing', (context, expected) => {
    expect(thrownBy(context).message).toContain(`Expected ${expected}`);
  });

  it('refuse a first day that is none', () => {
    expect(() => read({ catalog: 'projection', projectedFrom: '2026-13-01' })).toThrow(
      'Expected projectedFrom to be a day such as 2026-01-01, got "2026-13-01".',
    );
  });
});

function read(context: Readonly<Record<string, unknown>>) {
  return settingsFromContext((name) => context[name]).settings;
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
