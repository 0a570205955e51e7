import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readWorkflow } from './workflow.ts';

describe('the workflows of derived tables and pages', () => {
  it('derive tables after a run of ingest that succeeded, where the stack has the gold layer', () => {
    const { workflow } = readWorkflow('transform');
    const { if: condition = '', env = {}, steps = [] } = workflow.jobs.transform ?? {};

    expect(workflow.on.workflow_run).toEqual({
      workflows: [readWorkflow('ingest').workflow.name],
      types: ['completed'],
      branches: ['main'],
    });
    expect(workflow.on).toHaveProperty('workflow_dispatch');
    expect(workflow.concurrency).toEqual({ group: 'transform', 'cancel-in-progress': false });
    expect(condition).toContain("vars.HOURLAKE_GOLD_WORKGROUP != ''");
    expect(condition).toContain("github.event.workflow_run.conclusion == 'success'");
    expect(steps.at(-1)?.run).toBe(
      '../.venv/bin/dbt build --target aws --exclude-resource-type unit_test',
    );
    const profile = readFileSync('dbt/profiles.yml', 'utf8').split('    aws:')[1] ?? '';
    const read = [...profile.matchAll(/env_var\('(\w+)'/g)].map(([, name]) => name);
    expect(Object.keys(env).sort()).toEqual([...new Set(read)].sort());
    for (const [name, value] of Object.entries(env)) expect(value).toBe(`\${{ vars.${name} }}`);
  });

  it('publish both reports and the dashboard of a demo lake, and only where Pages are switched on', () => {
    const { workflow } = readWorkflow('pages');
    const { build, deploy } = workflow.jobs;
    const scripts = build?.steps.map(({ run }) => run ?? '').join('\n') ?? '';
    const places = [
      'npm run demo -- demo',
      'report --lake demo --out site/index.html',
      'report --lake demo --lang pt --out site/relatorio.html',
      'dbt build',
      'npm run build -- --base-path',
      'cp -r build ../site/dashboard',
    ].map((command) => scripts.indexOf(command));

    expect(build?.if).toContain("vars.HOURLAKE_PAGES == 'on'");
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(deploy?.permissions).toEqual({ pages: 'write', 'id-token': 'write' });
  });
});
