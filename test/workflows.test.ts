import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { environment } from '../bin/options/environment.ts';
import { jobs } from '../jobs/index.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { evaluated, readWorkflow, type WorkflowJob } from './workflow.ts';

const names = readdirSync('.github/workflows').map((file) => file.replace(/\.yml$/, ''));

/** The permissions that jobs of a workflow may request. */
const MAY_ASK_FOR: Readonly<Record<string, readonly string[]>> = {
  backfill: ['contents: read', 'id-token: write'],
  check: ['contents: read'],
  ci: ['contents: read'],
  codeql: ['contents: read', 'security-events: write'],
  deploy: ['contents: read', 'id-token: write'],
  ingest: ['contents: read', 'id-token: write'],
  mock: ['contents: read', 'id-token: write'],
  pages: ['contents: read', 'pages: write', 'id-token: write'],
  transform: ['contents: read', 'id-token: write'],
};

describe('the workflows', () => {
  it('are nine', () => {
    expect(names.sort()).toEqual([
      'backfill',
      'check',
      'ci',
      'codeql',
      'deploy',
      'ingest',
      'mock',
      'pages',
      'transform',
    ]);
  });

  it.each(names)('have no permissions except those of each job: %s', (name) => {
    const { workflow } = readWorkflow(name);

    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs)) {
      for (const permission of Object.entries(job.permissions ?? {})) {
        expect(MAY_ASK_FOR[name] ?? []).toContain(permission.join(': '));
      }
    }
  });

  it.each(names)('are not scheduled for minute 0: %s', (name) => {
    const { workflow } = readWorkflow(name);

    for (const { cron } of workflow.on.schedule ?? []) expect(cron).toMatch(/^([1-9]|[1-5]\d) /);
  });

  it.each(names)('pin every action to a commit, with its version in a comment: %s', (name) => {
    const { workflow, text } = readWorkflow(name);
    const uses = Object.values(workflow.jobs)
      .flatMap(({ steps }) => steps)
      .flatMap(({ uses: action }) => (action === undefined ? [] : [action]));

    expect(uses.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
    for (const action of uses) expect(text).toMatch(new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+`));
  });

  it.each(names)('pass values to a shell only in variables: %s', (name) => {
    const { workflow } = readWorkflow(name);
    const scripts = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.map(({ run }) => run),
    );

    expect(scripts.filter((script) => script?.includes('${{'))).toEqual([]);
  });

  it.each(names)('keep no credentials of the checkout, and have a timeout: %s', (name) => {
    const { workflow } = readWorkflow(name);

    for (const job of Object.values(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
      const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      for (const step of checkouts)
        expect(step.with).toMatchObject({ 'persist-credentials': false });
    }
  });

  it.each(['ingest', 'backfill', 'mock'])(
    'install only what the command needs, without stored keys: %s',
    (name) => {
      const { workflow, text } = readWorkflow(name);
      const steps = workflow.jobs[name]?.steps ?? [];

      expect(steps.map(({ run }) => run)).toContain('npm ci --omit=dev');
      expect(workflow.jobs[name]?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
      expect(text).not.toMatch(/aws-access-key-id|aws-secret|credentials_json/);
    },
  );

  it.each(['ingest', 'backfill'])(
    'pass to the command, and to no other step, the repository secrets that jobs name: %s',
    (name) => {
      const { workflow, text } = readWorkflow(name);
      const references = new Set(jobs.flatMap(({ secrets = [] }) => secrets));
      const named = [...references].flatMap((reference) => /^env:(.+)/.exec(reference)?.[1] ?? []);

      expect(workflow.jobs[name]?.steps.at(-1)?.env ?? {}).toEqual(
        Object.fromEntries(named.map((secret) => [secret, `\${{ secrets.${secret} }}`])),
      );
      expect(text.match(/\bsecrets\./g) ?? []).toHaveLength(named.length);
    },
  );

  it.each(names.filter((name) => name !== 'ingest' && name !== 'backfill'))(
    'use no repository secret: %s',
    (name) => {
      expect(readWorkflow(name).text).not.toMatch(/\bsecrets\b/);
    },
  );

  it.each([
    ['', '', '', []],
    ['kms:arn:aws:kms:a', '', '', ['@aws-sdk/client-kms']],
    [
      'kms:arn:aws:kms:a',
      'aws:api aws:other',
      '',
      ['@aws-sdk/client-kms', '@aws-sdk/client-secrets-manager'],
    ],
    [
      'aws:bronze',
      'aws:ssm:/lake/url aws:api',
      'my-project',
      ['@aws-sdk/client-secrets-manager', '@aws-sdk/client-ssm', 'google-auth-library'],
    ],
    ['gcp:projects/a/secrets/b', 'env:A', '', []],
    ['', '', 'my-project', ['google-auth-library']],
  ])(
    'install each client that the key "%s", the secrets "%s" and the project "%s" need, in one command',
    async (HOURLAKE_KEY, SECRETS, GCP_PROJECT, clients) => {
      const words = ['install', '--no-save', '--save-prod', '--omit=dev'];
      const command = [...words, ...clients].join(' ');
      const env = { HOURLAKE_KEY, SECRETS, GCP_PROJECT };

      for (const name of ['ingest', 'backfill']) {
        const commands = await npmCommands(scriptOf(name, /clients/), env);

        expect(commands).toEqual(clients.length === 0 ? [] : [command]);
      }
    },
  );

  it('ingest every hour, one run after the other', () => {
    const { workflow } = readWorkflow('ingest');

    expect(workflow.on.schedule?.map(({ cron }) => cron)).toEqual([
      expect.stringMatching(/^([1-9]|[1-5]\d) \* \* \* \*$/),
    ]);
    expect(workflow.on).toHaveProperty('workflow_dispatch');
    expect(workflow.concurrency).toEqual({ group: 'ingest', 'cancel-in-progress': false });
  });

  it.each(['ingest', 'backfill'])('pass variables that the command reads: %s', (name) => {
    const { workflow } = readWorkflow(name);
    const variables = Object.entries(workflow.jobs[name]?.env ?? {}).filter(([key]) =>
      key.startsWith('HOURLAKE'),
    );
    const names = variables.map(([key]) => key);

    expect(names.filter((key) => !Object.values<string>(environment).includes(key))).toEqual([]);
    expect(names).toEqual(
      expect.arrayContaining([
        environment.lake,
        environment.database,
        environment.bucketOwner,
        environment.jobs,
        environment.set,
        environment.key,
      ]),
    );
    for (const [key, value] of variables) expect(value).toBe(`\${{ vars.${key} }}`);
  });

  it('leave the look-back of a scheduled run to the jobs', () => {
    const { workflow } = readWorkflow('ingest');
    const { env = {}, steps = [] } = workflow.jobs.ingest ?? {};

    expect(evaluated(env.LOOK_BACK ?? '', {})).toBe('');
    expect(evaluated(env.LOOK_BACK ?? '', { 'inputs.look_back': '7' })).toBe('7');
    expect(steps.at(-1)?.run).toContain(`\${LOOK_BACK:+--look-back "$LOOK_BACK"}`);
  });

  it.each(['ingest', 'backfill'])(
    'log in to Google Cloud without a stored key, and only where it is set up: %s',
    (name) => {
      const { steps = [] } = readWorkflow(name).workflow.jobs[name] ?? {};
      const login = steps.find(({ uses }) => uses?.startsWith('google-github-actions/auth@'));

      expect(login?.if).toBe("vars.GCP_WORKLOAD_IDENTITY_PROVIDER != ''");
      expect(login?.with).toEqual({
        workload_identity_provider: `\${{ vars.GCP_WORKLOAD_IDENTITY_PROVIDER }}`,
        service_account: `\${{ vars.GCP_SERVICE_ACCOUNT }}`,
      });
    },
  );

  it('add mock rows once a day, logged in by workload identity federation', () => {
    const { workflow } = readWorkflow('mock');
    const { steps = [] } = workflow.jobs.mock ?? {};
    const login = steps.find(({ uses }) => uses?.startsWith('google-github-actions/auth@'));

    expect(workflow.on.schedule?.map(({ cron }) => cron)).toEqual([
      expect.stringMatching(/^[1-9]\d? \d+ \* \* \*$/),
    ]);
    expect(workflow.concurrency).toEqual({ group: 'mock', 'cancel-in-progress': false });
    expect(login?.with).toEqual({
      workload_identity_provider: `\${{ vars.GCP_WORKLOAD_IDENTITY_PROVIDER }}`,
      service_account: `\${{ vars.GCP_SERVICE_ACCOUNT }}`,
    });
    expect(steps.at(-1)?.run).toContain('mock "bigquery://$PROJECT/$DATASET"');
  });

  it('check everything on one version of Node, and run the tests on all others', () => {
    const { workflow } = readWorkflow('ci');
    const { check, node, elsewhere } = workflow.jobs;

    expect(runsOf(check)).toEqual(['.ci/run']);
    expect(check?.strategy).toBeUndefined();
    expect(check?.['timeout-minutes']).toBe(60);
    expect(versionOf(check)).toBe(24);
    expect(node?.strategy?.matrix).toEqual({ node: [20, 22] });
    const tests = ['npm ci', 'npm test', 'npm run test:lakes', 'npm run test:processes'];
    expect(runsOf(node)).toEqual(tests);
    expect(runsOf(elsewhere)).toEqual(tests);
  });

  it('check and run the same version of Node', () => {
    const versions = ['ci', 'ingest', 'backfill', 'deploy', 'mock'].map((name) => {
      const { workflow } = readWorkflow(name);
      return versionOf(workflow.jobs[name === 'ci' ? 'check' : name]);
    });

    expect(new Set(versions)).toEqual(new Set([24]));
  });

  it('look for defects in the code and in themselves, and send them to GitHub', () => {
    const { workflow } = readWorkflow('codeql');
    const { steps = [], permissions, strategy } = workflow.jobs.analyze ?? {};
    const actions = steps.map(({ uses = '' }) => uses.replace(/@.*/, ''));

    expect(Object.keys(workflow.on)).toEqual(['push', 'pull_request', 'schedule']);
    expect(strategy?.matrix).toEqual({ language: ['javascript-typescript', 'actions'] });
    expect(permissions).toEqual({ contents: 'read', 'security-events': 'write' });
    expect(actions).toEqual([
      'actions/checkout',
      'github/codeql-action/init',
      'github/codeql-action/analyze',
    ]);
    // Both work on the same data, so they have the same version.
    expect(new Set(steps.slice(1).map(({ uses }) => uses?.split('@')[1])).size).toBe(1);
  });

  it('show what would change before they deploy', () => {
    const { workflow } = readWorkflow('deploy');
    const runs = workflow.jobs.deploy?.steps.map(({ run = '' }) => run) ?? [];

    const diff = runs.findIndex((run) => run.startsWith('npx cdk diff'));
    const deploy = runs.findIndex((run) => run.startsWith('npx cdk deploy'));
    expect(diff).toBeGreaterThan(0);
    expect(deploy).toBeGreaterThan(diff);
    expect(workflow.jobs.deploy?.environment).toBe('deploy');
  });
});

describe('an expression of a workflow', () => {
  it('is its first value that is not empty', () => {
    const values = { 'vars.A': 'a', 'inputs.b': '' };
    const of = (expression: string) => evaluated(`\${{ ${expression} }}`, values);

    expect([of('vars.A'), of("inputs.b || '48'"), of('vars.C')]).toEqual(['a', '48', '']);
  });
});

/** The script of the one step of a workflow whose name contains this. */
function scriptOf(workflow: string, part: RegExp): string {
  const { steps = [] } = readWorkflow(workflow).workflow.jobs[workflow] ?? {};
  const found = steps.filter(({ name = '' }) => part.test(name));
  expect(found).toHaveLength(1);
  return found[0]?.run ?? '';
}

/** The words of each call of npm by a script, which GitHub runs so. Nothing is installed. */
async function npmCommands(script: string, env: Record<string, string>): Promise<string[]> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'npm'), '#!/bin/sh\necho "$*"\n', { mode: 0o755 });
  const words = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  const PATH = [folder, process.env.PATH].join(delimiter);
  const { stdout } = await promisify(execFile)('bash', words, { env: { PATH, ...env } });
  return stdout.split('\n').filter((line) => line !== '');
}

/** The scripts of a job. */
function runsOf(job: WorkflowJob | undefined): string[] {
  return (job?.steps ?? []).flatMap(({ run }) => (run === undefined ? [] : [run]));
}

/** The version of Node that a job sets up. */
function versionOf(job: WorkflowJob | undefined): unknown {
  const setup = job?.steps.find(({ uses }) => uses?.startsWith('actions/setup-node@'));
  return setup?.with?.['node-version'];
}
