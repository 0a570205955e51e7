import { createServer, type IncomingMessage } from 'node:http';
import { onTestFinished, vi } from 'vitest';

/** One request of the JSON protocol of AWS. */
export interface AwsJsonCall {
  /** `GetTable` */
  readonly action: string;
  // biome-ignore lint/suspicious/noExplicitAny: each action has a request of another shape
  readonly body: any;
}

/** An answer of the server: the result of the action, or {@link awsError}. */
export type Answer = object | Promise<object>;

const STATUS = Symbol('status');

/** The answer of AWS to a call that fails. */
export function awsError(name: string, message = `${name} it is`, status = 400): object {
  return { __type: name, message, [STATUS]: status };
}

/**
 * A server on this machine with the JSON protocol of AWS, until the end of the test.
 *
 * @param answer called once for each request, with the earlier requests
 */
export async function awsJsonServer(
  answer: (call: AwsJsonCall, before: readonly AwsJsonCall[]) => Answer,
) {
  const calls: AwsJsonCall[] = [];
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const call = { action, body: JSON.parse(await textOf(request)) };
    const answering = answer(call, [...calls]);
    calls.push(call);
    const answered: { [STATUS]?: number } = await answering;
    response.writeHead(answered[STATUS] ?? 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answered));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(async () => void (await close()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    calls,
    bodiesOf: (action: string) =>
      calls.filter((call) => call.action === action).map(({ body }) => body),
    /** Settings of an SDK client that uses this server. */
    client: {
      endpoint: `http://127.0.0.1:${address.port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    close,
  };
}

/** Removes all AWS settings of this machine, until the end of the test. */
export function withoutAwsSettings(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  }
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials');
  onTestFinished(() => void vi.unstubAllEnvs());
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
