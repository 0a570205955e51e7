import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { plainEnvironment } from './plain-environment.ts';

/** Measurements of one repetition. */
export interface Measured {
  readonly rows: number;
  /** Wall-clock time in milliseconds. */
  readonly wall: number;
  /** CPU time in milliseconds, of all threads of the process. */
  readonly cpu: number;
  /** Bytes of the files written. */
  readonly bytes: number;
}

/** A contender in its own process, which is idle while others run. */
export interface ServedContender {
  /** Versions of software that only its process knows. */
  readonly versions: Readonly<Record<string, string>>;
  readonly repeat: () => Promise<Measured>;
  readonly stop: () => void;
}

/** The process of a contender ended too early, for example because a package is missing. */
export class NotThereError extends Error {
  override readonly name = 'NotThereError';
  /** The last line that it wrote to standard error. */
  readonly reason: string;

  constructor(reason: string) {
    super(`The process of the contender ended: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Starts a contender, pinned to one core where possible (`taskset` on Linux).
 *
 * @throws NotThereError if its process ends, for example because a package is missing.
 */
export async function serveContender(command: readonly string[]): Promise<ServedContender> {
  const [file = '', ...args] = [...pinning(), ...command];
  const child = spawn(file, args, { env: plainEnvironment(), stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk;
  });
  const ended = new Promise<never>((_, failed) => {
    child.on('error', ({ message }) => failed(new NotThereError(message)));
    child.on('close', () => failed(new NotThereError(complaint.trim().split('\n').at(-1) ?? '')));
  });
  // After `stop`, the process ends without a pending answer.
  ended.catch(() => {});
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function answer(): Promise<Record<string, unknown>> {
    const { value, done } = await Promise.race([answers.next(), ended]);
    return done === true ? ended : JSON.parse(value);
  }

  const { versions } = (await answer()) as { versions: Record<string, string> };
  return {
    versions,
    async repeat() {
      child.stdin.write('\n');
      const { rows, wall, cpu, bytes } = await answer();
      return {
        rows: Number(rows),
        wall: Math.round(Number(wall)),
        cpu: Math.round(Number(cpu)),
        bytes: Number(bytes),
      };
    },
    stop: () => child.stdin.end(),
  };
}

/**
 * Returns the command prefix that pins a process to the last core, or an empty list without
 * `taskset`.
 */
export function pinning(): string[] {
  const command = ['taskset', '-c', String(availableParallelism() - 1)];
  const [file = '', ...args] = [...command, process.execPath, '--version'];
  return spawnSync(file, args).status === 0 ? command : [];
}
