import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import { describe, expect, it } from 'vitest';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { parseHour } from '../../lib/model/period.ts';
import { digestsOf, hourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const STACK = /^\s+at /m;

describe('a lake', () => {
  it('that is a file is refused by every command, and stays as it is', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await writeFile(lake, 'mine');
    const lines = ['ingest', 'status', 'verify', 'doctor', 'query top-cities', 'tour'];

    const runs = await pMap(lines, (line) => hourlake(line.split(' '), { lake }), {
      concurrency: 2,
    });

    for (const run of runs) {
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toMatch(
        /^Expected the lake .+ to be a folder, got a file\. Name a folder .+\n$/,
      );
    }
    expect(await readFile(lake, 'utf8')).toBe('mine');
  });

  it('with corrupt hours has each named by status and verify, and none changed', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(['ingest', '--look-back', '5'], { lake });
    const corrupt = ['10', '11', '12'].map(keyOf);
    const [cut = '', empty = '', garbage = ''] = corrupt.map((key) => join(lake, key));
    await truncate(cut, 20_000);
    await truncate(empty, 0);
    await writeFile(garbage, 'garbage'.repeat(1000));
    const before = await digestsOf(lake);

    const [status, verified, asked] = await Promise.all([
      hourlake(['status'], { lake }),
      hourlake(['verify'], { lake }),
      hourlake(['query', 'top-cities'], { lake }),
    ]);

    expect([status.code, verified.code, asked.code]).toEqual([0, 1, 1]);
    for (const key of corrupt) {
      expect(status.stdout).toContain(`\n  ${key}\n`);
      expect(verified.stdout).toContain(` corrupt: ${key}\n`);
    }
    expect(verified.stdout).toContain(': 2 hours identical, 3 not.');
    expect(asked.stderr).toMatch(
      /^Expected every landed file to be Parquet, got .+\. Run "hourlake doctor"/,
    );
    expect([status, verified, asked].map(({ stderr }) => stderr).join('')).not.toMatch(STACK);
    expect(await digestsOf(lake)).toEqual(before);
  });
});

function keyOf(hour: string): string {
  return objectKey(fakeAccounts, parseHour(`2026-11-20T${hour}`));
}
