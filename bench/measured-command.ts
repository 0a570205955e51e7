import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench } from './bench.ts';
import { plainEnvironment } from './plain-environment.ts';

/** What a process used from its start to its end. */
export interface Used {
  /** Milliseconds by the clock, from the outside. */
  readonly wall: number;
  /** Milliseconds of processor time, user and system. */
  readonly cpu: number;
  /** The largest resident set. */
  readonly peakBytes: number;
  /** The resident set over time, in bytes; empty unless asked for. */
  readonly samples: readonly number[];
  readonly stdout: string;
}

/** How a command is run. */
export interface CommandOptions {
  /** Milliseconds between samples of the resident set. Default: none is taken. */
  readonly sampleEvery?: number;
  /** Default: as it ships. */
  readonly command?: string;
}

let commands = 0;

/**
 * Runs the command line to its end, as a process of its own.
 *
 * @throws Error when it fails.
 */
export async function measureCommand(
  { compiled, scratch }: Bench,
  args: readonly string[],
  { sampleEvery = 0, command = compiled.command }: CommandOptions = {},
): Promise<Used> {
  commands += 1;
  const file = join(scratch, `probe-${commands}.json`);
  const probe = pathToFileURL(resolve(compiled.process('probe'))).href;
  const started = performance.now();
  const stdout = await outputOf(['--import', probe, command, ...args], {
    HOURLAKE_BENCH_PROBE: file,
    HOURLAKE_BENCH_SAMPLE_EVERY: String(sampleEvery),
  });
  const wall = Math.round(performance.now() - started);
  const { cpu, peakBytes, samples } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return { wall, cpu: Math.round(cpu), peakBytes, samples, stdout };
}

/**
 * What a process of Node prints.
 *
 * @throws Error when it fails.
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
      else failed(new Error(`Expected ${args.join(' ')} to end well, got ${code}: ${complaint}`));
    });
  });
}
