import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import { describe, expect, it } from 'vitest';
import { jobs } from '../../../jobs/index.ts';
import { answerableQueries, readSavedQueries } from '../../../lib/engines/saved-query.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const SAVED = await readSavedQueries(new URL('../../../queries/', import.meta.url));

/** Those of the jobs that are on. */
const QUERIES = answerableQueries(
  SAVED,
  jobs.filter(({ on = true }) => on),
);

const SALES = SAVED.filter((query) => query.jobs.includes('vendas'));

const PODCASTS = SAVED.filter(({ jobs: [job = ''] }) => /^(podcasts|data-hackers)/.test(job));

/** Small hours, to be quick. */
const SMALL = ['--set', 'fake-accounts.accounts-per-hour=5'];

describe('hourlake tour', () => {
  it('lands a day, answers every saved query, and says what to try next, as often as one likes', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const first = await hourlake(['tour'], { lake, jobs: '' });
    const digests = await digestsOf(lake);
    const second = await hourlake(['tour'], { lake, jobs: '' });

    const answers = (text: string) => text.split('\n').slice(2).join('\n');
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toContain(': 38 hours landed');
    expect(first.stdout).toContain('bronze-fake-accounts in ');
    expect(first.stdout).toContain(': 1 day landed');
    expect(second.stdout).toContain(', 38 already there.');
    for (const { description } of QUERIES) {
      expect(first.stdout).toContain(`${description}\n┌`);
    }
    expect(first.stdout).toContain('What to try next:');
    expect(answers(second.stdout)).toBe(answers(first.stdout));
    // Each hour since the start of the day before, that day, and two declarations.
    expect(Object.keys(digests)).toHaveLength(38 + 1 + 2);
    expect(await digestsOf(lake)).toEqual(digests);
  });

  it('makes the key file of the user once, outside of the lake, and says so with a warning', async () => {
    const cwd = await temporaryFolder();
    const env = { HOURLAKE_BRONZE_KEY: '', XDG_CONFIG_HOME: join(cwd, 'config') };
    const path = join(cwd, 'config', 'hourlake', 'bronze.key');
    const queries = ['query', '--sql', 'SELECT cpf_protegido FROM bronze_fake_accounts LIMIT 1'];

    const first = await hourlake(['tour', ...SMALL], { cwd, env, jobs: '' });
    const key = await readFile(path, 'utf8');
    const other = await hourlake(['tour', '--lake', 'other', ...SMALL], { cwd, env, jobs: '' });
    const answer = await hourlake([...queries, '--format', 'json'], { cwd, env, jobs: '' });

    const [{ cpf_protegido: token }] = JSON.parse(answer.stdout);
    const revealed = await hourlake(['reveal', token], { cwd, env });
    expect([first.code, other.code, revealed.code]).toEqual([0, 0, 0]);
    expect(first.stderr).toContain(`A new key for the bronze layer was made: ${path}\n`);
    expect(first.stderr).toContain('without it, they can never be revealed.');
    expect(other.stderr).not.toContain('A new key');
    expect(await readFile(path, 'utf8')).toBe(key);
    expect(Object.keys(await digestsOf(join(cwd, 'lake'))).join()).not.toContain('key');
    expect(revealed.stdout).toMatch(/^\d{3}\.\d{3}\.\d{3}-\d{2}\n$/);
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

  it('drops workbooks, takes them in, and shows what they add up to, as often as one likes', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const first = await hourlake(['tour', '--job', 'vendas'], { lake });
    const digests = await digestsOf(lake);
    const second = await hourlake(['tour', '--job', 'vendas'], { lake });

    const answers = (text: string) => text.slice(text.indexOf('\ncon-ano-mes: '));
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toContain('vendas in ');
    expect(first.stdout).toContain(': 3 files landed (3,299 rows, ');
    expect(second.stdout).toContain(', 3 already there.');
    expect(second.stdout.match(/: captured before as /g)).toHaveLength(3);
    for (const { name, description } of SALES) {
      expect(first.stdout).toContain(`\n${name}: ${description}\n┌`);
    }
    expect(first.stdout).toContain('33 rows in ');
    expect(answers(second.stdout)).toBe(answers(first.stdout));
    expect(await digestsOf(lake)).toEqual(digests);
    expect(Object.keys(digests).filter((key) => key.startsWith('entrada/'))).toEqual([]);
  });

  it('captures a fixed day from a stand-in of the API, whatever time it is, and a second tour changes nothing', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const env = { SPOTIFY_CLIENT_ID: 'mine', SPOTIFY_CLIENT_SECRET: 'also mine' };

    const first = await hourlake(['tour', '--job', 'podcasts'], { lake, env });
    const digests = await digestsOf(lake);
    const later = { ...env, HOURLAKE_NOW: '2031-01-01T00:00:00Z' };
    const second = await hourlake(['tour', '--job', 'podcasts'], { lake, env: later });

    const answers = (text: string) =>
      text.slice(text.indexOf('\ndata-hackers-episodes-boticario: '));
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toMatch(/^podcasts in .*: 1 day landed \(50 rows, /m);
    expect(first.stdout).toMatch(/^data-hackers-episodes in .*: 1 day landed \(301 rows, /m);
    for (const { name, description } of PODCASTS) {
      expect(first.stdout).toContain(`\n${name}: ${description}\n`);
    }
    expect(first.stdout).toContain(
      '│ 2026-11-20 │      301 │      15 │             28 │        35 │',
    );
    expect(first.stdout).toContain('No rejects in ');
    expect(second.stdout.match(/: 0 days landed \(0 rows, 0 B\), 1 already there\./g)).toHaveLength(
      4,
    );
    expect(answers(second.stdout)).toBe(answers(first.stdout));
    expect(await digestsOf(lake)).toEqual(digests);
    // For each of the two jobs: what was captured, rows, rejects, and two declarations.
    expect(Object.keys(digests)).toHaveLength(10);
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
