import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve as resolvePath, sep } from 'node:path';
import { sha256 } from '../lib/lake/sha256.ts';
import { keyText } from '../lib/secrets/key-text.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The key of the bronze layer of every process of a test, unless the test has another one. */
export const TEST_KEY = keyText(Uint8Array.from({ length: 64 }, (_, index) => index));

/** What time it is for every process of a test: the last complete hour is `2026-11-20T13`. */
export const NOW = '2026-11-20T14:05:00Z';

/** What is left of a process. */
export interface Ended {
  /** Exit code; `null` when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  /** Standard output as it came. */
  readonly bytes: Uint8Array;
  readonly stderr: string;
}

/** How the command line is run. */
export interface HourlakeOptions {
  /** `HOURLAKE_LAKE`. Default: a temporary folder of its own, so that no test meets `./lake`. */
  readonly lake?: string;
  /** Default: a temporary folder. */
  readonly cwd?: string;
  /** `HOURLAKE_JOBS`; `''` for the jobs that are on. Default: the hourly job, which most tests are about. */
  readonly jobs?: string;
  /** Beside the environment of the test, from which what steers Hourlake is taken out. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another user, by number; only root may. */
  readonly user?: number;
  /** File descriptor to print to. Default: what {@link Ended} gives. */
  readonly stdout?: number;
  /** What a POSIX shell does with the command, `"$@"`: `exec "$@" 2>/dev/full`. Default: no shell. */
  readonly shell?: string;
  /** The file that Node.js runs. Default: {@link COMMAND}. */
  readonly entry?: string;
}

/** A process that runs, and what it will leave. */
export interface Started {
  /** Node itself, with no shell in between: a signal to it hits what does the work. */
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** What {@link setup} of `compile-command.ts` compiled; without it, the checkout as it is. */
export const COMMAND = resolvePath(process.env.HOURLAKE_TEST_COMMAND ?? 'bin/hourlake.js');

/** Runs the command line to its end, as a process of its own. */
export async function hourlake(
  args: readonly string[],
  options: HourlakeOptions = {},
): Promise<Ended> {
  return (await startHourlake(args, options)).ended;
}

/** Starts the command line as a process of its own. */
export async function startHourlake(
  args: readonly string[],
  {
    lake,
    cwd,
    jobs = 'fake-accounts',
    env = {},
    user,
    stdout = -1,
    shell,
    entry = COMMAND,
  }: HourlakeOptions = {},
): Promise<Started> {
  const folder = cwd ?? (await temporaryFolder());
  const words = [process.execPath, entry, ...args];
  const [program = '', ...rest] = shell === undefined ? words : ['sh', '-c', shell, 'sh', ...words];
  const child = spawn(program, rest, {
    cwd: folder,
    env: {
      ...plainEnvironment(),
      HOURLAKE_LAKE: lake ?? join(folder, 'lake'),
      HOURLAKE_NOW: NOW,
      HOURLAKE_JOBS: jobs,
      ...env,
    },
    stdio: ['ignore', stdout < 0 ? 'pipe' : stdout, 'pipe'],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  return { child, ended: ending(child) };
}

/** SHA-256 of every file under a folder, leftovers included, by path from there; `{}` without one. */
export async function digestsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const digests: Record<string, string> = {};
  for (const file of files) {
    digests[relative(folder, file).split(sep).join('/')] = sha256(await readFile(file));
  }
  return digests;
}

/** The same without declarations: what a lake holds of its tables. */
export async function dataDigestsOf(lake: string): Promise<Record<string, string>> {
  const digests = Object.entries(await digestsOf(lake));
  return Object.fromEntries(digests.filter(([path]) => !path.startsWith('_lake/')));
}

function ending(child: ChildProcess): Promise<Ended> {
  const printed: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const bytes = Buffer.concat(printed);
      const stderr = Buffer.concat(said).toString();
      resolve({ code, signal, stdout: bytes.toString(), bytes, stderr });
    });
  });
}

/** The environment of the test without what steers Hourlake, the SDK of AWS, Node or Vitest. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const steering = /^((HOURLAKE|AWS|VITEST)_?.*|NODE_OPTIONS|NODE_V8_COVERAGE|FORCE_COLOR)$/;
  const plain = Object.entries(process.env).filter(([name]) => !steering.test(name));
  // With a key in the environment, no test makes the key file of whoever runs it.
  return { ...Object.fromEntries(plain), HOURLAKE_BRONZE_KEY: TEST_KEY };
}
