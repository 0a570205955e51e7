import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { jobsOfAnApi } from '../stack/jobs-of-an-api.ts';
import { jobsOfEveryGrain } from '../stack/jobs-of-every-grain.ts';
import { synthesize } from '../stack/synthesize.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const COMMAND = 'cfn-lint';

/** Beginnings of findings that are ignored, and why. */
const IGNORED: Readonly<Record<string, string>> = {
  "W3005 'CustomS3AutoDeleteObjects":
    'The CDK declares one dependency of the function that empties buckets twice.',
  "W3005 'InboxFunctionRole": 'The CDK declares the dependency of a function on its role twice.',
};

const contexts = {
  default: {},
  registered: { catalog: 'registered', alarmEmail: 'data@example.com' },
  projection: { catalog: 'projection' },
  destroy: { removal: 'destroy', destroyData: 'yes' },
  'spreadsheets in an inbox': { jobs: 'fake-accounts,bronze-fake-accounts,vendas' },
  'a crawler without a schedule': { crawlerSchedule: 'none' },
  'a role for deployments': { github: 'octo@1/lake@2', githubDeployEnvironment: 'aws' },
};

describe('cfn-lint', () => {
  it.each(Object.entries(contexts))(
    'finds nothing wrong in the template: %s',
    async (_name, context) => {
      expect(await lint(JSON.stringify(synthesize(context).template.toJSON()))).toEqual([]);
    },
  );

  it.each(['crawler', 'projection'])(
    'finds nothing wrong in the template of jobs of every grain with catalog=%s',
    async (catalog) => {
      const { template } = synthesize(
        { catalog, freshnessHours: 168, dailyFreshnessHours: 168 },
        { jobs: jobsOfEveryGrain },
      );

      expect(await lint(JSON.stringify(template.toJSON()))).toEqual([]);
    },
  );

  it('finds nothing wrong in the template of an API whose secrets are in AWS', async () => {
    const more = { secrets: ['aws:rates#id', 'aws:ssm:/rates/token'], keepRawDays: 90 };
    const { template } = synthesize({ jobs: 'rates' }, { jobs: jobsOfAnApi(more) });

    expect(await lint(JSON.stringify(template.toJSON()))).toEqual([]);
  });

  it('would find a property that does not exist', async () => {
    const { template } = synthesize();
    const wrong = JSON.stringify(template.toJSON()).replace(
      '"EnforceWorkGroup',
      '"EnforcedWorkGroup',
    );

    expect(await lint(wrong)).toEqual([expect.stringMatching(/^E\d+ .*EnforcedWorkGroup/)]);
  });
});

/** Errors and warnings: `rule message`. */
async function lint(template: string): Promise<string[]> {
  const file = join(await temporaryFolder(), 'template.json');
  await writeFile(file, template);
  const words = ['--format', 'json', '--template', file];
  const { stdout } = await promisify(execFile)(COMMAND, words).catch((error) => {
    // Its exit code is not 0 when it has found something.
    if (typeof error.stdout === 'string' && error.stdout.startsWith('[')) return error;
    throw new Error(`${COMMAND} did not run. Install it with "pip install cfn-lint".`, {
      cause: error,
    });
  });
  const found: { Rule: { Id: string }; Message: string }[] = JSON.parse(stdout || '[]');
  return found
    .map(({ Rule, Message }) => `${Rule.Id} ${Message}`)
    .filter((finding) => !Object.keys(IGNORED).some((beginning) => finding.startsWith(beginning)));
}
