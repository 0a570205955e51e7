import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LocalCatalog } from '../../lib/catalog/local-catalog.ts';
import { InputError } from '../../lib/errors.ts';
import { declarationBytes, declaredTable } from '../../lib/lake/declaration.ts';
import { declarationKey, jobFolder, objectKey } from '../../lib/lake/object-key.ts';
import type { Job } from '../../lib/model/job.ts';
import { type Grain, parsePeriod } from '../../lib/model/period.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { tableOf } from '../parquet/table-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const hourly = jobOf('visits', 'hour');
const daily = jobOf('podcasts', 'day');
const byFile = jobOf('vendas', 'file');
const bronze: Job = { ...jobOf('bronze-visits', 'day'), layer: 'bronze' };
const jobs = [hourly, daily, byFile, bronze];

describe('the local catalog', () => {
  it('has the tables of all jobs', async () => {
    const { catalog } = await aLake();

    expect(catalog.names).toEqual(['visits', 'podcasts', 'vendas', 'bronze_visits']);
  });

  it.each([
    [hourly, ['2026-11-20T14', '2026-11-20T13'], ['2026-11-20T13', '2026-11-20T14']],
    [daily, ['2026-11-20', '2026-11-19'], ['2026-11-19', '2026-11-20']],
    [byFile, ['3f9a0c51d2e7', '123456789012'], ['123456789012', '3f9a0c51d2e7']],
    [bronze, ['2026-11-20'], ['2026-11-20']],
  ])(
    'finds the files of a table of every grain and layer, in order: $name',
    async (job, landed, found) => {
      const { catalog, folder, land } = await aLake();
      await land(...landed.map((period) => objectKey(job, parsePeriod(period))));

      const table = await catalog.find(job.table.name);

      expect(table).toEqual({
        table: job.table,
        grain: job.grain,
        files: found.map((period) => `${folder}/${objectKey(job, parsePeriod(period))}`),
      });
    },
  );

  it('leaves out files that belong to no period', async () => {
    const { catalog, land } = await aLake();
    await land('visits/dt=2026-11-20/hour=13/copy.parquet', 'visits/notes.txt');

    expect((await catalog.find('visits')).files).toEqual([]);
  });

  it('lists the folder of a table that it is asked for, once, and no other', async () => {
    const { catalog, listed } = await aLake();

    await Promise.all([catalog.find('visits'), catalog.find('visits')]);

    expect(listed.filter((folder) => jobs.map(jobFolder).includes(folder))).toEqual(['visits']);
  });

  it('accepts the declaration of the table, and those of other jobs whatever they say', async () => {
    const { catalog, put } = await aLake();
    await put(declarationKey('visits'), declarationOf(hourly));
    await put(declarationKey('podcasts'), new TextEncoder().encode('nonsense'));

    await expect(catalog.find('visits')).resolves.toMatchObject({ files: [] });
  });

  it.each([
    ['other columns', { ...hourly, table: { ...tableOf({ id: 'integer' }), name: 'visits' } }],
    ['another grain', { ...hourly, grain: 'day' as const }],
  ])('refuses a table that the lake declares with %s', async (_, declared) => {
    const { catalog, put } = await aLake();
    await put(declarationKey('visits'), declarationOf(declared));

    await expect(catalog.find('visits')).rejects.toThrow(InputError);
    await expect(catalog.find('visits')).rejects.toThrow(/_lake\/visits\.json/);
  });
});

describe('a lake', () => {
  it('is empty without a declaration or an object of a job', async () => {
    const { catalog, land } = await aLake();
    expect(await catalog.isEmpty()).toBe(true);

    await land('visits/notes.txt', 'elsewhere/dt=2026-11-20/elsewhere-2026-11-20.parquet');

    expect(await catalog.isEmpty()).toBe(true);
  });

  it.each([
    ['_lake/visits.json'],
    ['vendas/file=3f9a0c51d2e7/vendas-3f9a0c51d2e7.parquet'],
    ['bronze/visits/dt=2026-11-20/bronze-visits-2026-11-20.parquet'],
  ])('is not empty with %s', async (key) => {
    const { catalog, land } = await aLake();
    await land(key);

    expect(await catalog.isEmpty()).toBe(false);
  });
});

function jobOf(name: string, grain: Grain): Job {
  return {
    name,
    table: { ...tableOf({ id: 'integer', name: 'string' }), name: name.replaceAll('-', '_') },
    grain,
    layer: 'landing',
    source: { kind: 'a-kind' },
  };
}

function declarationOf(job: Job): Uint8Array {
  return declarationBytes({
    job: job.name,
    layer: job.layer,
    grain: job.grain,
    since: parsePeriod(job.grain === 'day' ? '2026-11-20' : '2026-11-20T13'),
    source: job.source.kind,
    settings: {},
    inputs: [],
    versions: {},
    table: declaredTable(job.table),
  });
}

async function aLake() {
  const folder = await temporaryFolder();
  const store = folderStore(folder, { name: './lake' });
  const listed: string[] = [];
  const catalog = new LocalCatalog({
    store: {
      name: store.name,
      read: (key, range) => store.read(key, range),
      list(prefix) {
        listed.push(prefix);
        return store.list(prefix);
      },
    },
    jobs,
    root: folder,
  });
  async function put(key: string, bytes: Uint8Array): Promise<void> {
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), bytes);
  }
  async function land(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await put(key, new Uint8Array());
  }
  return { folder, catalog, listed, put, land };
}
