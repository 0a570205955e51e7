import { InputError } from '../errors.ts';

/** A repository on GitHub. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** The numeric ids of owner and repository, which stay the same when they are renamed. */
  readonly ids?: { readonly owner: string; readonly repository: string };
}

/**
 * The repository in `cdk.json` before one is configured. No account on GitHub can have a name that
 * begins with an underscore, so nobody can assume a role for it.
 */
export const PLACEHOLDER_REPOSITORY = '_owner_/_repository_';

const REPOSITORY = /^([A-Za-z0-9][A-Za-z0-9_-]*)(?:@(\d+))?\/([A-Za-z0-9._-]+)(?:@(\d+))?$/;

/** Names that GitHub gives to no repository: they would end a path, or the URL of a clone. */
const NO_REPOSITORY_NAME = /^\.{1,2}$|\.git$/i;

/** What a person may copy along with the name of a repository: the URL around it. */
const REPOSITORY_URL =
  /^\/*(?:(?:(?:https?|ssh|git):\/\/)?(?:[^@/]+@)?(?:www\.)?github\.com[:/])?\/*([^/]+\/[^/]+?)(?:\.git)?(?:\/.*)?$/i;

/** No name of a repository or a branch has more characters. */
const LONGEST = 1000;

/** Git allows none of these characters in the name of a branch; in IAM some are wildcards or variables. */
const BRANCH = /^[^\s\p{Cc}~^:?*[\]\\${}]+$/u;

/**
 * What Git or GitHub refuses in the name of a branch.
 * https://git-scm.com/docs/git-check-ref-format
 */
const NO_BRANCH_NAME = /^refs\/|^-|^@$|\.\.|\/\/|^\/|\/$|\.$|(^|\/)\.|\.lock(\/|$)/;

const ENVIRONMENT = /^[A-Za-z0-9._-]+$/;

/** In IAM `*` and `?` are wildcards, and `${` begins a variable. */
const SUBJECT = /^repo:([^\s:/*?${}]+\/[^\s:/*?${}]+):([^\s\p{Cc}*?${}]+)$/u;

/** What GitHub appends to the repository: the event of pull requests, or claims with their values. */
const CONTEXT = /^(pull_request|ref:refs\/(heads|tags|pull)\/.+|(?!ref:|refs\/)[A-Za-z_]+:.+)$/;

/**
 * Reads a repository as a person writes it.
 *
 * @param text `OWNER/REPO`, or `OWNER@OWNER_ID/REPO@REPO_ID`
 * @throws InputError when it is neither, with the right spelling of a URL or of `OWNER/REPO.git`.
 * @example
 * parseRepository('octo@583231/lake@1296269').ids // => { owner: '583231', repository: '1296269' }
 */
export function parseRepository(text: string): Repository {
  const repository = repositoryOf(text);
  if (repository !== undefined) return repository;
  // The patterns of what was meant take long over long texts.
  const isLong = text.length > LONGEST;
  const [, path = ''] = (isLong ? null : REPOSITORY_URL.exec(text)) ?? [];
  const meant = repositoryOf(path) === undefined ? 'OWNER/REPO' : path;
  throw new InputError({
    expected: 'a repository on GitHub as OWNER/REPO or OWNER@OWNER_ID/REPO@REPO_ID',
    // The URL of a clone may contain a token.
    got: isLong
      ? `a text of ${text.length} characters`
      : JSON.stringify(text.replace(/[^/]*@(?=(www\.)?github\.com)/i, '…@')),
    advice: `Pass -c github=${meant}, or -c github=none to leave access from GitHub out.`,
  });
}

/**
 * The subjects of the tokens of runs on one branch. Repositories created since July 2026 have ids in
 * their subjects, older ones do not: with ids both subjects are returned, otherwise only the older one.
 *
 * @throws InputError when it is not the name of a branch, with the right spelling of a full
 *   reference such as `refs/heads/main`.
 * @example
 * branchSubjects(parseRepository('octo/lake'), 'main') // => ['repo:octo/lake:ref:refs/heads/main']
 * branchSubjects(parseRepository('octo@1/lake@2'), 'main')[1] // => 'repo:octo@1/lake@2:ref:refs/heads/main'
 */
export function branchSubjects(repository: Repository, branch: string): string[] {
  if (!isBranch(branch)) {
    throw new InputError({
      expected: 'the name of one branch, such as main',
      got: JSON.stringify(branch),
      advice: branchAdvice(repository, branch),
    });
  }
  return names(repository).map((name) => `repo:${name}:ref:refs/heads/${branch}`);
}

/**
 * The subjects of the tokens of jobs with an environment, on any branch.
 *
 * @throws InputError when it is not the name of an environment.
 * @example
 * environmentSubjects(parseRepository('octo/lake'), 'production') // => ['repo:octo/lake:environment:production']
 */
export function environmentSubjects(repository: Repository, environment: string): string[] {
  if (!ENVIRONMENT.test(environment)) {
    throw new InputError({
      expected: 'the name of an environment: letters, digits, dots, hyphens and underscores',
      got: JSON.stringify(environment),
      advice: 'Pass, for example, -c githubDeployEnvironment=production, or leave it out.',
    });
  }
  return names(repository).map((name) => `repo:${name}:environment:${environment}`);
}

/**
 * Refuses a subject that could match more than one token, or none at all.
 *
 * @throws InputError when it is not a whole subject, has a wildcard or a variable in it, or names a
 *   repository or a reference as GitHub never does.
 */
export function checkSubject(subject: string): void {
  const [, repository = '', context = ''] = SUBJECT.exec(subject) ?? [];
  const isKnown = repository !== '' && repositoryOf(repository) !== undefined;
  if (isKnown && CONTEXT.test(context)) return;
  throw new InputError({
    expected: 'a whole subject such as repo:OWNER/REPO:ref:refs/heads/main, without wildcards',
    got: JSON.stringify(subject),
    advice: subjectAdvice(repository, context),
  });
}

/** The repository that a text names; `undefined` when GitHub cannot have it. */
function repositoryOf(text: string): Repository | undefined {
  if (text === PLACEHOLDER_REPOSITORY) return { owner: '_owner_', name: '_repository_' };
  const [, owner, ownerId, name, repositoryId] = REPOSITORY.exec(text) ?? [];
  if (owner === undefined || name === undefined || NO_REPOSITORY_NAME.test(name)) return undefined;
  if (ownerId !== undefined && repositoryId !== undefined) {
    return { owner, name, ids: { owner: ownerId, repository: repositoryId } };
  }
  return ownerId === repositoryId ? { owner, name } : undefined;
}

function isBranch(text: string): boolean {
  return BRANCH.test(text) && !NO_BRANCH_NAME.test(text);
}

function branchAdvice(repository: Repository, text: string): string {
  if (text.length > LONGEST) return 'Pass -c githubBranch=main. Wildcards are not accepted.';
  const [, tag = ''] = /^\/*refs\/tags\/(.+)$/.exec(text) ?? [];
  if (isBranch(tag)) {
    const subjects = names(repository).map((name) => `repo:${name}:ref:refs/tags/${tag}`);
    return `This is a tag. Pass -c githubSubjects=${subjects.join(',')} instead.`;
  }
  const branch = text.replace(/^\/*(refs\/heads\/)?\/*|\/+$/g, '');
  return `Pass -c githubBranch=${isBranch(branch) ? branch : 'main'}. Wildcards are not accepted.`;
}

function subjectAdvice(repository: string, context: string): string {
  const [, path = ''] = REPOSITORY_URL.exec(repository) ?? [];
  const [, reference = ''] = /^(?:ref:)?\/*(?:(?:refs\/)?heads\/)?(.+)$/.exec(context) ?? [];
  const right = CONTEXT.test(context)
    ? context
    : `ref:${reference.startsWith('refs/') ? reference : `refs/heads/${reference}`}`;
  if (repositoryOf(path) === undefined || !CONTEXT.test(right)) {
    return 'Write each subject in full, separated by commas.';
  }
  return `Write repo:${path}:${right}.`;
}

function names({ owner, name, ids }: Repository): string[] {
  const plain = `${owner}/${name}`;
  return ids === undefined ? [plain] : [plain, `${owner}@${ids.owner}/${name}@${ids.repository}`];
}
