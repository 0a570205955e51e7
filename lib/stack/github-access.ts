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

/** Which runs of GitHub Actions may do what. */
export interface GitHubAccessProps {
  /** Subjects of the tokens that may fill the lake, each in full. */
  readonly subjects: readonly string[];
  /** Subjects of the tokens that may deploy the stack. Default: none, and there is no role for it. */
  readonly deploySubjects?: readonly string[] | undefined;
  /** ARN of the account's OpenID Connect provider for GitHub. Default: the stack creates one. */
  readonly providerArn?: string | undefined;
  /** Hours for which a run may use a role, 1 to 12. Default: 1. */
  readonly sessionHours?: number | undefined;
}

const HOST = 'token.actions.githubusercontent.com';
const AUDIENCE = 'sts.amazonaws.com';

/** Purposes of the roles that `npx cdk bootstrap` creates. A deployment does everything through them. */
const BOOTSTRAP_ROLES = ['deploy', 'file-publishing', 'image-publishing', 'lookup'];

/**
 * Roles that runs of GitHub Actions assume through OpenID Connect, without stored keys. The role
 * that lands periods has no permissions of its own: the other parts of the stack grant theirs.
 */
export class GitHubAccess extends Construct {
  /** Fills the lake. */
  readonly role: Role;
  /** Deploys the stack; `undefined` without subjects for it. */
  readonly deployRole: Role | undefined;

  /** @throws InputError when there is no subject, or one has a wildcard or can never match a token. */
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

    this.role = role('Role', 'GitHub Actions: lands periods of Hourlake', subjects);
    if (deploySubjects.length > 0) {
      this.deployRole = role('DeployRole', 'GitHub Actions: deploys Hourlake', deploySubjects);
      grantDeploy(this.deployRole);
    }
    if (trusted.some((subject) => subject.startsWith(`repo:${PLACEHOLDER_REPOSITORY}:`))) {
      Annotations.of(this).addWarningV2(
        'hourlake:github',
        'No repository is named, so no run of GitHub Actions can assume the role. Pass -c github=OWNER/REPO (or OWNER@OWNER_ID/REPO@REPO_ID), or -c github=none to leave the role out.',
      );
    }
  }

  /** IAM trusts the certificates of GitHub without a thumbprint. An account can have only one: see `providerArn`. */
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
