import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import { describe, expect, it } from 'vitest';
import { hourlake } from '../run-hourlake.ts';
import { type Answer, type Asked, s3Refusal, s3Server } from '../stores/s3-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** The credentials of a process, each of which can be told from all else that it prints. */
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIAKEYIDKEYIDKEYID1',
  AWS_SECRET_ACCESS_KEY: 'sEcReTaCcEsSkEy+abcdefghijklmnopqrstuvw/',
  AWS_SESSION_TOKEN: 'sEsSiOnToKeN//abcdefghijklmnopqrstuvwxyz+==',
  AWS_REGION: 'us-east-1',
};
const PASSWORD = 'uRlPaSsWoRd';

/** What must never be seen, nor its half, nor as a URL has it. */
const SECRET = [
  CREDENTIALS.AWS_ACCESS_KEY_ID,
  ...[CREDENTIALS.AWS_SECRET_ACCESS_KEY, CREDENTIALS.AWS_SESSION_TOKEN].flatMap((secret) => [
    secret.slice(0, secret.length / 2),
    secret.slice(secret.length / 2),
    encodeURIComponent(secret.slice(secret.length / 2)),
  ]),
  PASSWORD,
];

const LAKE = ['--lake', 's3://my-lake'];
const GLUE = ['--database', 'hourlake', '--crawler', 'hourlake'];

/** What asks S3, Glue and Athena. */
const INGEST = ['ingest', '--look-back', '2', '--json', '--summary', 'summary.md'];
const QUERY = ['query', 'top-cities', '--engine', 'athena'];
const COMMANDS = [
  INGEST,
  ['ingest', '--look-back', '2', ...GLUE, '--summary', 'summary.md'],
  ['status'],
  ['verify', '--json'],
  QUERY,
  ['query', 'top-cities', '--engine', 'duckdb'],
];

describe('what commands print of credentials', () => {
  it.each(['SignatureDoesNotMatch', 'AccessDenied'])(
    'is nothing, when AWS repeats the request that it refuses: %s',
    async (code) => {
      const server = await s3Server((asked) => refusal(code, asked));

      const said = await allThatIsSaid(server.endpoint);

      expect(server.asked.length).toBeGreaterThanOrEqual(COMMANDS.length);
      expect(server.asked.every(({ headers }) => isSigned(headers))).toBe(true);
      expect(said).toContain(code);
      for (const secret of SECRET) expect(said).not.toContain(secret);
    },
  );

  it('is nothing, when hours land and Glue repeats the request that it refuses', async () => {
    const bucket = emptyBucket();
    const server = await s3Server(
      (asked) => glueRefusal('InvalidSignatureException', asked) ?? bucket(asked),
    );

    const said = await allThatIsSaid(server.endpoint);

    expect(said).toContain('2 hours landed');
    expect(said).toContain('not registered in the catalog');
    expect(said).toContain('| 2026-11-20T13 |');
    for (const secret of SECRET) expect(said).not.toContain(secret);
  });

  it.each([
    ['http://uRlUsEr:uRlPaSsWoRd@127.0.0.1:9', 'ECONNREFUSED'],
    ['http://uRlUsEr:uRlPaSsWoRd@127.0.0.1:no-port', 'to be a URL'],
    ['ftp://uRlUsEr:uRlPaSsWoRd@127.0.0.1:9', 'to be a URL'],
    ['uRlUsEr:uRlPaSsWoRd@127.0.0.1:9', 'to be a URL'],
  ])('is no password of an endpoint that does not work: %s', async (endpoint, why) => {
    const said = await allThatIsSaid(endpoint, [INGEST, QUERY]);

    expect(said).toContain(why);
    for (const secret of SECRET) expect(said).not.toContain(secret);
  });
});

/** Standard output, standard error and summary of commands, which print all that they can. */
async function allThatIsSaid(endpoint: string, commands = COMMANDS): Promise<string> {
  const env = { ...CREDENTIALS, AWS_ENDPOINT_URL: endpoint, AWS_MAX_ATTEMPTS: '1' };
  const said = await pMap(
    commands,
    async (command) => {
      const cwd = await temporaryFolder();
      const { stdout, stderr } = await hourlake(['--debug', ...command, ...LAKE], {
        cwd,
        env,
      });
      const summary = await readFile(join(cwd, 'summary.md'), 'utf8').catch(() => '');
      return `${stdout}${stderr}${summary}`;
    },
    { concurrency: 2 },
  );
  return said.join('');
}

/** A refusal of whichever service was asked, which has all of the request in it. */
function refusal(code: string, asked: Asked): Answer {
  const status = code === 'InternalError' ? 500 : 403;
  const repeated = repetitionOf(asked);
  return (
    glueRefusal(code, asked) ??
    s3Refusal(status, code, {
      message: `No.\nThe canonical request was: ${repeated}`,
      more: `<AWSAccessKeyId>${CREDENTIALS.AWS_ACCESS_KEY_ID}</AWSAccessKeyId><Token-0>${CREDENTIALS.AWS_SESSION_TOKEN}</Token-0><StringToSign>${repeated}</StringToSign><Host>${PASSWORD}</Host>`,
    })
  );
}

/** The same of Glue and Athena; `undefined` for what was asked of S3. */
function glueRefusal(code: string, asked: Asked): Answer | undefined {
  if (asked.headers['x-amz-target'] === undefined) return undefined;
  const message = `No. (${repetitionOf(asked)})`;
  const body = JSON.stringify({ __type: code, message, Token: CREDENTIALS.AWS_SESSION_TOKEN });
  return { status: 400, headers: { 'content-type': 'application/x-amz-json-1.1' }, body };
}

/** The header of AWS that says it all, and the token, as its errors have them. */
function repetitionOf({ headers }: Asked): string {
  return `Authorization=${headers.authorization} x-amz-security-token:${headers['x-amz-security-token']} ${CREDENTIALS.AWS_SECRET_ACCESS_KEY}`;
}

function isSigned(headers: Asked['headers']): boolean {
  return (
    headers['x-amz-security-token'] === CREDENTIALS.AWS_SESSION_TOKEN &&
    headers.authorization?.includes(CREDENTIALS.AWS_ACCESS_KEY_ID) === true
  );
}

/** A bucket that lists no object and never overwrites one. */
function emptyBucket(): (asked: Asked) => Answer {
  const heads = new Map<string, Record<string, string>>();
  return ({ method, path, query, headers, body: { length } }) => {
    const there = heads.get(path);
    if (method === 'HEAD' && there !== undefined) return { status: 200, headers: there };
    if (method === 'PUT') {
      if (there !== undefined) return s3Refusal(412, 'PreconditionFailed');
      const digest = String(headers['x-amz-checksum-sha256']);
      heads.set(path, { 'content-length': String(length), 'x-amz-checksum-sha256': digest });
      return { status: 200, headers: { etag: '"e"' } };
    }
    if (!query.has('list-type')) return s3Refusal(404, 'NoSuchKey');
    const body = '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>';
    return { status: 200, headers: { 'content-type': 'application/xml' }, body };
  };
}
