import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { plainEnvironment } from './plain-environment.ts';

/** What one repetition took. */
export interface Measured {
  readonly rows: number;
  /** Milliseconds by the clock. */
  readonly wall: number;
  /** Milliseconds of processor time, of all threads of the process. */
  readonly cpu: number;
  /** Bytes of the files that it wrote. */
  readonly bytes: number;
}

/** A contender in a process of its own, which waits while others work. */
export interface ServedContender {
  /** Versions of what only its process knows. */
  readonly versions: Readonly<Record<string, string>>;
  readonly repeat: () => Promise<Measured>;
  readonly stop: () => void;
}

/** A contender whose process ended before it was ready. */
export class NotThereError extends Error {
  override readonly name = 'NotThereError';
  /** Its last line on standard error. */
  readonly reason: string;

  constructor(reason: string) {
    super(`Expected a contender, got ${reason}`);
    this.reason = reason;
  }
}

/**
 * Starts a contender, on one core where the machine can pin it there (`taskset` of Linux).
 *
 * @throws NotThereError when its process ends, which a missing package makes it do.
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
  // Once it is stopped nobody waits for its end.
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

/** The command in front of one that is to stay on the last core; none where there is no `taskset`. */
export function pinning(): string[] {
  const command = ['taskset', '-c', String(availableParallelism() - 1)];
  const [file = '', ...args] = [...command, process.execPath, '--version'];
  return spawnSync(file, args).status === 0 ? command : [];
}
