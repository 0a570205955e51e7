import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench } from './bench.ts';
import { plainEnvironment } from './plain-environment.ts';

/** Resources that a process used from start to end. */
export interface Used {
  /** Wall-clock time in milliseconds, measured by the parent process. */
  readonly wall: number;
  /** CPU time in milliseconds, user and system. */
  readonly cpu: number;
  /** Peak resident set size. */
  readonly peakBytes: number;
  /** Samples of the resident set size in bytes; empty unless requested. */
  readonly samples: readonly number[];
  readonly stdout: string;
}

/** Options of {@link measureCommand}. */
export interface CommandOptions {
  /** Milliseconds between samples of the resident set size. Default: no samples. */
  readonly sampleEvery?: number;
  /** Path of the command. Default: the shipped command. */
  readonly command?: string;
  /** Further variables of its environment. Default: none. */
  readonly environment?: Readonly<Record<string, string>>;
}

let commands = 0;

/**
 * Runs the command line in a process of its own until it exits.
 *
 * @throws Error if the process fails.
 */
export async function measureCommand(
  { compiled, scratch }: Bench,
  args: readonly string[],
  { sampleEvery = 0, command = compiled.command, environment = {} }: CommandOptions = {},
): Promise<Used> {
  commands += 1;
  const file = join(scratch, `probe-${commands}.json`);
  const probe = pathToFileURL(resolve(compiled.process('probe'))).href;
  const started = performance.now();
  const stdout = await outputOf(['--import', probe, command, ...args], {
    HOURLAKE_BENCH_PROBE: file,
    HOURLAKE_BENCH_SAMPLE_EVERY: String(sampleEvery),
    ...environment,
  });
  const wall = Math.round(performance.now() - started);
  const { cpu, peakBytes, samples } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return { wall, cpu: Math.round(cpu), peakBytes, samples, stdout };
}

/**
 * Runs Node and returns its standard output.
 *
 * @throws Error if the process fails.
 */
export function outputOf(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = spawn(process.execPath, args, {
    env: { ...plainEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk;
  });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) done(Buffer.concat(printed).toString());
      else failed(new Error(`"node ${args.join(' ')}" exited with code ${code}: ${complaint}`));
    });
  });
}
