import { InputError } from '../errors.ts';
import { nearestName } from '../model/nearest-name.ts';

/** Every name that the stack reads from the CDK's context. */
export const contextNames = [
  'accessLogsDays',
  'administrators',
  'alarmEmail',
  'analystWorkgroup',
  'bronze',
  'bucketName',
  'catalog',
  'crawlerSchedule',
  'dailyFreshnessHours',
  'dashboard',
  'database',
  'destroyData',
  'freshnessHours',
  'github',
  'githubBranch',
  'githubDeployEnvironment',
  'githubOidcProviderArn',
  'githubSessionHours',
  'githubSubjects',
  'gold',
  'inbox',
  'jobs',
  'oldVersionsDays',
  'projectedFrom',
  'removal',
  'resultsDays',
  'scanLimitGiB',
  'stackName',
  'unfinishedUploadsDays',
  'workgroup',
] as const;

/** One of {@link contextNames}. */
export type ContextName = (typeof contextNames)[number];

/** Names that earlier versions read, and what replaces them. */
const REPLACED: Readonly<Record<string, string>> = {
  plantedFaults: 'Pass -c jobs=fake-accounts,fake-accounts-truth instead.',
};

/** Feature flags of the CDK and keys of its lookups contain one of these; names of the stack do not. */
const SIGNS_OF_OTHERS = /[@/:]/;

/**
 * Refuses context under a name that the stack does not read but that looks like one it does: the
 * CDK would ignore it. Names of the CDK and of other tools are left alone.
 *
 * @param names all names of the context
 * @throws InputError that suggests the nearest name.
 * @example
 * checkContextNames(['bucketName', '@aws-cdk/core:checkSecretUsage', 'myTool']) // => undefined
 */
export function checkContextNames(names: readonly string[]): void {
  for (const name of names) {
    if (contextNames.some((known) => known === name) || SIGNS_OF_OTHERS.test(name)) continue;
    const replaced = Object.hasOwn(REPLACED, name) ? REPLACED[name] : undefined;
    const nearest = nearestName(name, contextNames);
    if (replaced === undefined && nearest === undefined) continue;
    throw new InputError({
      expected: 'the name of a setting of the stack',
      got: JSON.stringify(name),
      advice:
        replaced ??
        `Did you mean "${nearest}"? Pass -c ${nearest}=..., or correct the name under "context" in cdk.json.`,
    });
  }
}
