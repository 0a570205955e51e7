import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeAccounts } from '../../../jobs/fake-accounts.ts';
import { objectKey } from '../../../lib/lake/object-key.ts';
import { parseHour } from '../../../lib/model/period.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const CORRUPT = ['06', '07', '08'].map(keyOf);
const FOREIGN = [
  'fake-accounts/dt=2026-11-20/notes.txt',
  'fake-accounts/copy.parquet',
  'notes.txt',
];

/** The status of an afternoon two hours later than what landed. */
const env = { HOURLAKE_NOW: '2026-11-20T16:05:00Z' };

describe('hourlake status', () => {
  it('names the hours that a bronze day waits for, and draws no day of which the lake has a part', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const small = ['--set', 'fake-accounts.accounts-per-hour=5'];
    await hourlake(['ingest', ...small], { lake, jobs: '' });
    const hour = objectKey(fakeAccounts, parseHour('2026-11-20T07'));
    await rm(join(lake, hour));
    const later = { HOURLAKE_NOW: '2026-11-21T00:05:00Z' };

    const text = await hourlake(['status'], { lake, env: later, jobs: '' });
    const json = await hourlake(['status', '--json', '--job', 'bronze-fake-accounts'], {
      lake,
      env: later,
    });
    const doctor = await hourlake(['doctor', '--quick'], { lake, env: later, jobs: '' });

    const [bronze] = JSON.parse(json.stdout).jobs;
    expect(text.stdout).toMatch(/^2026-11 +█…$/m);
    expect(text.stdout).toContain('  2026-11-20: fake-accounts 2026-11-20T07, ');
    expect(bronze).toMatchObject({ since: '2026-11-18', landed: 1, gaps: [] });
    expect(bronze.waiting[0].missing).toContainEqual({
      job: 'fake-accounts',
      period: '2026-11-20T07',
    });
    expect(doctor.stdout).toContain('1 day waiting for fake-accounts 2026-11-20T07, ');
  });

  it('says of an empty lake that no hour has landed, and makes no folder', async () => {
    const folder = await temporaryFolder();

    const run = await hourlake(['status'], { cwd: folder, lake: './lake' });

    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(
      /^fake-accounts in \.\/lake: no hour has landed\. Run "hourlake ingest" to land what is due/,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('draws landed, missing and corrupt hours as a grid, and names gaps and files', async () => {
    const lake = await damagedLake();
    const before = await digestsOf(lake);

    const [run, asJson] = await Promise.all([
      hourlake(['status', '--days', '1'], { lake, env }),
      hourlake(['status', '--json'], { lake, env }),
    ]);

    const grid = run.stdout.replace(/[▁-█]/g, '#').split('\n');
    expect(run.code).toBe(0);
    expect(grid).toContain('            00     06     12     18');
    expect(grid).toContain('2026-11-20  ####·· ✗✗✗·## ##··');
    expect(run.stdout).toContain('11 hours landed, 2026-11-20T00 to 2026-11-20T13 (UTC)');
    expect(run.stdout).toContain('5 hours:\n  2026-11-20T04 to 2026-11-20T05 (2 hours)\n');
    expect(run.stdout).toContain('\n  2026-11-20T09\n');
    for (const key of [...CORRUPT, ...FOREIGN]) expect(run.stdout).toContain(`\n  ${key}\n`);

    const {
      jobs: [status],
      foreign,
    } = JSON.parse(asJson.stdout);
    expect(status).toMatchObject({
      since: '2026-11-20T00',
      landed: 11,
      first: '2026-11-20T00',
      last: '2026-11-20T13',
    });
    expect(status.gaps).toEqual([
      { kind: 'gap', from: '2026-11-20T04', to: '2026-11-20T05', periods: 2 },
      { kind: 'gap', from: '2026-11-20T09', to: '2026-11-20T09', periods: 1 },
      { kind: 'gap', from: '2026-11-20T14', to: '2026-11-20T15', periods: 2 },
    ]);
    expect(status.corrupt.map(({ key }: { key: string }) => key)).toEqual(CORRUPT);
    expect([...status.foreign, ...foreign].sort()).toEqual([...FOREIGN].sort());
    expect(await digestsOf(lake)).toEqual(before);
  });
});

/** Hours 00 to 13 of a day, three of them missing and three corrupt, among files of somebody else. */
async function damagedLake(): Promise<string> {
  const lake = join(await temporaryFolder(), 'lake');
  await hourlake(['ingest', '--look-back', '14'], { lake });
  for (const hour of ['04', '05', '09']) await rm(join(lake, keyOf(hour)));
  await truncate(join(lake, keyOf('06')), 5000);
  await truncate(join(lake, keyOf('07')), 0);
  await writeFile(join(lake, keyOf('08')), 'This is not Parquet, however long one looks at it.');
  for (const path of FOREIGN) await writeFile(join(lake, path), 'of somebody else');
  return lake;
}

function keyOf(hour: string): string {
  return objectKey(fakeAccounts, parseHour(`2026-11-20T${hour}`));
}
