import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import type { z } from 'zod';
import { typeScriptModels } from '../../lib/schemas/models.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';

const run = promisify(execFile);

/** Compiles models under the strictest settings, and loads what they export. */
export async function compiled(tables: readonly TableSchema[]): Promise<Record<string, z.ZodType>> {
  // Below the checkout, where zod is found.
  const folder = await mkdtemp(resolve('node_modules/.models-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'models.ts');
  await writeFile(file, typeScriptModels(tables));
  const { compilerOptions } = JSON.parse(await readFile('tsconfig.json', 'utf8'));
  const config = {
    compilerOptions: { ...compilerOptions, types: [], noEmit: false, outDir: folder },
    files: [file],
  };
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      ...config,
      compilerOptions: { ...config.compilerOptions, allowImportingTsExtensions: false },
    }),
  );
  const tsc = run(process.execPath, ['node_modules/typescript/bin/tsc', '--project', folder]);
  const said = await tsc.then(
    ({ stdout }) => stdout,
    ({ stdout }) => String(stdout),
  );
  expect(said).toBe('');
  return import(pathToFileURL(join(folder, 'models.js')).href);
}

/** Paths of the values that a schema refuses. */
export function problemsOf(schema: z.ZodType | undefined, row: unknown): string[] {
  const result = schema?.safeParse(row);
  if (result === undefined) throw new Error('No such schema');
  return result.error?.issues.map(({ path }) => path.join('.')) ?? [];
}
