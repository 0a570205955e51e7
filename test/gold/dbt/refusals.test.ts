import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../temporary-folder.ts';
import { dbt } from './run-dbt.ts';

describe('dbt build', () => {
  it('refuses a lake that does not exist, and says how to fill one', async () => {
    const folder = await temporaryFolder();
    const lake = join(folder, 'no lake');

    const { code, output } = await build(folder, lake);

    expect(code).toBe(2);
    expect(output).toContain(
      `Expected HOURLAKE_LAKE to be the folder of a lake, but ${lake} does not exist. Fill it with "npx hourlake ingest --lake '${lake}'", or set HOURLAKE_LAKE to another folder.`,
    );
  });

  it('refuses a folder that is not a lake, and makes nothing in it', async () => {
    const folder = await temporaryFolder();
    const lake = join(folder, 'home');
    await mkdir(lake);

    const { code, output } = await build(folder, lake);

    expect(code).toBe(2);
    expect(output).toContain(`but ${lake} has no lake in it. Fill it with`);
    expect(await readdir(lake)).toEqual([]);
  });

  it('refuses a lake in which nothing has landed', async () => {
    const folder = await temporaryFolder();
    const lake = join(folder, 'lake');
    await mkdir(join(lake, '_lake'), { recursive: true });

    const { code, output } = await build(folder, lake);

    expect(code).toBe(2);
    expect(output).toContain(
      `Expected a lake with landed periods, got none in ${lake}. Fill it with "npx hourlake ingest --lake ${lake}".`,
    );
  });

  it('refuses a file in the folder of another period, which no engine of Hourlake reads', async () => {
    const folder = await temporaryFolder();
    const lake = join(folder, 'lake');
    await mkdir(join(lake, '_lake'), { recursive: true });
    await mkdir(join(lake, 'pypi-downloads/dt=2026-11-20'), { recursive: true });
    const file = join(lake, 'pypi-downloads/dt=2026-11-20/pypi-downloads-2026-11-21.parquet');
    await writeFile(file, '');

    const { code, output } = await build(folder, lake);

    expect(code).toBe(2);
    expect(output).toContain(`Expected every file in the folder of its period, got ${file}.`);
  });

  it('refuses a lake below a folder that DuckDB takes for a column', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'uf=SP/lake/_lake'), { recursive: true });

    const { code, output } = await build(folder, join(folder, 'uf=SP/lake'));

    expect(code).toBe(2);
    expect(output).toContain('that DuckDB takes for a column, got uf=SP. Use a link to the lake');
  });

  it('sees a relative path from where it was called, which may be the checkout', async () => {
    const folder = await temporaryFolder();

    const { code, output } = await dbt(['build', '--select', 'con_ano_mes'], {
      cwd: resolve('.'),
      target: join(folder, 'target'),
      env: { HOURLAKE_LAKE: 'docs/no-lake' },
    });

    expect(code).toBe(2);
    expect(output).toContain(`but ${resolve('docs/no-lake')} does not exist.`);
  });

  it('names the other target for a lake in a bucket', async () => {
    const { code, output } = await build(await temporaryFolder(), 's3://a-bucket');

    expect(code).toBe(2);
    expect(output).toContain('got "s3://a-bucket". For a lake in a bucket, pass --target aws.');
  });
});

function build(folder: string, lake: string) {
  return dbt(['build', '--select', 'con_ano_mes'], {
    target: join(folder, 'target'),
    env: { HOURLAKE_LAKE: lake },
  });
}
