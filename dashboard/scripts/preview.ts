import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { HourlakeError, InputError } from '../../lib/errors.ts';
import { serveSite } from './serve-site.ts';

const folder = resolve(import.meta.dirname, '../build');

try {
  const { values } = parseArgs({
    options: {
      'base-path': { type: 'string', default: '' },
      port: { type: 'string', default: '3000' },
    },
  });
  if (!existsSync(join(folder, 'index.html'))) {
    throw new InputError({
      expected: `a built site in ${folder}`,
      got: 'no index.html',
      advice: 'Run "npm run build" in dashboard/ first.',
    });
  }
  const { url } = await serveSite(folder, {
    basePath: values['base-path'],
    port: Number(values.port),
  });
  console.log(`The dashboard is at ${url}/ until you press Ctrl+C.`);
} catch (error) {
  console.error(error instanceof HourlakeError ? error.message : error);
  process.exitCode = 1;
}
