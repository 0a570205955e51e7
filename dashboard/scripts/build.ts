import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { HourlakeError } from '../../lib/errors.ts';
import { withBasePath } from './base-path.ts';
import { runEvidence, writeTables } from './evidence.ts';

const dashboard = resolve(import.meta.dirname, '..');

/** Builds the site in `dashboard/build`. */
async function build(basePath: string): Promise<void> {
  const configFile = join(dashboard, 'evidence.config.yaml');
  const config = await readFile(configFile, 'utf8');
  const configOfSite = withBasePath(config, basePath);
  // Anything else makes Evidence build its own tools for development into the site, and fail.
  const options = { dashboard, environment: { ...process.env, NODE_ENV: 'production' } };
  const empty = await writeTables(process.env.HOURLAKE_LAKE ?? join(dashboard, '../lake'), options);
  await rm(join(dashboard, 'build'), { recursive: true, force: true });
  // Evidence reads the base path from this file only.
  if (configOfSite !== config) await writeFile(configFile, configOfSite);
  try {
    await runEvidence(['build:strict'], options);
  } finally {
    if (configOfSite !== config) await writeFile(configFile, config);
  }
  if (empty.length > 0) {
    console.log(`Empty tables: ${empty.join(', ')}. Their pages say so.`);
  }
}

try {
  const { values } = parseArgs({ options: { 'base-path': { type: 'string', default: '' } } });
  await build(values['base-path']);
} catch (error) {
  console.error(error instanceof HourlakeError ? error.message : error);
  process.exitCode = 1;
}
