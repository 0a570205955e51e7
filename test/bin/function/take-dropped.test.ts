import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionContext } from '../../../bin/function/function-context.ts';
import { takeDropped } from '../../../bin/function/take-dropped.ts';
import { CaptureError } from '../../../lib/errors.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { salesWorkbook } from './sales-workbook.ts';

const SALES = salesWorkbook(1);

describe('the function of the inbox', () => {
  it('takes in what was dropped for its jobs', async () => {
    const lake = await aLake({ 'base 2019 é.xlsx': SALES });

    const log = await lake.take();

    expect(await readdir(lake.inbox)).toEqual([]);
    expect(await readdir(join(lake.folder, 'vendas'))).toHaveLength(1);
    expect(await readdir(join(lake.folder, 'rejects', 'vendas'))).toHaveLength(1);
    expect(log).toContain('base 2019 é.xlsx: captured as');
  });

  it('has nothing to do the second time', async () => {
    const lake = await aLake({ 'base.xlsx': SALES });
    await lake.take();

    expect(await lake.take()).toContain('0 files landed (0 rows, 0 B), 1 already there.');
  });

  it('does not fail because of a file that cannot be used: the note says why', async () => {
    const lake = await aLake({ 'a.pdf': '%PDF-1.7', 'base.xlsx': SALES });

    await lake.take();

    expect((await readdir(lake.inbox)).sort()).toEqual(['a.pdf', 'a.pdf.erro.txt']);
  });

  it('fails when the lake cannot be used, so that the events come again', async () => {
    const lake = await aLake({ 'base.xlsx': SALES });
    await writeFile(join(lake.folder, 'backup'), 'a file in the way');

    const taking = lake.take();

    await expect(taking).rejects.toThrow(/backup/);
    await expect(taking).rejects.not.toBeInstanceOf(CaptureError);
    expect(await readdir(lake.inbox)).toEqual(['base.xlsx']);
  });

  it('fails when its time is up, and leaves the files to the next run', async () => {
    const lake = await aLake({ 'base.xlsx': SALES });

    const taking = lake.take(AbortSignal.abort());

    await expect(taking).rejects.toThrow(
      `Could not take in all files of ${lake.folder}: the time was up. What was taken in is kept. The next run goes on.`,
    );
    expect(await readdir(lake.inbox)).toEqual(['base.xlsx']);
  });

  it('leaves jobs alone whose periods are due by the clock', async () => {
    const lake = await aLake({}, 'fake-accounts vendas');

    await lake.take();

    expect(existsSync(join(lake.folder, 'fake-accounts'))).toBe(false);
  });

  it('logs no value of a row', async () => {
    const lake = await aLake({ 'base.xlsx': SALES });

    const log = await lake.take();

    expect(log).toContain('base.xlsx');
    expect(log).not.toMatch(/SECRETA/);
  });
});

/** A lake in a folder with dropped files, and the function over it, which returns what it logs. */
async function aLake(
  dropped: Readonly<Record<string, string | Uint8Array>>,
  jobs = 'vendas vendas-rejects',
) {
  const folder = join(await temporaryFolder(), 'lake');
  const inbox = join(folder, 'entrada', 'vendas');
  await mkdir(inbox, { recursive: true });
  for (const [name, content] of Object.entries(dropped))
    await writeFile(join(inbox, name), content);
  const environment = { HOURLAKE_LAKE: folder, HOURLAKE_JOBS: jobs };
  return {
    folder,
    inbox,
    async take(signal: AbortSignal = new AbortController().signal): Promise<string> {
      const lines: string[] = [];
      const context = functionContext(environment, signal);
      await takeDropped({ ...context, print: async (text) => void lines.push(String(text)) });
      return lines.join('\n');
    },
  };
}
