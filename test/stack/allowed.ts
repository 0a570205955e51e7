import type { Template } from 'aws-cdk-lib/assertions';
import { type Place, resolve } from './resolve.ts';

/** Who asks AWS for what. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  /** ARN of who asks. Default: a role without a meaning. */
  readonly principal?: string;
  /** Keys of conditions, as AWS fills them: `{ 's3:prefix': 'bronze/' }`. Default: none. */
  readonly context?: Readonly<Record<string, string>>;
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

/** The operators that the stack uses. An absent key makes a positive one false, and a negative one true. */
const OPERATORS: Readonly<
  Record<string, (value: string | undefined, wanted: readonly string[]) => boolean>
> = {
  Bool: (value, wanted) => value !== undefined && wanted.includes(value),
  StringEquals: (value, wanted) => value !== undefined && wanted.includes(value),
  StringNotEquals: (value, wanted) => value === undefined || !wanted.includes(value),
  StringLike: (value, wanted) => value !== undefined && matches(value, wanted),
  ArnNotLike: (value, wanted) => value === undefined || !matches(value, wanted),
  Null: (value, [wanted]) => String(value === undefined) === wanted,
};

/**
 * Decides on a request as IAM does: allowed by one statement at least, and denied by none.
 *
 * @param statements of the policies that apply, resolved
 */
export function isAllowed(statements: readonly unknown[], request: Request): boolean {
  const applying = (statements as Statement[]).filter((statement) => applies(statement, request));
  return applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
}

/** Whether a statement denies a request, whatever else allows it. */
export function isDenied(statements: readonly unknown[], request: Request): boolean {
  return (statements as Statement[]).some(
    (statement) => statement.Effect === 'Deny' && applies(statement, request),
  );
}

/**
 * The statements of all policy documents in resources of a type, resolved.
 *
 * @param id the beginning of their logical ids
 * @param property that holds the document. Default: `PolicyDocument`.
 */
export function statementsOf(
  template: Template,
  type: string,
  id: string,
  { property = 'PolicyDocument', place = {} }: { property?: string; place?: Place } = {},
): unknown[] {
  const found = Object.entries(template.findResources(type)).filter(([name]) =>
    name.startsWith(id),
  );
  if (found.length === 0) throw new Error(`No ${type} ${id}`);
  return found.flatMap(
    ([, { Properties }]) => resolve(template, Properties[property].Statement, place) as unknown[],
  );
}

function applies(
  { Action, Resource, Condition = {} }: Statement,
  { action, resource, principal = 'arn:aws:iam::111122223333:role/any', context = {} }: Request,
): boolean {
  if (!matches(action, [Action].flat()) || !matches(resource, [Resource].flat())) return false;
  const facts: Readonly<Record<string, string>> = { 'aws:PrincipalArn': principal, ...context };
  return Object.entries(Condition).every(([operator, keys]) => {
    const holds = OPERATORS[operator];
    if (holds === undefined) throw new Error(`This test does not know the operator ${operator}`);
    return Object.entries(keys).every(([key, wanted]) => holds(facts[key], [wanted].flat()));
  });
}

function matches(text: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
    ).test(text),
  );
}
