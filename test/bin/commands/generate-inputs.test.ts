import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const NAMES = ['base_2017.xlsx', 'base_2018.xlsx', 'base_2019.xlsx'];
const VENDAS = ['generate', '--job', 'vendas', '--out', 'lake/entrada/vendas'];

describe('hourlake generate --job vendas', () => {
  it('writes workbooks into a folder that it makes, the same ones wherever it runs', async () => {
    const [here, there] = [await temporaryFolder(), await temporaryFolder()];

    const first = await hourlake(VENDAS, { cwd: here, env: { TZ: 'UTC' } });
    const second = await hourlake(VENDAS, {
      cwd: there,
      env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' },
    });

    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout.split('\n')).toEqual([
      ...NAMES.map((name) => expect.stringContaining(`lake/entrada/vendas/${name}: `)),
      '',
    ]);
    expect(first.stdout).toMatch(/: 1,166 rows, 231\.7 kB, SHA-256 [0-9a-f]{12}\n/);
    expect(second.stdout).toBe(first.stdout);
    expect((await readdir(join(here, 'lake/entrada/vendas'))).sort()).toEqual(NAMES);
    for (const name of NAMES) {
      const path = join('lake/entrada/vendas', name);
      expect(await readFile(join(there, path))).toEqual(await readFile(join(here, path)));
    }
  });

  it('takes the settings of the files, and leaves those of the environment to other commands', async () => {
    const cwd = await temporaryFolder();

    const { code } = await hourlake(
      [...VENDAS, '--set', 'vendas.rows=5', '--set', 'vendas.growth=0'],
      {
        cwd,
        jobs: 'movimento',
        env: { HOURLAKE_SET: 'fake-accounts.growth=0.1' },
      },
    );

    const bytes = await readFile(join(cwd, 'lake/entrada/vendas/base_2018.xlsx'));
    const { sheets } = await readXlsx(bytes);
    expect(code).toBe(0);
    expect(sheets[0]?.rows).toHaveLength(6);
  });

  it('leaves what is there, and replaces it only when told to', async () => {
    const cwd = await temporaryFolder();
    const other = [...VENDAS, '--set', 'vendas.seed=other'];

    await hourlake(VENDAS, { cwd });
    const again = await hourlake(VENDAS, { cwd });
    const refused = await hourlake(other, { cwd });
    const replaced = await hourlake([...other, '--replace'], { cwd });

    expect(again.stdout.match(/already there/g)).toHaveLength(3);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('Pass --replace to replace it');
    expect(replaced.stdout.match(/replaced/g)).toHaveLength(3);
  });

  it.each([
    [
      'a job without files',
      ['--job', 'venda', '--out', 'x'],
      /got "venda"\. Did you mean "vendas"\?/,
    ],
    ['no folder', ['--job', 'vendas'], /Expected --out .*, got no --out/],
    ['a bucket', ['--job', 'vendas', '--out', 's3://bucket/x'], /a folder of this machine/],
    ['an unknown setting', ['--job', 'vendas', '--out', 'x', '--set', 'vendas.row=1'], /"rows"/],
    [
      'a setting of another job',
      ['--job', 'vendas', '--out', 'x', '--set', 'mock.rows=1'],
      /"mock"/,
    ],
    ['options of accounts', ['--job', 'vendas', '--out', 'x', '--seed', 'a'], /--job or --seed/],
    ['settings without a job', ['--set', 'vendas.rows=1'], /Expected --job with --set/],
    ['--replace without a job', ['--replace'], /Expected --job with --replace/],
  ])('is refused with %s', async (_, options, message) => {
    const cwd = await temporaryFolder();

    const { code, stdout, stderr } = await hourlake(['generate', ...options], { cwd });

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Expected /);
    expect(stderr).toMatch(message);
    expect(await readdir(cwd)).toEqual([]);
  });
});
