import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { inboxBundling } from '../../lib/stack/inbox-bundle.ts';
import { salesWorkbook } from '../bin/function/sales-workbook.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { bundleInbox } from './bundle-inbox.ts';

describe('the bundle of the function', () => {
  it('takes in what was dropped, without the packages of the checkout', async () => {
    const bundle = await temporaryFolder();
    await bundleInbox(bundle);
    const lake = join(await temporaryFolder(), 'lake');
    const inbox = join(lake, 'entrada', 'vendas');
    await mkdir(inbox, { recursive: true });
    await writeFile(join(inbox, 'base.xlsx'), salesWorkbook(1));
    await writeFile(join(inbox, 'a.pdf'), '%PDF-1.7');
    const module = pathToFileURL(join(bundle, 'index.mjs')).href;
    const call = `const { handler } = await import(${JSON.stringify(module)});
      await handler({ Records: [] }, { getRemainingTimeInMillis: () => 900_000 });`;

    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', call],
      { env: { HOURLAKE_LAKE: lake, HOURLAKE_JOBS: 'vendas vendas-rejects' }, cwd: bundle },
    );

    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(stdout).toContain('base.xlsx: captured as');
    expect((await readdir(inbox)).sort()).toEqual(['a.pdf', 'a.pdf.erro.txt']);
    // The hourly run refuses a file again that another version refused.
    expect(await readFile(join(inbox, 'a.pdf.erro.txt'), 'utf8')).toContain(`Version: ${version} `);
  });

  it('has the package file of this checkout, in the way of any shell', () => {
    const [command] = inboxBundling.commandHooks.afterBundling('C:\\a b', '/out');

    expect(command).toBe(`node -e "fs.copyFileSync('C:/a b/package.json', '/out/package.json')"`);
  });

  it('has native code for the platform of the function, not for that of the checkout', () => {
    expect(inboxBundling).toMatchObject({
      nodeModules: ['parquetjs-lite', 'snappy'],
      environment: { npm_config_os: 'linux', npm_config_cpu: 'arm64', npm_config_libc: 'glibc' },
    });
  });
});
