import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const dashboard = resolve('dashboard');

/** A built site. */
export interface BuiltSite {
  /** The folder of its files. */
  readonly folder: string;
  /** What the build printed. */
  readonly printed: string;
  /** Hosts that a process of the build connected to, other than this machine. */
  readonly hosts: readonly string[];
}

/**
 * Builds the site by `npm run build`, as a person does, and moves it out of the checkout. Installs the packages of
 * the dashboard first where they are missing, which takes some minutes.
 *
 * @param options.lake the folder of the lake
 * @param options.into a folder for the site and for what is recorded of the build
 * @throws Error with the end of what the build printed, when it failed.
 */
export async function buildSite({
  lake,
  into,
  basePath = '',
}: {
  readonly lake: string;
  readonly into: string;
  readonly basePath?: string;
}): Promise<BuiltSite> {
  if (!existsSync(join(dashboard, 'node_modules/.package-lock.json'))) {
    run(['ci', '--no-audit', '--no-fund'], {});
  }
  await mkdir(into, { recursive: true });
  const connections = join(into, 'connections');
  await writeFile(connections, '');
  const recorder = resolve('test/gold/dashboard/record-connections.mjs');
  const printed = run(['run', 'build', '--', '--base-path', basePath], {
    HOURLAKE_LAKE: lake,
    CONNECTIONS: connections,
    NODE_OPTIONS: `--import ${recorder}`,
  });
  const folder = join(into, 'site');
  await rm(folder, { recursive: true, force: true });
  await rename(join(dashboard, 'build'), folder);
  const hosts = (await readFile(connections, 'utf8')).split('\n').filter((host) => host !== '');
  return { folder, printed, hosts };
}

function run(args: readonly string[], variables: Readonly<Record<string, string>>): string {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: dashboard,
    encoding: 'utf8',
    env: { ...process.env, ...variables },
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return stdout;
  throw new Error(`"npm ${args.join(' ')}" failed:\n${`${stdout}${stderr}`.slice(-4000)}`);
}
