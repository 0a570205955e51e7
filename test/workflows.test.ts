import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { environment } from '../bin/options/environment.ts';
import { evaluated, readWorkflow } from './workflow.ts';

const names = readdirSync('.github/workflows').map((file) => file.replace(/\.yml$/, ''));

/** The permissions that the jobs of a workflow may have. */
const MAY_ASK_FOR: Readonly<Record<string, readonly string[]>> = {
  backfill: ['contents: read', 'id-token: write'],
  ci: ['contents: read'],
  codeql: ['contents: read', 'security-events: write'],
  deploy: ['contents: read', 'id-token: write'],
  ingest: ['contents: read', 'id-token: write'],
};

describe('the workflows', () => {
  it('are the five that there should be', () => {
    expect(names.sort()).toEqual(['backfill', 'ci', 'codeql', 'deploy', 'ingest']);
  });

  it.each(names)('may do nothing but what a job asks for: %s', (name) => {
    const { workflow } = readWorkflow(name);

    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs)) {
      for (const permission of Object.entries(job.permissions ?? {})) {
        expect(MAY_ASK_FOR[name] ?? []).toContain(permission.join(': '));
      }
    }
  });

  it.each(names)('are due off minute 0, if at all: %s', (name) => {
    const { workflow } = readWorkflow(name);

    for (const { cron } of workflow.on.schedule ?? []) expect(cron).toMatch(/^([1-9]|[1-5]\d) /);
  });

  it.each(names)('pin every action by its commit, and say its version: %s', (name) => {
    const { workflow, text } = readWorkflow(name);
    const uses = Object.values(workflow.jobs)
      .flatMap(({ steps }) => steps)
      .flatMap(({ uses: action }) => (action === undefined ? [] : [action]));

    expect(uses.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
    for (const action of uses) expect(text).toMatch(new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+`));
  });

  it.each(names)('hand nothing from outside to a shell but in variables: %s', (name) => {
    const { workflow } = readWorkflow(name);
    const scripts = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.map(({ run }) => run),
    );

    expect(scripts.filter((script) => script?.includes('${{'))).toEqual([]);
  });

  it.each(names)('keep no credentials of the checkout, and end by themselves: %s', (name) => {
    const { workflow } = readWorkflow(name);

    for (const job of Object.values(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
      const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      for (const step of checkouts)
        expect(step.with).toMatchObject({ 'persist-credentials': false });
    }
  });

  it.each(['ingest', 'backfill'])('install only what the job runs, and name no key: %s', (name) => {
    const { workflow, text } = readWorkflow(name);
    const steps = workflow.jobs[name]?.steps ?? [];

    expect(steps.map(({ run }) => run)).toContain('npm ci --omit=dev --omit=optional');
    expect(workflow.jobs[name]?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(text).not.toMatch(/secrets\.|aws-access-key-id|aws-secret/);
  });

  it('ingest every hour, off minute 0, one run after the other', () => {
    const { workflow } = readWorkflow('ingest');

    expect(workflow.on.schedule?.map(({ cron }) => cron)).toEqual([
      expect.stringMatching(/^([1-9]|[1-5]\d) \* \* \* \*$/),
    ]);
    expect(workflow.on).toHaveProperty('workflow_dispatch');
    expect(workflow.concurrency).toEqual({ group: 'ingest', 'cancel-in-progress': false });
  });

  it.each(['ingest', 'backfill'])(
    'know every setting by the name that the command reads: %s',
    (name) => {
      const { workflow } = readWorkflow(name);
      const given = Object.keys(workflow.jobs[name]?.env ?? {}).filter((key) =>
        key.startsWith('HOURLAKE'),
      );

      expect(given.filter((key) => !Object.values<string>(settings).includes(key))).toEqual([]);
      expect(given).toEqual(expect.arrayContaining([settings.seed, settings.dirt, settings.lake]));
    },
  );

  it('look for mistakes in the code and in themselves, and tell GitHub', () => {
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
    // The two work on the same data, so one is never of another version than the other.
    expect(new Set(steps.slice(1).map(({ uses }) => uses?.split('@')[1])).size).toBe(1);
  });

  it('deploy after they have shown what would change', () => {
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
  it('is the first value that there is', () => {
    const values = { 'vars.A': 'a', 'inputs.b': '' };
    const of = (expression: string) => evaluated(`\${{ ${expression} }}`, values);

    expect([of('vars.A'), of("inputs.b || '48'"), of('vars.C')]).toEqual(['a', '48', '']);
  });
});
