import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isBigQueryUrl } from '../../lib/gcp/bigquery-url.ts';
import type { Job } from '../../lib/model/job.ts';
import type { SourceKind } from '../../lib/model/source.ts';
import type { Context } from '../context.ts';

const require = createRequire(import.meta.url);

/** What a job that is delivered needs. Where a secret holds the URL, it is taken for that of PostgreSQL. */
const OF_POSTGRES = ['pg', 'pg-copy-streams'];
const OF_BIGQUERY = ['google-auth-library'];
const OF_DUCKDB = ['@duckdb/node-api'];

/**
 * What a job needs and this machine lacks, in words: packages that are not installed, and secrets
 * that are not set. Secrets of cloud services are not looked up.
 */
export async function missingNeeds(
  context: Context,
  { secrets = [], key, deliver }: Job,
  { packages = [] }: SourceKind,
): Promise<string[]> {
  const missing = [...packages, ...packagesFor(deliver)]
    .filter((name) => !isInstalled(name))
    .map((name) => `package ${name}: npm install ${name}`);
  for (const secret of [...secrets, key, deliver].filter((name) => name !== undefined)) {
    if (!(await isSet(context, secret))) missing.push(`secret ${secret}`);
  }
  return missing;
}

function packagesFor(deliver: string | undefined): readonly string[] {
  if (deliver === undefined) return [];
  if (isBigQueryUrl(deliver)) return OF_BIGQUERY;
  return deliver.startsWith('duckdb:') ? OF_DUCKDB : OF_POSTGRES;
}

function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

async function isSet(context: Context, secret: string): Promise<boolean> {
  const [scheme, rest = ''] = split(secret);
  if (scheme === 'env') return (context.environment[rest] ?? '') !== '';
  if (scheme !== 'file') return true;
  return access(context.resolvePath(rest)).then(
    () => true,
    () => false,
  );
}

/** `env:NAME` in two. */
function split(secret: string): [string, string] {
  const colon = secret.indexOf(':');
  return [secret.slice(0, colon), secret.slice(colon + 1)];
}
