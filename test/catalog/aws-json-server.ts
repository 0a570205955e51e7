import { createServer, type IncomingMessage } from 'node:http';
import { onTestFinished, vi } from 'vitest';

/** One request of the JSON protocol of AWS. */
export interface AwsJsonCall {
  /** `GetTable` */
  readonly action: string;
  // biome-ignore lint/suspicious/noExplicitAny: a request is as deep as its action wants it
  readonly body: any;
}

/** What the server answers: an object of the action, or {@link awsError}. */
export type Answer = object | Promise<object>;

const STATUS = Symbol('status');

/** An answer that AWS gives instead of a result. */
export function awsError(name: string, message = `${name} it is`, status = 400): object {
  return { __type: name, message, [STATUS]: status };
}

/**
 * A server on this machine that speaks the JSON protocol of AWS, until the test is over.
 *
 * @param answer is asked once for every request, with the requests before it
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
    /** Settings of an SDK client that talks to this server. */
    client: {
      endpoint: `http://127.0.0.1:${address.port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    close,
  };
}

/** A machine on which nobody has set AWS up, until the test is over. */
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
