import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A running emulator of S3, Glue and Athena, which only this machine can reach. */
export interface Emulator {
  /** `http://127.0.0.1:12345` */
  readonly endpoint: string;
  /** Ends the emulator. Its data is lost without a folder. */
  readonly stop: () => Promise<void>;
}

/** How an emulator is started. */
export interface EmulatorOptions {
  /** Default: any free port. */
  readonly port?: number;
  /** Folder for its data, with which the next emulator continues. Default: no data is kept. */
  readonly folder?: string;
}

/** The environment of a process that uses an emulator instead of AWS. */
export function environmentFor(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}

/** The account of every caller of the emulator. */
export const ACCOUNT = '000000000000';

/** Settings of an SDK client that uses an emulator. */
export function clientFor(endpoint: string) {
  return {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
}

/**
 * Starts MiniStack and waits until it answers.
 *
 * @throws Error with the way to install it when the command does not exist.
 */
export async function startEmulator({ port, folder }: EmulatorOptions = {}): Promise<Emulator> {
  const chosen = port ?? (await freePort());
  const child = spawn('ministack', [], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(chosen),
      IOT_MTLS_ENABLED: '0',
      LOG_LEVEL: 'ERROR',
      MINISTACK_ACCOUNT_ID: ACCOUNT,
      ...(folder === undefined
        ? { PERSIST_STATE: '0', S3_PERSIST: '0' }
        : {
            PERSIST_STATE: '1',
            S3_PERSIST: '1',
            STATE_DIR: join(folder, 'state'),
            S3_DATA_DIR: join(folder, 's3'),
          }),
    },
  });
  let said = '';
  let ended = false;
  child.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-4000);
  });
  child.once('error', (error) => {
    said += error.message;
    ended = true;
  });
  const exit = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void exit.then(() => {
    ended = true;
  });

  const endpoint = `http://127.0.0.1:${chosen}`;
  for (let tries = 0; !(await answers(endpoint)); tries += 1) {
    if (ended || tries === 240) {
      child.kill('SIGKILL');
      throw new Error(
        `MiniStack did not start: ${said.trim()}\nRun "pip install -r test/aws/requirements.txt" in a virtual environment, and activate it.`,
      );
    }
    await sleep(250);
  }
  return {
    endpoint,
    async stop() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/_ministack/health`).then(
    (response) => response.ok,
    () => false,
  );
}

/** A free port of the loopback interface. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
