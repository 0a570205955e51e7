import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { plainEnvironment } from '../../run-hourlake.ts';

/** The dbt project of the checkout. */
export const PROJECT = resolve('dbt');

/** What dbt left. */
export interface DbtRun {
  readonly code: number | null;
  /** What it printed, without colours. */
  readonly output: string;
}

/** How dbt is run. */
export interface DbtOptions {
  /** Working directory: the project, or the checkout around it. Default: the project. */
  readonly cwd?: string;
  /** Folder for what it compiles, a temporary one of the test. */
  readonly target: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs the dbt on the PATH in the project.
 *
 * @throws Error when there is none, with what installs it.
 */
export function dbt(
  args: readonly string[],
  { cwd = PROJECT, target, env }: DbtOptions,
): Promise<DbtRun> {
  const options = ['--no-use-colors', '--target-path', target, '--log-path', target];
  if (cwd !== PROJECT) options.push('--project-dir', PROJECT, '--profiles-dir', PROJECT);
  const child = spawn('dbt', [...args, ...options], {
    cwd,
    env: { ...plainEnvironment(), PYTHONDONTWRITEBYTECODE: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => printed.push(chunk));
  }
  return new Promise((done, failed) => {
    child.on('error', (cause) =>
      failed(
        new Error(
          'Expected dbt on the PATH. Install it with "pip install -r test/gold/dbt/requirements.txt".',
          { cause },
        ),
      ),
    );
    child.on('close', (code) => done({ code, output: Buffer.concat(printed).toString() }));
  });
}
