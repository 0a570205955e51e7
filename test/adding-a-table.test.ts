import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { plainEnvironment } from './run-hourlake.ts';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);

/** What the steps change or use of a checkout. */
const COPIED = ['bin', 'jobs', 'lib', 'queries', 'package.json', 'tsconfig.json'];

const FILE = /`([\w/-]+\.(?:ts|sql))`:\n\n```\w+\n([\s\S]*?)```/g;
const COMMANDS = /```sh\n([\s\S]*?)```/g;

describe('docs/adding-a-table.md', () => {
  it('leads to a daily table that lands, verifies and answers its query', async () => {
    const guide = await readFile('docs/adding-a-table.md', 'utf8');
    const checkout = await aCheckout();
    const files = [...guide.matchAll(FILE)];
    for (const [, file = '', content = ''] of files) {
      await mkdir(dirname(join(checkout, file)), { recursive: true });
      await writeFile(join(checkout, file), content);
    }

    const [landed, status, verified, asked] = await runCommands(guide, checkout);
    const jobs = await hourlake(['jobs', '--json'], checkout);
    const types = await run(
      process.execPath,
      [resolve('node_modules/typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
      { cwd: checkout },
    );

    expect(files.map(([, file]) => file)).toEqual([
      'lib/tables/cotacoes.ts',
      'lib/generate/cotacoes/generated-cotacoes.ts',
      'jobs/source-kinds.ts',
      'jobs/cotacoes.ts',
      'jobs/index.ts',
      'queries/average-rates.sql',
    ]);
    expect(landed).toMatch(/^cotacoes in \.\/lake: 31 days landed \(93 rows, /);
    expect(status).toContain('31 days landed, 2026-01-01 to 2026-01-31 (UTC)');
    expect(status).toContain(`2026-01  ${Array(7).fill('█████').join(' ').slice(0, 37)}\n`);
    expect(verified).toBe('cotacoes in ./lake: 31 days identical, 0 not.\n');
    expect(asked).toMatch(/2026-01 │ USD +│ +5\.\d+ │ +5\.\d+ │ +31 │/);
    expect(JSON.parse(jobs).map(({ name }: { name: string }) => name)).toContain('cotacoes');
    expect(types.stdout).toBe('');
  });
});

/** A copy of the checkout with the packages that this one has installed. */
async function aCheckout(): Promise<string> {
  const folder = await temporaryFolder();
  for (const path of COPIED) await cp(path, join(folder, path), { recursive: true });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** What the commands of the guide print, in order. */
async function runCommands(guide: string, checkout: string): Promise<string[]> {
  const lines = [...guide.matchAll(COMMANDS)].flatMap(([, block = '']) => block.trim().split('\n'));
  const printed: string[] = [];
  for (const line of lines) {
    const [npx, command, ...args] = line.split(' ');
    expect([npx, command]).toEqual(['npx', 'hourlake']);
    printed.push(await hourlake(args, checkout));
  }
  return printed;
}

async function hourlake(args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['bin/hourlake.js', ...args], {
    cwd,
    env: plainEnvironment(),
  });
  return stdout;
}
