import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import pMap from 'p-map';
import { describe, expect, it } from 'vitest';
import { commandNames } from '../../bin/load-commands.ts';
import { hourlake, startHourlake } from '../run-hourlake.ts';

describe('hourlake', () => {
  it('prints the version of its package', async () => {
    const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');

    const run = await hourlake(['--version']);

    expect(run).toMatchObject({ code: 0, stdout: `${JSON.parse(manifest).version}\n`, stderr: '' });
  });

  it('runs from the TypeScript of a checkout, without a step before', () => {
    const { status, stdout } = spawnSync(process.execPath, ['bin/hourlake.js', 'query'], {
      encoding: 'utf8',
    });

    expect(status).toBe(0);
    expect(stdout).toContain('accounts-by-state');
  });

  it('names every command in its help', async () => {
    const run = await hourlake(['--help']);

    expect(run.code).toBe(0);
    for (const command of commandNames)
      expect(run.stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  });

  it('explains every command with examples of its own', async () => {
    const runs = await pMap(commandNames, (command) => hourlake([command, '--help']), {
      concurrency: 2,
    });

    expect(runs.filter(({ code, stderr }) => code !== 0 || stderr !== '')).toEqual([]);
    for (const [position, { stdout }] of runs.entries()) {
      const example = `\nExamples:\n  $ hourlake ${commandNames[position]}`;
      expect(stdout).toContain(example);
    }
  });

  it('shows the stack of an error with --debug', async () => {
    const run = await hourlake(['status', '--lake', 'gs://bucket', '--debug']);

    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^\s+at /m);
  });

  it('prefers --lake to the environment', async () => {
    const run = await hourlake(['status', '--lake', './other'], { lake: './lake' });

    expect(run.stdout).toMatch(/^fake-accounts in \.\/other: /);
  });

  it('ends without a word when its reader has had enough, as head has', async () => {
    const { child, ended } = await startHourlake([
      'generate',
      '--accounts',
      '20000',
      '--format',
      'csv',
    ]);
    child.stdout?.once('data', () => child.stdout?.destroy());

    const run = await ended;

    expect(run).toMatchObject({ code: 0, stderr: '' });
  });
});
