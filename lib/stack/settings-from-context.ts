import { InputError } from '../errors.ts';
import { type Context, oneOf, textOf, textsOf, wholeNumberOf, yesOrNo } from './context-values.ts';
import type { GitHubAccessProps } from './github-access.ts';
import { branchSubjects, environmentSubjects, parseRepository } from './github-subjects.ts';
import type { LakeSettings } from './lake-stack.ts';

/** Longest time for which S3 is asked to keep what expires: ten years. */
const DAYS = { min: 1, max: 3650 };

/** What the names and texts of the context must be. */
const rules = {
  stackName: {
    pattern: /^[A-Za-z][A-Za-z0-9-]{0,127}$/,
    expected: 'letters, digits and hyphens, a letter first',
  },
  bucketName: {
    pattern: /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    expected: 'the name of a bucket: 3 to 63 lower-case letters, digits and hyphens',
  },
  database: {
    pattern: /^[a-z][a-z0-9_]{0,254}$/,
    expected: 'lower-case letters, digits and underscores, a letter first',
  },
  workgroup: {
    pattern: /^[A-Za-z0-9._-]{1,128}$/,
    expected: 'letters, digits, dots, hyphens and underscores',
  },
  crawlerSchedule: {
    pattern: /^(none|cron\(\S+( \S+){5}\))$/,
    expected: 'none, or a cron expression of six fields such as cron(10 * * * ? *)',
  },
  projectedFrom: {
    pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    expected: 'a day such as 2026-01-01',
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
 * The name of the stack, and the settings of the lake that the CDK's context gives. Settings that
 * nobody gave are left to their defaults.
 *
 * @param context gives the value under a name, or `undefined`
 * @throws InputError when a value is not usable, when only one of the two settings that destroy data
 * is there, or when a setting has nothing to act upon.
 * @example
 * settingsFromContext((name) => ({ database: 'sandbox' })[name]).settings.database // => 'sandbox'
 */
export function settingsFromContext(context: Context): {
  readonly stackName: string;
  readonly settings: LakeSettings;
} {
  const catalog = oneOf(context, 'catalog', ['crawler', 'registered', 'projection']);
  needs(context, 'crawlerSchedule', 'beside catalog=crawler', (catalog ?? 'crawler') === 'crawler');
  needs(context, 'projectedFrom', 'beside catalog=projection', catalog === 'projection');
  return {
    stackName: textOf(context, 'stackName', rules.stackName) ?? 'Hourlake',
    settings: {
      catalog,
      plantedFaults: yesOrNo(context, 'plantedFaults'),
      destroyData: destroyData(context),
      bucketName: textOf(context, 'bucketName', rules.bucketName),
      oldVersionsDays: wholeNumberOf(context, 'oldVersionsDays', DAYS),
      accessLogsDays: wholeNumberOf(context, 'accessLogsDays', DAYS),
      unfinishedUploadsDays: wholeNumberOf(context, 'unfinishedUploadsDays', DAYS),
      database: textOf(context, 'database', rules.database),
      crawlerSchedule: textOf(context, 'crawlerSchedule', rules.crawlerSchedule),
      projectedFrom: textOf(context, 'projectedFrom', rules.projectedFrom),
      workgroup: textOf(context, 'workgroup', rules.workgroup),
      scanLimitGiB: wholeNumberOf(context, 'scanLimitGiB', { min: 1, max: 100_000 }),
      resultsDays: wholeNumberOf(context, 'resultsDays', DAYS),
      // An alarm looks back over a day at most.
      freshnessHours: wholeNumberOf(context, 'freshnessHours', { min: 1, max: 24 }),
      alarmEmail: textOf(context, 'alarmEmail', rules.alarmEmail),
      github: github(context),
    },
  };
}

/** Two settings, because data that is gone is gone: one says what, the other that it is meant. */
function destroyData(context: Context): boolean {
  const removal = oneOf(context, 'removal', ['keep', 'destroy']);
  const meant = oneOf(context, 'destroyData', ['no', 'yes']);
  if (removal === 'destroy' && meant !== 'yes') {
    throw oneOfTwo('removal=destroy', 'destroyData=yes');
  }
  if (removal !== 'destroy' && meant === 'yes') {
    throw oneOfTwo('destroyData=yes', 'removal=destroy');
  }
  return removal === 'destroy';
}

function oneOfTwo(given: string, missing: string): InputError {
  return new InputError({
    expected: 'both removal=destroy and destroyData=yes, or neither',
    got: `${given} alone`,
    advice: `Pass -c ${missing} too to lose all data together with the stack, or leave -c ${given} out to keep it.`,
  });
}

function github(context: Context): GitHubAccessProps | undefined {
  const named = textOf(context, 'github', rules.anyText) ?? 'none';
  const given = textsOf(context, 'githubSubjects');
  const branch = textOf(context, 'githubBranch', rules.anyText);
  const environment = textOf(context, 'githubDeployEnvironment', rules.anyText);
  const providerArn = textOf(context, 'githubOidcProviderArn', rules.githubOidcProviderArn);
  const sessionHours = wholeNumberOf(context, 'githubSessionHours', { min: 1, max: 12 });
  for (const name of ['githubSubjects', 'githubBranch', 'githubDeployEnvironment']) {
    needs(context, name, 'beside github=OWNER/REPO', named !== 'none');
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

/** Refuses a setting that would be ignored: who gave it believes that it does something. */
function needs(context: Context, name: string, where: string, isThere: boolean): void {
  const value = context(name);
  if (isThere || value === undefined) return;
  throw new InputError({
    expected: `${name} only ${where}`,
    got: `${JSON.stringify(value)} where it does nothing`,
    advice: `Leave -c ${name} out, or change the setting that it goes with.`,
  });
}
