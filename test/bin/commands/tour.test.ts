import { join } from 'node:path';
import pMap from 'p-map';
import { describe, expect, it } from 'vitest';
import { readSavedQueries } from '../../../lib/engines/saved-query.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const QUERIES = await readSavedQueries(new URL('../../../queries/', import.meta.url));

/** Small hours, to be quick. */
const SMALL = ['--set', 'fake-accounts.accounts-per-hour=5'];

describe('hourlake tour', () => {
  it('lands a day, answers every saved query, and says what to try next, as often as one likes', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const first = await hourlake(['tour'], { lake });
    const digests = await digestsOf(lake);
    const second = await hourlake(['tour'], { lake });

    const answers = (text: string) => text.split('\n').slice(1).join('\n');
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toContain(': 24 hours landed');
    expect(second.stdout).toContain(', 24 already there.');
    for (const { description } of QUERIES) {
      expect(first.stdout).toContain(`${description}\n┌`);
    }
    expect(first.stdout).toContain('What to try next:');
    expect(answers(second.stdout)).toBe(answers(first.stdout));
    // Each hour, and the declaration.
    expect(Object.keys(digests)).toHaveLength(25);
    expect(await digestsOf(lake)).toEqual(digests);
  });

  it('suggests commands that work, over the lake of the tour', { timeout: 180_000 }, async () => {
    const cwd = await temporaryFolder();
    const environment = { HOURLAKE_LAKE: 'another-lake' };
    const folder = "my lake's";

    const tour = await hourlake(['tour', '--lake', folder, ...SMALL], { cwd, env: environment });

    const commands = [...tour.stdout.matchAll(/npx hourlake (.*?)(?: {2,}|"|\n|$)/g)].map(
      ([, command = '']) => command,
    );
    const names = new Set(commands.map((command) => command.split(' ')[0]));
    expect(names).toEqual(new Set(['query', 'status', 'backfill', 'verify', 'generate', 'ingest']));
    const runs = await pMap(
      new Set(commands),
      async (command) => {
        // A day is as good as a month, and lands sooner.
        const shorter = command.replace('--to 2026-02-01', '--to 2026-01-02');
        const args = shorter.replace("'my lake'\\''s'", '<lake>').split(' ');
        const words = args.map((word) => (word === '<lake>' ? folder : word));
        const { code, stderr } = await hourlake(words, { cwd, env: environment });
        return [command, code, stderr.replace(/^fake-accounts \d+\/\d+ .*$/gm, '').trim()];
      },
      { concurrency: 2 },
    );
    expect(runs.filter(([, code, stderr]) => code !== 0 || stderr !== '')).toEqual([]);
    expect(await digestsOf(join(cwd, 'another-lake'))).toEqual({});
  });

  it('lands a job with its inputs, and runs the queries that read its table', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const set = [...SMALL, '--set', 'fake-accounts.dirt=0.1'];

    const run = await hourlake(['tour', '--job', 'fake-accounts-truth', ...set], { lake });

    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^fake-accounts in .*: 24 hours landed/m);
    expect(run.stdout).toMatch(/^fake-accounts-truth in .*: 24 hours landed/m);
    for (const { name } of QUERIES) expect(run.stdout).not.toContain(`\n${name}: `);
    expect(run.stdout).toContain('What to try next:\n  npx hourlake status');
    expect(run.stdout).not.toContain('npx hourlake query');
  });

  it('suggests the job that was meant', async () => {
    const run = await hourlake(['tour', '--job', 'fake-account']);

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/got "fake-account"\. Did you mean "fake-accounts"\?/);
  });

  it('is for a lake in a folder', async () => {
    const run = await hourlake(['tour', '--lake', 's3://my-lake']);

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/a lake in a folder for the tour/);
  });
});
