import { InputError } from '../errors.ts';
import type { Job } from '../model/job.ts';
import { jobsWithInbox } from './capture-access.ts';
import { type ContextName, checkContextNames } from './context-names.ts';
import { type Context, dayOf, oneOf, textOf, textsOf, wholeNumberOf } from './context-values.ts';
import type { GitHubAccessProps } from './github-access.ts';
import { branchSubjects, environmentSubjects, parseRepository } from './github-subjects.ts';
import { jobsOfStack } from './jobs-of-stack.ts';
import type { LakeSettings } from './lake-stack.ts';

/** Lifetimes in S3, up to ten years. */
const DAYS = { min: 1, max: 3650 };

/**
 * CloudWatch evaluates an alarm over seven days at most.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
const MOST_FRESHNESS_HOURS = 7 * 24;

/** The ARN of a user, a role or the root user of an account. A wildcard stands for a part of its name only. */
const PRINCIPAL =
  /^arn:aws[a-z-]*:iam::\d{12}:(root|(user|role)\/[\w+=,.@/*?-]*[\w+=.@-][\w+=,.@/*?-]*)$/;

/** What the texts of the context must look like. */
const rules = {
  stackName: {
    pattern: /^[A-Za-z][A-Za-z0-9-]{0,127}$/,
    expected: 'letters, digits and hyphens, beginning with a letter',
  },
  bucketName: {
    pattern: /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    expected: 'a bucket name of 3 to 63 lower-case letters, digits and hyphens',
  },
  database: {
    pattern: /^[a-z][a-z0-9_]{0,254}$/,
    expected: 'lower-case letters, digits and underscores, beginning with a letter',
  },
  workgroup: {
    pattern: /^[A-Za-z0-9._-]{1,128}$/,
    expected: 'letters, digits, dots, hyphens and underscores',
  },
  crawlerSchedule: {
    pattern: /^(none|cron\(\S+( \S+){5}\))$/,
    expected: 'none, or a cron expression of six fields such as cron(10 * * * ? *)',
  },
  alarmEmail: {
    pattern: /^[^\s@,]+@[^\s@,.]+(\.[^\s@,.]+)+$/,
    expected: 'one address such as data@example.com',
  },
  githubOidcProviderArn: {
    pattern: /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/,
    expected:
      'an ARN such as arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
  },
  anyText: { pattern: /\S/, expected: 'a text' },
} as const;

/**
 * The name of the stack and the settings of the lake, from the CDK's context. A setting that is not
 * in the context is `undefined` and has its default in the stack.
 *
 * @param values the whole context, by name
 * @param options.jobs all jobs that the setting `jobs` can choose from
 * @throws InputError when a value is not usable, a name looks like a misspelt setting, only one of
 *   the two settings that destroy data is set, or a setting has no effect because of another one.
 * @example
 * const job = { name: 'a-job', table: plantedFaults, grain: 'day', layer: 'landing', source: { kind: 'a-kind' } };
 * settingsFromContext({ database: 'sandbox' }, { jobs: [job] }).settings.database // => 'sandbox'
 */
export function settingsFromContext(
  values: Readonly<Record<string, unknown>>,
  { jobs }: { readonly jobs: readonly Job[] },
): { readonly stackName: string; readonly settings: LakeSettings } {
  checkContextNames(Object.keys(values));
  const context: Context = (name) => values[name];
  const catalog = oneOf(context, 'catalog', ['crawler', 'registered', 'projection']);
  needs(context, 'crawlerSchedule', 'with catalog=crawler', (catalog ?? 'crawler') === 'crawler');
  needs(context, 'projectedFrom', 'with catalog=projection', catalog === 'projection');
  const chosen = jobsOfStack(jobs, {
    names: textsOf(context, 'jobs'),
    bronze: oneOf(context, 'bronze', ['on', 'off']) !== 'off',
  });
  const hasBronze = chosen.some(({ layer }) => layer === 'bronze');
  needs(context, 'administrators', 'with a job of the bronze layer', hasBronze);
  needs(context, 'analystWorkgroup', 'with a job of the bronze layer', hasBronze);
  needs(context, 'inbox', 'with a job that takes in files', jobsWithInbox(chosen).length > 0);
  return {
    stackName: textOf(context, 'stackName', rules.stackName) ?? 'Hourlake',
    settings: {
      jobs: chosen,
      administrators: administrators(context),
      analystWorkgroup: textOf(context, 'analystWorkgroup', rules.workgroup),
      catalog,
      inbox: oneOf(context, 'inbox', ['on', 'off']),
      gold: oneOf(context, 'gold', ['on', 'off']),
      dashboard: oneOf(context, 'dashboard', ['on', 'off']),
      destroyData: destroyData(context),
      bucketName: textOf(context, 'bucketName', rules.bucketName),
      oldVersionsDays: wholeNumberOf(context, 'oldVersionsDays', DAYS),
      accessLogsDays: wholeNumberOf(context, 'accessLogsDays', DAYS),
      unfinishedUploadsDays: wholeNumberOf(context, 'unfinishedUploadsDays', DAYS),
      database: textOf(context, 'database', rules.database),
      crawlerSchedule: textOf(context, 'crawlerSchedule', rules.crawlerSchedule),
      projectedFrom: dayOf(context, 'projectedFrom'),
      workgroup: textOf(context, 'workgroup', rules.workgroup),
      scanLimitGiB: wholeNumberOf(context, 'scanLimitGiB', { min: 1, max: 100_000 }),
      resultsDays: wholeNumberOf(context, 'resultsDays', DAYS),
      ...freshness(context),
      github: github(context),
    },
  };
}

function freshness(
  context: Context,
): Pick<LakeSettings, 'freshnessHours' | 'dailyFreshnessHours' | 'alarmEmail'> {
  const max = MOST_FRESHNESS_HOURS;
  return {
    freshnessHours: wholeNumberOf(context, 'freshnessHours', { min: 1, max }),
    // A threshold of a day or less would be crossed every day.
    dailyFreshnessHours: wholeNumberOf(context, 'dailyFreshnessHours', { min: 25, max }),
    alarmEmail: textOf(context, 'alarmEmail', rules.alarmEmail),
  };
}

function administrators(context: Context): string[] | undefined {
  const given = textsOf(context, 'administrators');
  const wrong = given?.find((text) => !PRINCIPAL.test(text));
  if (wrong === undefined) return given;
  throw new InputError({
    expected:
      'administrators to be ARNs of users and roles, such as arn:aws:iam::123456789012:role/admin',
    got: JSON.stringify(wrong),
    advice:
      'Pass -c administrators=ARN,ARN, or set it under "context" in cdk.json. "*" stands for any text within a name.',
  });
}

/** Two settings, because deleted data cannot be restored: one says what to do, the other confirms it. */
function destroyData(context: Context): boolean {
  const removal = oneOf(context, 'removal', ['keep', 'destroy']);
  const confirmed = oneOf(context, 'destroyData', ['no', 'yes']);
  if (removal === 'destroy' && confirmed !== 'yes') {
    throw oneOfTwo('removal=destroy', 'destroyData=yes');
  }
  if (removal !== 'destroy' && confirmed === 'yes') {
    throw oneOfTwo('destroyData=yes', 'removal=destroy');
  }
  return removal === 'destroy';
}

function oneOfTwo(given: string, missing: string): InputError {
  return new InputError({
    expected: 'both removal=destroy and destroyData=yes, or neither',
    got: `only ${given}`,
    advice: `Pass -c ${missing} too to delete all data together with the stack, or leave -c ${given} out to keep it.`,
  });
}

function github(context: Context): GitHubAccessProps | undefined {
  const named = textOf(context, 'github', rules.anyText) ?? 'none';
  const given = textsOf(context, 'githubSubjects');
  const branch = textOf(context, 'githubBranch', rules.anyText);
  const environment = textOf(context, 'githubDeployEnvironment', rules.anyText);
  const providerArn = textOf(context, 'githubOidcProviderArn', rules.githubOidcProviderArn);
  const sessionHours = wholeNumberOf(context, 'githubSessionHours', { min: 1, max: 12 });
  for (const name of ['githubSubjects', 'githubBranch', 'githubDeployEnvironment'] as const) {
    needs(context, name, 'with github=OWNER/REPO', named !== 'none');
  }
  needs(
    context,
    'githubBranch',
    'without githubSubjects, which name their branches',
    given === undefined,
  );
  if (named === 'none') return undefined;

  const repository = parseRepository(named);
  return {
    subjects: given ?? branchSubjects(repository, branch ?? 'main'),
    deploySubjects:
      environment === undefined ? undefined : environmentSubjects(repository, environment),
    providerArn,
    sessionHours,
  };
}

/** Refuses a setting that would have no effect: the person who set it expects one. */
function needs(context: Context, name: ContextName, where: string, isThere: boolean): void {
  const value = context(name);
  if (isThere || value === undefined) return;
  throw new InputError({
    expected: `${name} only ${where}`,
    got: `${JSON.stringify(value)}, which would have no effect`,
    advice: `Leave -c ${name} out, or change the setting that it depends on.`,
  });
}
