import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snappy } from '../../lib/parquet/snappy.ts';
import { samples } from '../parquet/snappy-samples.ts';

const { version } = createRequire(import.meta.url)('snappy/package.json');
let project: string;

/** Prints what the WASM build makes of the samples, in base64. */
const script = `
  import { compressSync } from '@napi-rs/snappy-wasm32-wasi';
  import { samples } from ${JSON.stringify(resolve('test/parquet/snappy-samples.ts'))};
  const compressed = Object.values(samples()).map((bytes) => Buffer.from(compressSync(bytes)).toString('base64'));
  console.log(JSON.stringify(compressed));
`;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'hourlake-wasm-'));
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  await writeFile(join(project, 'compress.ts'), script);
  // Its package says that it is for another processor.
  const wasm = `@napi-rs/snappy-wasm32-wasi@${version}`;
  await run('npm', ['install', '--force', '--no-audit', '--no-fund', '--prefer-offline', wasm]);
});

afterAll(() => rm(project, { recursive: true, force: true }));

describe('the WASM build of SNAPPY', () => {
  it('gives the same bytes as the native one', async () => {
    const native = Object.values(samples()).map((bytes) =>
      Buffer.from(snappy(bytes)).toString('base64'),
    );
    const loader = createRequire(import.meta.url).resolve('tsx');

    const { stdout } = await run(process.execPath, ['--import', loader, 'compress.ts']);

    expect(JSON.parse(stdout)).toEqual(native);
  });
});

function run(command: string, parameters: string[]) {
  return promisify(execFile)(command, parameters, { cwd: project, maxBuffer: 10 * 1024 ** 2 });
}
