import type { Template } from 'aws-cdk-lib/assertions';
import { resolve } from './resolve.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: unknown;
}

interface Policy {
  readonly Roles: readonly { readonly Ref: string }[];
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

interface Role {
  readonly AssumeRolePolicyDocument: { readonly Statement: unknown };
  readonly Policies?: unknown;
  readonly ManagedPolicyArns?: unknown;
}

/**
 * All permissions of a role, one line for each pair of action and resource, with its condition:
 * `Allow s3:GetObject on arn:aws:s3:::lake/x/*`.
 *
 * @param role the beginning of its logical id
 */
export function permissionsOf(template: Template, role: string): string[] {
  const { Policies, ManagedPolicyArns } = roleOf(template, role);
  const elsewhere = [Policies, ManagedPolicyArns].flat().filter((other) => other !== undefined);
  const policies = Object.values(template.findResources('AWS::IAM::Policy')).map(
    (resource) => resource.Properties as Policy,
  );
  const lines = policies
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref.startsWith(role)))
    .flatMap(({ PolicyDocument }) => resolve(template, PolicyDocument.Statement) as Statement[])
    .flatMap(({ Effect, Action, Resource, Condition }) => {
      const condition = Condition === undefined ? '' : ` if ${JSON.stringify(Condition)}`;
      return [Action]
        .flat()
        .flatMap((action) =>
          [Resource].flat().map((resource) => `${Effect} ${action} on ${resource}${condition}`),
        );
    });
  return [...lines, ...elsewhere.map((other) => JSON.stringify(other))].sort();
}

/** Who may assume a role: the statements of its trust policy, resolved. */
export function trustOf(template: Template, role: string): unknown {
  return resolve(template, roleOf(template, role).AssumeRolePolicyDocument.Statement);
}

function roleOf(template: Template, role: string): Role {
  const found = Object.entries(template.findResources('AWS::IAM::Role')).find(([id]) =>
    id.startsWith(role),
  );
  if (found === undefined) throw new Error(`No role ${role}`);
  return found[1].Properties as Role;
}
