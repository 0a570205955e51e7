import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { inject } from 'vitest';
import { bigQueryLoads } from '../../lib/gcp/bigquery-loads.ts';
import { googleHttp } from '../../lib/gcp/google-auth.ts';
import type { GoogleHttp, GoogleRequest } from '../../lib/gcp/google-http.ts';
import type { LoadRequests } from '../../lib/gcp/load-requests.ts';

/** A dataset in the emulator. */
export interface AnEmulatedDataset {
  readonly requests: LoadRequests;
  /** The rows of a query, as text; `DATASET` stands for its name. */
  ask(sql: string): Promise<readonly (readonly (string | null)[])[]>;
}

const PROJECT = 'p';

/** A new, empty dataset. */
export async function anEmulatedDataset(): Promise<AnEmulatedDataset> {
  const endpoint = inject('bigQueryEndpoint');
  const dataset = `d_${randomBytes(6).toString('hex')}`;
  const http = withJobIds(decompressed(googleHttp({ logsIn: false })));
  const projectUrl = `${endpoint}/bigquery/v2/projects/${PROJECT}`;
  const datasetReference = { projectId: PROJECT, datasetId: dataset };
  await http({ method: 'POST', url: `${projectUrl}/datasets`, body: { datasetReference } });
  const sleep = async () => {};
  return {
    requests: bigQueryLoads({ project: PROJECT, dataset }, { endpoint, sleep, http }),
    async ask(sql) {
      const body = { query: sql.replaceAll('DATASET', dataset), useLegacySql: false };
      const answer = await http({ method: 'POST', url: `${projectUrl}/queries`, body });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return rowsIn(answer.body);
    },
  };
}

/** The emulator does not decompress uploads. Those of the tests are one piece. */
function decompressed(http: GoogleHttp): GoogleHttp {
  return (request) => {
    const { body, headers } = request;
    if (!(body instanceof Uint8Array)) return http(request);
    const bytes = gunzipSync(body);
    const range = `bytes 0-${bytes.length - 1}/${bytes.length}`;
    return http({ ...request, body: bytes, headers: { ...headers, 'content-range': range } });
  };
}

/** The emulator gives every upload an id of its own: this finds its jobs by the ids that were asked for. */
function withJobIds(http: GoogleHttp): GoogleHttp {
  const sessions = new Map<string, string>();
  const jobs = new Map<string, string>();
  return async (request) => {
    const wanted = /\/jobs\/([^?]+)/.exec(request.url)?.[1];
    const known = wanted === undefined ? undefined : jobs.get(wanted);
    const url = known === undefined ? request.url : request.url.replace(String(wanted), known);
    const answer = await http({ ...request, url });
    const session = answer.header('location');
    const asked = jobIdIn(request.body);
    if (session !== undefined && asked !== undefined) sessions.set(session, asked);
    const ours = sessions.get(request.url);
    const theirs = jobIdIn(answer.body);
    if (ours !== undefined && theirs !== undefined) jobs.set(ours, theirs);
    return answer;
  };
}

function jobIdIn(body: GoogleRequest['body'] | unknown): string | undefined {
  const { jobReference }: { jobReference?: { jobId?: string } } = Object(body);
  return jobReference?.jobId;
}

function rowsIn(body: unknown): (string | null)[][] {
  const { rows = [] }: { rows?: { f: { v: string | null }[] }[] } = Object(body);
  return rows.map(({ f }) => f.map(({ v }) => v));
}
