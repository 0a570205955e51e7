import { type ChildProcess, spawn } from 'node:child_process';
import { type SparkProgress, sparkProgress } from './spark-progress.ts';

/** The Spark of a user, and how it is started. */
export interface SparkInstallation {
  /** `spark-sql`: an absolute path, or a name that is looked up on the PATH. */
  readonly program: string;
  /** Environment variables that Spark is started with. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** URL of the cluster, such as `spark://host:7077` or `yarn`. Default: what Spark is configured for. */
  readonly master?: string;
  /** Settings of Spark, by name. Default: none besides those of its configuration. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** How a run of Spark is watched and ended. */
export interface SparkRunOptions {
  /** Ends Spark. */
  readonly signal?: AbortSignal | undefined;
  /** Called whenever Spark shows its progress. */
  readonly onProgress?: ((progress: SparkProgress) => void) | undefined;
}

/** How a run of Spark ended. */
export interface SparkEnd {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  /** The end of what it printed to standard error. May quote values of rows. */
  readonly said: string;
}

/** Characters of output that are kept: an error is at its end. */
const KEPT = 256 * 1024;

/** Milliseconds that Spark has to end before it is killed. */
const PATIENCE_MS = 10_000;

/**
 * Runs `spark-sql` to its end.
 *
 * @throws the error of the operating system when the program cannot be started.
 */
export function runSpark(
  { program, environment }: Pick<SparkInstallation, 'program' | 'environment'>,
  args: readonly string[],
  { signal, onProgress }: SparkRunOptions = {},
): Promise<SparkEnd> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return resolve({ code: null, said: '' });
    const child = spawn(program, args, {
      env: { ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const release = endWith(child, signal);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      said = (said + piece).slice(-KEPT);
      const progress = sparkProgress(piece);
      if (progress !== undefined) onProgress?.(progress);
    });
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('close', (code) => {
      release();
      resolve({ code, said });
    });
  });
}

/** Ends the child with the signal, and with this process. Returns a function that forgets about both. */
function endWith(child: ChildProcess, signal: AbortSignal | undefined): () => void {
  let killing: NodeJS.Timeout | undefined;
  const end = () => {
    child.kill('SIGTERM');
    killing = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  };
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', end, { once: true });
  process.once('exit', kill);
  return () => {
    clearTimeout(killing);
    signal?.removeEventListener('abort', end);
    process.off('exit', kill);
  };
}
