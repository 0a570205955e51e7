import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { plainEnvironment } from './run-hourlake.ts';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);

/** What the steps of a guide change or use of a checkout. */
const COPIED = ['bin', 'jobs', 'lib', 'queries', 'package.json', 'tsconfig.json'];

const FILE = /`([\w/-]+\.(?:ts|sql))`:\n\n```\w+\n([\s\S]*?)```/g;
const COMMANDS = /```sh\n([\s\S]*?)```/g;

/** What following a guide came to. */
export interface Followed {
  /** Paths of the files that the guide has, in its order. */
  readonly files: readonly string[];
  /** What each command printed to standard output, in the order of the guide. */
  readonly outputs: readonly string[];
  /** What TypeScript says of the checkout afterwards; `''` when nothing is wrong. */
  readonly typeErrors: string;
}

/** A copy of the checkout with the packages that this one has installed. */
export async function aCheckout(): Promise<string> {
  const folder = await temporaryFolder();
  for (const path of COPIED) await cp(path, join(folder, path), { recursive: true });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

/**
 * Does what a guide says: writes its files, then runs its commands, a line each. `npx hourlake` is the
 * command of the checkout.
 *
 * @param env of the commands, beside a plain one. Default: nothing.
 * @throws when a command fails.
 */
export async function followGuide(
  guide: string,
  checkout: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Followed> {
  const files = [...guide.matchAll(FILE)];
  for (const [, file = '', content = ''] of files) {
    await mkdir(dirname(join(checkout, file)), { recursive: true });
    await writeFile(join(checkout, file), content);
  }
  const lines = [...guide.matchAll(COMMANDS)].flatMap(([, block = '']) => block.trim().split('\n'));
  const outputs: string[] = [];
  for (const line of lines) outputs.push(await shell(line, checkout, { env }));
  return {
    files: files.map(([, file = '']) => file),
    outputs,
    typeErrors: await typesOf(checkout),
  };
}

/** What the command line of a checkout prints. */
export function hourlakeIn(checkout: string, args: readonly string[]): Promise<string> {
  return shell('npx hourlake "$@"', checkout, { args });
}

async function shell(
  line: string,
  checkout: string,
  {
    args = [],
    env = {},
  }: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  const npx = 'npx() { shift; "$NODE" bin/hourlake.js "$@"; }';
  const { stdout } = await run('sh', ['-c', `${npx}; ${line}`, 'sh', ...args], {
    cwd: checkout,
    env: { ...plainEnvironment(), ...env, NODE: process.execPath },
  });
  return stdout;
}

async function typesOf(checkout: string): Promise<string> {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const { stdout } = await run(process.execPath, [tsc, '--noEmit', '-p', 'tsconfig.json'], {
    cwd: checkout,
  });
  return stdout;
}
