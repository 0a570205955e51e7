import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from '../errors.ts';
import { isRunning } from './embedded-claim.ts';
import { PostgresConnection } from './postgres-connection.ts';
import type { PostgresSettings } from './postgres-settings.ts';
import type { ServerPrograms } from './server-programs.ts';
import type { ServerUser } from './server-user.ts';

/** What a server is started with. All paths are absolute. */
export interface ServerOptions {
  readonly programs: ServerPrograms;
  readonly user: ServerUser | undefined;
  /** How a person names its folder. */
  readonly name: string;
  readonly data: string;
  readonly log: string;
  /** How it is connected to. */
  readonly settingsOf: (port: number) => PostgresSettings;
}

/** A server that answers. */
export interface RunningServer {
  readonly port: number;
  /** Shuts it down: sessions end, and what they had not committed is rolled back. */
  stop(): Promise<void>;
}

const POLL_MS = 25;

/** A crashed server replays its log before it answers. */
const LONGEST_START_MS = 120_000;

/** A fast shutdown takes seconds, but one in the middle of a recovery never ends. */
const LONGEST_STOP_MS = 30_000;

const LOOPBACK = '127.0.0.1';

/**
 * Starts a server, or takes over the one that runs on the same data already.
 *
 * @throws DatabaseError when it does not start, with the last line of its log.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const running = await runningServer(options);
  if (running !== undefined) return running;
  const port = await freePort();
  const child = await spawnServer(options, port);
  const stopAtExit = () => child.kill('SIGINT');
  process.once('exit', stopAtExit);
  for (let waited = 0; waited < LONGEST_START_MS; waited += POLL_MS) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (await answers(options.settingsOf(port))) {
      return {
        port,
        async stop() {
          process.off('exit', stopAtExit);
          await stopped(child);
        },
      };
    }
    await sleep(POLL_MS);
  }
  process.off('exit', stopAtExit);
  await stopped(child);
  throw await startFailure(options);
}

/** In a process group of its own: Ctrl-C on a terminal reaches this process alone. */
async function spawnServer(
  { programs, data, log, user }: ServerOptions,
  port: number,
): Promise<ChildProcess> {
  const file = await open(log, 'w', 0o600);
  try {
    const settings = [`listen_addresses=${LOOPBACK}`, 'unix_socket_directories='];
    const child = spawn(
      programs.postgres,
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { cwd: data, detached: true, stdio: ['ignore', file.fd, file.fd], ...user },
    );
    await new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    return child;
  } finally {
    await file.close();
  }
}

/** What a killed command left running: it has this very data, and lets its password in. */
async function runningServer({
  data,
  settingsOf,
}: ServerOptions): Promise<RunningServer | undefined> {
  // https://www.postgresql.org/docs/current/storage-file-layout.html: the process first, the port fourth.
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [processId, port] = [Number(lines[0]), Number(lines[3])];
  if (!(processId > 0 && port > 0) || !isRunning(processId)) return undefined;
  if (!(await answers(settingsOf(port)))) return undefined;
  return {
    port,
    stop: () =>
      shutDown({
        kill: (signal) => process.kill(processId, signal),
        isRunning: () => isRunning(processId),
      }),
  };
}

async function answers(settings: PostgresSettings): Promise<boolean> {
  try {
    await (await PostgresConnection.open(settings)).close();
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.retryable) return false;
    throw error;
  }
}

function stopped(child: ChildProcess): Promise<void> {
  return shutDown({
    kill: (signal) => child.kill(signal),
    isRunning: () => child.exitCode === null && child.signalCode === null,
  });
}

/** The fast shutdown of PostgreSQL; in place of one that does not end, the immediate one. */
async function shutDown({
  kill,
  isRunning: isThere,
}: {
  readonly kill: (signal: 'SIGINT' | 'SIGQUIT') => unknown;
  readonly isRunning: () => boolean;
}): Promise<void> {
  if (!isThere()) return;
  kill('SIGINT');
  for (let waited = 0; isThere(); waited += POLL_MS) {
    if (waited === LONGEST_STOP_MS) kill('SIGQUIT');
    await sleep(POLL_MS);
  }
}

async function startFailure({ name, log }: ServerOptions): Promise<DatabaseError> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '';
  return new DatabaseError({
    failed: `The PostgreSQL server in ${name} did not start`,
    got: fatal.replace(/^.*(FATAL|PANIC):\s*/, ''),
    advice: 'Its log is server.log in that folder.',
  });
}

/** One that is free at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no free port')),
      );
    });
  });
}
