import { Annotations, Aws, DefaultStackSynthesizer, Duration, Stack } from 'aws-cdk-lib';
import {
  Grant,
  type IRole,
  OidcProviderNative,
  Role,
  WebIdentityPrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { InputError } from '../errors.ts';
import { checkSubject, PLACEHOLDER_REPOSITORY } from './github-subjects.ts';

/** Who on GitHub may do what. */
export interface GitHubAccessProps {
  /** Subjects of the tokens that may fill the lake, each written out whole. */
  readonly subjects: readonly string[];
  /** Subjects of the tokens that may deploy the stack. Default: none, and no role for it. */
  readonly deploySubjects?: readonly string[] | undefined;
  /** ARN of the account's OpenID Connect provider of GitHub. Default: none, so that one is made. */
  readonly providerArn?: string | undefined;
  /** Hours for which a run may keep a role, 1 to 12. Default: 1. */
  readonly sessionHours?: number | undefined;
}

const HOST = 'token.actions.githubusercontent.com';
const AUDIENCE = 'sts.amazonaws.com';

/** What the roles are for that `npx cdk bootstrap` made; a deployment does all it does as one of them. */
const BOOTSTRAP_ROLES = ['deploy', 'file-publishing', 'image-publishing', 'lookup'];

/**
 * Roles that runs of GitHub Actions take on without a stored key. The role for landing hours has
 * no permission of its own: the parts of the stack grant theirs.
 */
export class GitHubAccess extends Construct {
  /** Fills the lake. */
  readonly role: Role;
  /** Deploys the stack; `undefined` without subjects for it. */
  readonly deployRole: Role | undefined;

  /** @throws InputError when a subject has a wildcard or is not whole, or there is none. */
  constructor(
    scope: Construct,
    id: string,
    { subjects, deploySubjects = [], providerArn, sessionHours = 1 }: GitHubAccessProps,
  ) {
    super(scope, id);
    if (subjects.length === 0) {
      throw new InputError({
        expected: 'at least one subject for the role of GitHub',
        got: 'none',
        advice: 'Pass -c github=OWNER/REPO, or -c github=none to leave access from GitHub out.',
      });
    }
    const trusted = [...subjects, ...deploySubjects];
    for (const subject of trusted) checkSubject(subject);
    const provider = providerArn ?? this.provider();
    const role = (name: string, description: string, of: readonly string[]): Role =>
      new Role(this, name, {
        description,
        assumedBy: new WebIdentityPrincipal(provider, {
          StringEquals: { [`${HOST}:aud`]: AUDIENCE, [`${HOST}:sub`]: [...of] },
        }),
        maxSessionDuration: Duration.hours(sessionHours),
      });

    this.role = role('Role', 'GitHub Actions: lands hours of Hourlake', subjects);
    if (deploySubjects.length > 0) {
      this.deployRole = role('DeployRole', 'GitHub Actions: deploys Hourlake', deploySubjects);
      grantDeploy(this.deployRole);
    }
    if (trusted.some((subject) => subject.startsWith(`repo:${PLACEHOLDER_REPOSITORY}:`))) {
      Annotations.of(this).addWarningV2(
        'hourlake:github',
        'No repository is named, so nobody on GitHub can take on the role for it. Pass -c github=OWNER/REPO (or OWNER@OWNER_ID/REPO@REPO_ID), or -c github=none to leave the role out.',
      );
    }
  }

  /** IAM knows the certificates of GitHub, so no thumbprint has to be kept. One for an account: see `providerArn`. */
  private provider(): string {
    return new OidcProviderNative(this, 'Provider', {
      url: `https://${HOST}`,
      clientIds: [AUDIENCE],
    }).oidcProviderArn;
  }
}

function grantDeploy(role: IRole): void {
  const stack = Stack.of(role);
  const qualifier =
    stack.synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
  Grant.addToPrincipal({
    grantee: role,
    actions: ['sts:AssumeRole'],
    resourceArns: BOOTSTRAP_ROLES.map((purpose) =>
      stack.formatArn({
        service: 'iam',
        region: '',
        resource: 'role',
        resourceName: `cdk-${qualifier}-${purpose}-role-${Aws.ACCOUNT_ID}-${Aws.REGION}`,
      }),
    ),
  });
}
