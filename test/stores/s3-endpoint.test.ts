import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openClient, s3Endpoint } from '../../lib/aws/s3-client.ts';
import { plainEnvironment } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { conditionally, QUICK, s3Server } from './s3-server.ts';

/** Where the endpoint is set, and what the environment and the AWS configuration file hold then. */
const SETTINGS: readonly (readonly [string, (url: string) => Settings])[] = [
  ['AWS_ENDPOINT_URL', (url) => ({ env: { AWS_ENDPOINT_URL: url } })],
  ['AWS_ENDPOINT_URL_S3', (url) => ({ env: { AWS_ENDPOINT_URL_S3: url } })],
  ['endpoint_url of a profile', (url) => ({ config: `[default]\nendpoint_url = ${url}\n` })],
  [
    'endpoint_url of a services section',
    (url) => ({
      config: `[profile lake]\nservices = local\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = the-secret-key\n[services local]\ns3 =\n  endpoint_url = ${url}\n`,
      env: { AWS_PROFILE: 'lake' },
    }),
  ],
];

interface Settings {
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: string;
}

describe('an endpoint in the AWS settings', () => {
  it.each(SETTINGS)('is used with the bucket in the path: %s', async (_, settingsOf) => {
    const server = await s3Server(conditionally(() => ({ status: 200 })));
    const url = server.endpoint.replace('127.0.0.1', 'localhost');

    const { stdout } = await run(PUT_AND_TELL, settingsOf(url));

    expect(JSON.parse(stdout)).toEqual({
      outcome: 'created',
      endpoint: { endpoint: url, pathStyle: true },
    });
    expect(server.asked.map(({ path }) => path)).toEqual(['/my-lake/k', '/my-lake/k']);
    expect(server.asked[0]?.headers.host).toBe(new URL(url).host);
  });

  it('is not used when the settings say to ignore it', async () => {
    const settings = {
      config: '[default]\nendpoint_url = http://localhost:9\n',
      env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
    };

    const { stdout } = await run(TELL, settings);

    expect(stdout.trim()).toBe('undefined');
  });

  it('that is not a URL is named when it is used', async () => {
    const settings = { config: '[default]\nendpoint_url = localhost\n' };

    const { stdout } = await run(SIZE, settings);

    expect(stdout).toMatch(/^Expected the endpoint of S3 to be a URL, got .*endpoint_url/);
  });
});

describe('an endpoint of the connection', () => {
  it.each([
    ['http://localhost:9000', true],
    ['https://minio.example.com', true],
    ['https://amazonaws.com.example.com', true],
    ['https://s3.sa-east-1.amazonaws.com', false],
    ['https://s3.cn-north-1.amazonaws.com.cn', false],
    ['https://bucket.vpce-1a2b-3c4d.s3.sa-east-1.vpce.amazonaws.com', false],
  ])('%s has the bucket in the path: %s', async (endpoint, pathStyle) => {
    const client = { ...QUICK, endpoint };

    const opened = await openClient({ bucket: 'my-lake', client });

    expect(opened.config.forcePathStyle).toBe(pathStyle);
    expect(await s3Endpoint(client)).toEqual({ endpoint, pathStyle });
  });

  it.each([true, false])('has the bucket in the path as the store says: %s', async (pathStyle) => {
    const client = { ...QUICK, endpoint: 'http://localhost:9000' };

    const opened = await openClient({ bucket: 'my-lake', pathStyle, client });

    expect(opened.config.forcePathStyle).toBe(pathStyle);
  });
});

const CLIENT = JSON.stringify(new URL('../../lib/aws/s3-client.ts', import.meta.url));
const STORE = JSON.stringify(new URL('../../lib/stores/open-store.ts', import.meta.url));
const TELL = `
  const { s3Endpoint } = await import(${CLIENT});
  console.log(JSON.stringify(await s3Endpoint()));
`;
const PUT_AND_TELL = `
  const { s3Endpoint } = await import(${CLIENT});
  const { openStore } = await import(${STORE});
  const { objectOf } = await import(${JSON.stringify(new URL('../../lib/lake/object.ts', import.meta.url))});
  const store = await openStore('s3://my-lake', (path) => path);
  const outcome = await store.putIfAbsent('k', objectOf(Buffer.from('hello')));
  console.log(JSON.stringify({ outcome, endpoint: await s3Endpoint() }));
`;
const SIZE = `
  const { openStore } = await import(${STORE});
  const store = await openStore('s3://my-lake', (path) => path);
  await store.size('k').catch(({ message }) => console.log(message));
`;

/** Runs a module in a process of its own, because the SDK reads its settings once. */
async function run(script: string, { env = {}, config = '' }: Settings) {
  const file = join(await temporaryFolder(), 'config');
  await writeFile(file, config);
  return promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script],
    {
      env: {
        ...plainEnvironment(),
        AWS_CONFIG_FILE: file,
        AWS_SHARED_CREDENTIALS_FILE: file,
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'the-secret-key',
        ...env,
      },
    },
  );
}
