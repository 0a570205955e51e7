import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DatabaseError } from '../../lib/errors.ts';
import { bigQueryLoads } from '../../lib/gcp/bigquery-loads.ts';
import { googleHttp } from '../../lib/gcp/google-auth.ts';
import { resumableUpload, sessionOf } from '../../lib/gcp/resumable-upload.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { BigQueryServer, type Fault } from './bigquery-server.ts';

const FIELDS = [
  { name: 'id', type: 'INTEGER', mode: 'REQUIRED' },
  { name: 'name', type: 'STRING' },
];
const NAMES = new Set(['id', 'name']);

/** A server with a table, and requests to it that do not wait. */
async function asking(dataset = 'd') {
  const server = await BigQueryServer.start();
  server.createTable('t', FIELDS);
  const waits: number[] = [];
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  const { endpoint } = server;
  return { server, waits, requests: bigQueryLoads({ project: 'p', dataset }, { endpoint, sleep }) };
}

async function aFile(...rows: readonly object[]) {
  const bytes = gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const path = join(await temporaryFolder(), 'rows.gz');
  await writeFile(path, bytes);
  return { path, size: bytes.length };
}

/** Faults of the first requests whose method and path contain a text. */
function faultsOf(text: string, ...faults: readonly Fault[]) {
  const left = [...faults];
  return ({ method, path }: { method: string; path: string }) =>
    `${method} ${path}`.includes(text) ? left.shift() : undefined;
}

describe('the requests of loads', () => {
  it('load a file by a job with the id that is given, in the location of the dataset', async () => {
    const { server, requests } = await asking();

    const started = await requests.startLoad('job-1', 't', await aFile({ id: 1, name: 'Ana' }));
    const states = [];
    for (let look = 0; look < 3; look += 1) states.push(await requests.findLoad('job-1', NAMES));

    expect(started).toBe('started');
    expect(states).toEqual([
      { status: 'running' },
      { status: 'running' },
      { status: 'loaded', rows: 1 },
    ]);
    expect(server.rowsOf('t')).toEqual([{ id: 1, name: 'Ana' }]);
  });

  it('say that the id of a job is taken, and add no row', async () => {
    const { server, requests } = await asking();
    const file = await aFile({ id: 1 });
    await requests.startLoad('job-1', 't', file);

    expect(await requests.startLoad('job-1', 't', file)).toBe('taken');
    expect(server.rowsOf('t')).toHaveLength(1);
  });

  it('find no job and no table where there is none', async () => {
    const { requests } = await asking();

    expect(await requests.findLoad('job-1', NAMES)).toBeUndefined();
    expect(await requests.findTable('other')).toBeUndefined();
  });

  it('create a table, and leave one alone that is there', async () => {
    const { server, requests } = await asking();

    await requests.createTable('new', { schema: { fields: FIELDS } });
    await requests.createTable('t', { schema: { fields: [] } });

    expect(await requests.findTable('new')).toMatchObject({ schema: { fields: FIELDS } });
    expect(server.table('t')).toMatchObject({ schema: { fields: FIELDS } });
  });

  it('say that the dataset is missing', async () => {
    const { requests } = await asking('other');

    await expect(requests.findTable('t')).rejects.toThrow(
      'Expected the dataset bigquery://p/other to exist, got no such dataset. Create it with "bq mk --dataset p:other", or correct its name.',
    );
  });

  it.each<Fault>([
    { status: 403, reason: 'rateLimitExceeded' },
    { status: 500, reason: 'backendError' },
    { status: 503, reason: 'backendError' },
    { cut: 'before' },
    { cut: 'after' },
  ])('are repeated with growing waits after %j', async (fault) => {
    const { server, waits, requests } = await asking();
    server.fault = faultsOf('GET', fault, fault, fault);

    expect(await requests.findTable('t')).toMatchObject({ creationTime: expect.any(String) });
    expect(waits).toEqual([500, 1000, 2000]);
  });

  it('give up in the end, with an error that may be retried', async () => {
    const { server, waits, requests } = await asking();
    server.fault = () => ({ status: 500, reason: 'backendError' });

    const error = await requests.findTable('t').catch((thrown) => thrown);

    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({ retryable: true, code: 'backendError' });
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
  });

  it.each([
    [403, 'quotaExceeded', 'a quota of the project is used up (quotaExceeded)'],
    [403, 'accessDenied', 'permission bigquery.tables.get is missing (accessDenied)'],
    [401, 'noCredentials', 'there are no Google credentials, or they expired (noCredentials)'],
    [400, 'invalid', 'the request was refused (invalid)'],
    [403, 'responseTooLarge', 'the answer is too large (responseTooLarge)'],
  ])(
    'tell what %i %s means, at once and without the words of BigQuery',
    async (status, reason, words) => {
      const { server, waits, requests } = await asking();
      server.fault = () => ({ status, reason });

      const error: unknown = await requests.findTable('t').catch((thrown) => thrown);

      expect(error).toMatchObject({ message: expect.stringContaining(words), code: reason });
      expect(error).toMatchObject({ retryable: false });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('secret');
      expect(waits).toEqual([]);
    },
  );

  it('tell where rows were refused, by byte and field, without their values', async () => {
    const { requests } = await asking();
    const file = await aFile({ id: 1 }, { id: 'secret value 42' });

    await requests.startLoad('job-1', 't', file);
    await requests.findLoad('job-1', NAMES);
    await requests.findLoad('job-1', NAMES);

    expect(await requests.findLoad('job-1', NAMES)).toEqual({
      status: 'failed',
      reason: 'invalid',
      places: [{ reason: 'invalid', position: 9, field: 'id' }],
    });
  });
});

describe('an upload', () => {
  const pieceSize = 256 * 1024;

  async function uploading() {
    const { server } = await asking();
    const http = googleHttp({ logsIn: false });
    // Random text does not compress: several pieces.
    const file = await aFile({ id: 1, name: randomBytes(600_000).toString('base64') });
    const begun = await http({
      method: 'POST',
      url: `${server.endpoint}/upload/bigquery/v2/projects/p/jobs?uploadType=resumable`,
      body: {
        jobReference: { projectId: 'p', jobId: 'job-1', location: 'EU' },
        configuration: { load: { destinationTable: { tableId: 't' } } },
      },
    });
    const options = { pieceSize, sleep: async () => {} };
    const upload = () => resumableUpload(http, sessionOf(begun) ?? '', file, options);
    return { server, upload };
  }

  it('goes in pieces', async () => {
    const { server, upload } = await uploading();

    expect(await upload()).toMatchObject({ status: 200 });
    expect(server.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(3);
    expect(server.rowsOf('t')).toHaveLength(1);
  });

  it.each<Fault>([{ cut: 'before' }, { cut: 'after' }, { status: 503, reason: 'backendError' }])(
    'goes on where it was after %j at any piece',
    async (fault) => {
      for (let piece = 0; piece < 3; piece += 1) {
        const { server, upload } = await uploading();
        const before = Array.from({ length: piece }, (): undefined => undefined);
        const faults: (Fault | undefined)[] = [...before, fault];
        server.fault = ({ method }) => (method === 'PUT' ? faults.shift() : undefined);

        const { status } = await upload();

        // When the last answer was lost, the job is there already.
        expect([200, 409]).toContain(status);
        expect(server.rowsOf('t')).toHaveLength(1);
      }
    },
  );

  it('gives up after five failures in a row', async () => {
    const { server, upload } = await uploading();
    server.fault = () => ({ status: 500, reason: 'backendError' });

    expect(await upload()).toMatchObject({ status: 500 });
    expect(server.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(5);
  });
});
