import type { Template } from 'aws-cdk-lib/assertions';

/** The account and region in which a template would be deployed. */
export interface Place {
  /** Default: `111122223333`. */
  readonly account?: string;
  /** Default: `us-east-1`. */
  readonly region?: string;
  /** Names of resources by a part of their logical id, where the template has none. Default: none. */
  readonly names?: Readonly<Record<string, string>>;
}

/** One resource of a template. */
export interface Resource {
  /** Its logical id. */
  readonly id: string;
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** Properties that name a resource. */
const NAMES = ['BucketName', 'Name', 'RoleName', 'LogGroupName', 'TopicName'];

/**
 * A part of a template with its references and joins replaced by their values. A resource without a
 * name in the template has its logical id in lower case as its name.
 */
export function resolve(template: Template, value: unknown, place: Place = {}): unknown {
  return resolveIn(template.toJSON().Resources, value, place);
}

/** The resources of a type, resolved, in the order of the template. */
export function resourcesOf(template: Template, type: string, place: Place = {}): Resource[] {
  const resources: Readonly<Record<string, Resource>> = template.toJSON().Resources;
  return Object.entries(resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => resolveIn(resources, { ...resource, id }, place) as Resource);
}

function resolveIn(
  resources: Readonly<Record<string, Resource>>,
  value: unknown,
  place: Place,
): unknown {
  const { account = '111122223333', region = 'us-east-1', names = {} } = place;
  const pseudo: Record<string, string> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::StackName': 'Hourlake',
    'AWS::URLSuffix': 'amazonaws.com',
  };

  function nameOf(id: string): string {
    const given = Object.keys(names).find((part) => id.includes(part));
    if (given !== undefined) return names[given] ?? '';
    const properties = resources[id]?.Properties ?? {};
    const named = NAMES.find((name) => properties[name] !== undefined);
    return named === undefined ? id.toLowerCase() : String(walk(properties[named]));
  }

  function arnOf(id: string): string {
    const type = resources[id]?.Type;
    if (type === 'AWS::S3::Bucket') return `arn:aws:s3:::${nameOf(id)}`;
    if (type === 'AWS::IAM::Role') return `arn:aws:iam::${account}:role/${nameOf(id)}`;
    if (type === 'AWS::Logs::LogGroup') {
      return `arn:aws:logs:${region}:${account}:log-group:${nameOf(id)}:*`;
    }
    return `arn of ${id}`;
  }

  function walk(part: unknown): unknown {
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    const entries = Object.entries(part);
    const [name, inner] = entries[0] ?? ['', undefined];
    if (entries.length === 1 && name === 'Ref')
      return pseudo[String(inner)] ?? nameOf(String(inner));
    if (entries.length === 1 && name === 'Fn::GetAtt') return arnOf(String(inner[0]));
    if (entries.length === 1 && name === 'Fn::Join') {
      const [separator, parts] = inner as [string, unknown[]];
      return parts.map(walk).join(separator);
    }
    return Object.fromEntries(entries.map(([key, child]) => [key, walk(child)]));
  }

  return walk(value);
}
