import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pMap from 'p-map';
import { describe, expect, it } from 'vitest';
import { packedCommand } from '../packed-command.ts';
import { hourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const STACK = /^\s+at /m;
const isPosix = process.platform !== 'win32';

describe('the version of Node.js', () => {
  it.each(['14.21.3', '18.20.8', '20.10.0', '20.18.3'])(
    'is refused when it is %s, before any code is loaded that needs a newer one',
    async (version) => {
      const run = await onNode(version, await packedCommand());

      expect(run).toMatchObject({
        code: 1,
        stdout: '',
        stderr: `Hourlake needs Node.js 20.19 or newer; this is ${version}.\n`,
      });
    },
  );

  it.each(['20.19.0', '21.0.0'])('is accepted when it is %s', async (version) => {
    const run = await onNode(version, await packedCommand());

    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  it('is that of the package', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8'));
    const entry = await readFile('bin/hourlake.js', 'utf8');

    const [, major, minor] = /LEAST_NODE = \[(\d+), (\d+)\]/.exec(entry) ?? [];

    expect(manifest.engines.node).toBe(`>=${major}.${minor}`);
  });

  it('is checked in a file without static imports, which would load first', async () => {
    const entry = await readFile('bin/hourlake.js', 'utf8');

    expect(entry).not.toMatch(/^(import\s|export\s|await\s)/m);
    expect(entry).toContain('import(');
  });
});

describe.runIf(isPosix)('a working directory that was deleted', () => {
  it.each(['--version', 'status'])('is named, without a stack: hourlake %s', async (command) => {
    const cwd = join(await temporaryFolder(), 'gone');

    const run = await hourlake([command], {
      entry: resolve('bin/hourlake.js'),
      shell: `mkdir '${cwd}' && cd '${cwd}' && rmdir '${cwd}' && exec "$@"`,
    });

    expect(run).toMatchObject({
      code: 1,
      stdout: '',
      stderr:
        'Expected a working directory that exists, got one that was deleted or cannot be read. Change to another folder and run the command again.\n',
    });
  });
});

describe.runIf(isPosix)('a low limit of open files', () => {
  it('ends a command with one clear message, or lets it do its work', async () => {
    const entry = await packedCommand();
    const lines = ['--version', 'ingest --look-back 2', 'generate --accounts 1'];
    const cases = [28, 34, 40].flatMap((limit) => lines.map((line) => ({ limit, line })));

    const runs = await pMap(
      cases,
      ({ limit, line }) =>
        hourlake(line.split(' '), { entry, shell: `ulimit -n ${limit} && exec "$@"` }),
      { concurrency: 2 },
    );

    // Newer versions of Node.js load modules one after the other, and do their work even so.
    const failed = runs.filter(({ code }) => code !== 0);
    for (const { code, stderr } of failed) {
      expect(code).toBe(1);
      expect(stderr).not.toMatch(STACK);
      expect(stderr).toContain('ulimit -n 1024');
    }
  });
});

/** Runs `hourlake --version` where Node.js says that it is another version. */
async function onNode(version: string, entry: string) {
  const preload = join(await temporaryFolder(), 'version.mjs');
  const versions = `{ ...process.versions, node: '${version}' }`;
  await writeFile(preload, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
  return hourlake(['--version'], {
    entry,
    env: { NODE_OPTIONS: `--import ${pathToFileURL(preload)}` },
  });
}
