import { join, resolve } from 'node:path';
import { HourlakeError } from '../../lib/errors.ts';
import { runEvidence, writeTables } from './evidence.ts';

const dashboard = resolve(import.meta.dirname, '..');

try {
  const options = { dashboard, environment: process.env };
  await writeTables(process.env.HOURLAKE_LAKE ?? join(dashboard, '../lake'), options);
  await runEvidence(['dev', '--host', '127.0.0.1'], options);
} catch (error) {
  console.error(error instanceof HourlakeError ? error.message : error);
  process.exitCode = 1;
}
