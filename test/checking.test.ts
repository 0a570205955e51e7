import { execFile } from 'node:child_process';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { aCheckout, followGuide } from './follow-guide.ts';
import { plainEnvironment } from './run-hourlake.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { readWorkflow } from './workflow.ts';

const run = promisify(execFile);

const SHELL = ['--noprofile', '--norc', '-e', '-c'];

describe('docs/checking.md', () => {
  it('shows what is found in a file and in a lake, and has the workflow as it is', async () => {
    const guide = await readFile('docs/checking.md', 'utf8');
    const { text } = readWorkflow('check');

    const checkout = await aCheckout();
    await list(checkout, ['installs', 'installsRejects'], './installs.ts');

    const { outputs, typeErrors } = await followGuide(guide, checkout, {
      HOURLAKE_NOW: '2026-11-21T10:00:00Z',
    });

    const [file = '', , lake = ''] = outputs.slice(4);
    for (const shown of [file, lake]) expect(guide).toContain(`\`\`\`text\n${shown}\`\`\``);
    expect(file).toContain('exit code 3\n');
    expect(file).not.toMatch(/hourlake │|glibc|x86_64/);
    expect(typeErrors).toBe('');
    expect(guide).toContain(`\`\`\`yaml\n${text}\`\`\``);
  });
});

describe('the workflow of pull requests', () => {
  it('checks the jobs whose file, table or sample was changed, no others, and fails after all', async () => {
    const { folder, step, commit } = await aRepository();
    await rm(join(folder, 'queries/accounts/top-cities.sql'));
    await commit();

    const none = [
      await step('Find the jobs that the pull request changes'),
      await step('Check their rows'),
    ];
    await mkdir(join(folder, 'jobs/samples'));
    await writeFile(join(folder, 'jobs/samples/data-hackers-episodes.ndjson'), '{"id":7}');
    await appendFile(join(folder, 'jobs/spotify-api.ts'), '\n// Changed.\n');
    await appendFile(join(folder, 'lib/tables/podcasts.ts'), '\n// Changed.\n');
    await commit();
    const found = await step('Find the jobs that the pull request changes');

    expect(none.map(({ stdout }) => stdout)).toEqual(['', '']);
    expect(found.stdout).toBe('data-hackers-episodes\npodcasts\n');
    await expect(step('Check their rows')).rejects.toMatchObject({
      code: 3,
      stdout: expect.stringMatching(
        /against data-hackers-episodes: 1 row in 1 file, .*podcasts in .*: 50 rows in 1 day, no faults/s,
      ),
    });
  });
});

/** Adds jobs to the list of a checkout. */
async function list(checkout: string, names: readonly string[], file: string): Promise<void> {
  const index = join(checkout, 'jobs/index.ts');
  const text = await readFile(index, 'utf8');
  const entries = names.map((name) => `  ${name},\n`).join('');
  const listed = text.replace(/\];\n$/, `${entries}];\n`);
  await writeFile(index, `import { ${names.join(', ')} } from '${file}';\n${listed}`);
}

/** A repository with one commit, in which the steps of the workflow can be run. */
async function aRepository() {
  const folder = await aCheckout();
  const temporary = await temporaryFolder();
  const { steps = [] } = readWorkflow('check').workflow.jobs.rows ?? {};
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];

  async function git(...words: readonly string[]): Promise<void> {
    await run('git', [...author, ...words], { cwd: folder });
  }

  async function commit(): Promise<void> {
    await git('add', '--all', '--', 'jobs', 'lib', 'queries');
    await git('commit', '--quiet', '--message', 'change');
  }

  await git('init', '--quiet');
  await commit();
  return {
    folder,
    commit,
    /** Runs a step as the runner of GitHub does. */
    async step(name: string): Promise<{ readonly stdout: string }> {
      const script = steps.find((each) => each.name === name)?.run ?? 'exit 9';
      return run('bash', [...SHELL, script], {
        cwd: folder,
        env: { ...plainEnvironment(), RUNNER_TEMP: temporary },
      });
    },
  };
}
