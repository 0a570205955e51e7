import { readFileSync } from 'node:fs';

/** The variable of the workflows for each output of the stack. */
const VARIABLES: Readonly<Record<string, string>> = {
  AWS_REGION: 'Region',
  AWS_ROLE_ARN: 'RoleArn',
  AWS_DEPLOY_ROLE_ARN: 'DeployRoleArn',
  HOURLAKE_LAKE: 'LakeUrl',
  HOURLAKE_BUCKET_OWNER: 'Account',
  HOURLAKE_DASHBOARD: 'DashboardBucketUrl',
  HOURLAKE_DASHBOARD_DISTRIBUTION: 'DashboardDistribution',
  HOURLAKE_DATABASE: 'Database',
  HOURLAKE_JOBS: 'Jobs',
  HOURLAKE_KEY: 'BronzeKey',
  HOURLAKE_SECRETS: 'Secrets',
  HOURLAKE_WORKGROUP: 'Workgroup',
  HOURLAKE_GOLD_WORKGROUP: 'GoldWorkgroup',
};

/**
 * Returns the variables that the workflows read, as lines of `NAME=value` for `gh variable set -f
 * -`.
 *
 * @param outputs content of the file of `cdk deploy --outputs-file`: the outputs of each stack
 * @throws Error if there is not exactly one stack with a lake.
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
