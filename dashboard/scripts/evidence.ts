import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { goldFolderInSql, goldOfLake, readGoldSources } from './gold-tables.ts';
import { useOfflineDuckDb } from './offline-duckdb.ts';
import { writeEmptyTables } from './shipped-tables.ts';

/** The folder in which Evidence keeps the tables of the site while it builds. */
const DATA = '.evidence/template/static/data';

/** Where Evidence works, and with what. */
export interface EvidenceOptions {
  /** The folder of the dashboard. */
  readonly dashboard: string;
  /** The variables of its environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How Evidence reports a query of a page that failed: it prints the error, and goes on. */
const FAILED_QUERY = /^.*\| Error in Query! .*$/gm;

/**
 * Runs the command line of Evidence, shows what it prints, and waits for its end.
 *
 * @throws Error when it exits with another code than 0, or a query of a page has failed.
 */
export async function runEvidence(
  args: readonly string[],
  { dashboard, environment }: EvidenceOptions,
): Promise<void> {
  const cli = join(dashboard, 'node_modules/@evidence-dev/evidence/cli.js');
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: dashboard,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      process.stdout.write(text);
    });
  }
  const [code, signal] = await new Promise<[number | null, string | null]>((settle, fail) => {
    child.on('error', fail);
    child.on('close', (...end) => settle(end));
  });
  const command = `"evidence ${args.join(' ')}"`;
  if (code !== 0) throw new Error(`${command} ended with ${signal ?? `code ${code}`}.`);
  const failed = new Set(printed.match(FAILED_QUERY));
  if (failed.size > 0) throw new Error(`Queries failed in ${command}:\n${[...failed].join('\n')}`);
}

/**
 * Writes the tables of the site, from the gold tables of a lake.
 *
 * @param lake the folder of the lake
 * @returns the names of the tables that are empty
 * @throws InputError when Evidence is not installed or is another version, or the lake has no gold tables.
 */
export async function writeTables(
  lake: string,
  { dashboard, environment }: EvidenceOptions,
): Promise<string[]> {
  const sources = await readGoldSources(dashboard);
  const gold = goldOfLake(lake, sources);
  await useOfflineDuckDb(dashboard);
  const data = join(dashboard, DATA);
  await rm(data, { recursive: true, force: true });
  await runEvidence(['sources', '--strict'], {
    dashboard,
    environment: { ...environment, EVIDENCE_VAR__gold: goldFolderInSql(gold) },
  });
  return writeEmptyTables(sources, { data, gold });
}
