import { InputError } from '../errors.ts';

/** A repository on GitHub. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** The numbers of owner and repository, which outlive their names. */
  readonly ids?: { readonly owner: string; readonly repository: string };
}

/**
 * Stands in `cdk.json` for the repository. No account on GitHub can have a name that begins with an
 * underscore, so a role for it is a role for nobody.
 */
export const PLACEHOLDER_REPOSITORY = '_owner_/_repository_';

const REPOSITORY = /^([A-Za-z0-9][A-Za-z0-9_-]*)(?:@(\d+))?\/([A-Za-z0-9._-]+)(?:@(\d+))?$/;

/** Git allows none of these in the name of a branch; to IAM some would be wildcards or variables. */
const BRANCH = /^[^\s~^:?*[\]\\${}]+$/;

const ENVIRONMENT = /^[A-Za-z0-9._-]+$/;

/** `*` and `?` are wildcards to IAM, and `${` begins a variable. */
const SUBJECT = /^repo:[^\s:/*?${}]+\/[^\s:/*?${}]+(:[^\s:*?${}]+)+$/;

/**
 * Reads a repository as a person writes it.
 *
 * @param text `OWNER/REPO`, or `OWNER@OWNER_ID/REPO@REPO_ID`
 * @throws InputError when it is neither.
 * @example
 * parseRepository('octo@583231/lake@1296269').ids // => { owner: '583231', repository: '1296269' }
 */
export function parseRepository(text: string): Repository {
  const [, owner, ownerId, name, repositoryId] = REPOSITORY.exec(text) ?? [];
  const placeholder = text === PLACEHOLDER_REPOSITORY;
  if (placeholder) return { owner: '_owner_', name: '_repository_' };
  if (owner !== undefined && name !== undefined) {
    if (ownerId !== undefined && repositoryId !== undefined) {
      return { owner, name, ids: { owner: ownerId, repository: repositoryId } };
    }
    if (ownerId === repositoryId) return { owner, name };
  }
  throw new InputError({
    expected: 'a repository on GitHub as OWNER/REPO or OWNER@OWNER_ID/REPO@REPO_ID',
    got: JSON.stringify(text),
    advice: 'Pass -c github=OWNER/REPO, or -c github=none to leave access from GitHub out.',
  });
}

/**
 * The subjects of the tokens that runs of one branch get. Repositories created from July 2026 on
 * have the numbers in theirs, older ones do not: with numbers both are given, without them the old.
 *
 * @throws InputError when it is no name of a branch.
 * @example
 * branchSubjects(parseRepository('octo/lake'), 'main') // => ['repo:octo/lake:ref:refs/heads/main']
 * branchSubjects(parseRepository('octo@1/lake@2'), 'main')[1] // => 'repo:octo@1/lake@2:ref:refs/heads/main'
 */
export function branchSubjects(repository: Repository, branch: string): string[] {
  if (!BRANCH.test(branch)) {
    throw new InputError({
      expected: 'the whole name of one branch, such as main',
      got: JSON.stringify(branch),
      advice: 'Pass -c githubBranch=main. Wildcards are not accepted.',
    });
  }
  return names(repository).map((name) => `repo:${name}:ref:refs/heads/${branch}`);
}

/**
 * The subjects of the tokens that jobs with an environment get, whatever their branch.
 *
 * @throws InputError when it is no name of an environment.
 * @example
 * environmentSubjects(parseRepository('octo/lake'), 'production') // => ['repo:octo/lake:environment:production']
 */
export function environmentSubjects(repository: Repository, environment: string): string[] {
  if (!ENVIRONMENT.test(environment)) {
    throw new InputError({
      expected: 'the name of an environment of letters, digits, dots, hyphens and underscores',
      got: JSON.stringify(environment),
      advice: 'Pass -c githubDeployEnvironment=production, or none at all.',
    });
  }
  return names(repository).map((name) => `repo:${name}:environment:${environment}`);
}

/**
 * Refuses a subject that could stand for more than one.
 *
 * @throws InputError when it is not a whole subject, or has a wildcard or a variable in it.
 */
export function checkSubject(subject: string): void {
  if (SUBJECT.test(subject)) return;
  throw new InputError({
    expected: 'a whole subject such as repo:OWNER/REPO:ref:refs/heads/main, without wildcards',
    got: JSON.stringify(subject),
    advice: 'Write out each subject that may have the role, separated by commas.',
  });
}

function names({ owner, name, ids }: Repository): string[] {
  const plain = `${owner}/${name}`;
  return ids === undefined ? [plain] : [plain, `${owner}@${ids.owner}/${name}@${ids.repository}`];
}
