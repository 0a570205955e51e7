import { readFileSync } from 'node:fs';

/** What the workflows call each output of the stack. */
const VARIABLES: Readonly<Record<string, string>> = {
  AWS_REGION: 'Region',
  AWS_ROLE_ARN: 'RoleArn',
  AWS_DEPLOY_ROLE_ARN: 'DeployRoleArn',
  HOURLAKE_LAKE: 'LakeUrl',
  HOURLAKE_BUCKET_OWNER: 'Account',
  HOURLAKE_DATABASE: 'Database',
  HOURLAKE_WORKGROUP: 'Workgroup',
};

/**
 * The variables that the workflows read, as lines of `NAME=value`, which `gh variable set -f -` takes.
 *
 * @param outputs what `cdk deploy --outputs-file` wrote: the outputs of each stack
 * @throws Error when there is not exactly one stack of a lake.
 */
export function githubVariables(outputs: Readonly<Record<string, Record<string, string>>>): string {
  const lakes = Object.entries(outputs).filter(([, stack]) => stack.LakeUrl !== undefined);
  const [lake] = lakes;
  if (lake === undefined || lakes.length > 1) {
    throw new Error(
      `Expected the outputs of one lake, got ${lakes.length === 0 ? 'none' : lakes.map(([name]) => name).join(', ')}. Run "npx cdk deploy --outputs-file outputs.json" first.`,
    );
  }
  return Object.entries(VARIABLES)
    .map(([variable, output]) => [variable, lake[1][output]])
    .filter(([, value]) => value !== undefined)
    .map(([variable, value]) => `${variable}=${value}\n`)
    .join('');
}

if (process.argv[1] === import.meta.filename) {
  const file = process.argv[2] ?? 'outputs.json';
  try {
    process.stdout.write(githubVariables(JSON.parse(readFileSync(file, 'utf8'))));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
