import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeAccounts } from '../../../jobs/fake-accounts.ts';
import { objectKey } from '../../../lib/lake/object-key.ts';
import { parseHour } from '../../../lib/model/period.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const KEY = (hour: string) => objectKey(fakeAccounts, parseHour(`2026-11-20T${hour}`));

describe('hourlake verify', () => {
  it('names each hour that differs and why, and those alone, with exit code 1', async () => {
    const lake = await lakeOfSixHours();
    const before = await digestsOf(lake);

    const [run, inThreads, asJson, sound] = await Promise.all([
      hourlake(['verify', '--workers', '1'], { lake }),
      hourlake(['verify', '--workers', '2'], { lake }),
      hourlake(['verify', '--json', '--from', '2026-11-20T09', '--to', '2026-11-20T13'], { lake }),
      hourlake(['verify', '--from', '2026-11-20T12', '--to', '2026-11-21'], { lake }),
    ]);

    const named = run.stdout.split('\n').filter((line) => line.startsWith('  2026-11-20T'));
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/: 3 hours identical, 3 not\.\n/);
    expect(named).toEqual([
      `  2026-11-20T09 different: ${KEY('09')}`,
      `  2026-11-20T10 corrupt: ${KEY('10')}`,
      `  2026-11-20T11 different: ${KEY('11')}`,
    ]);
    expect(run.stdout).toMatch(/same generator version and settings.+was changed/);
    expect(run.stdout).toMatch(/seed is "other", not "hourlake"/);

    expect([inThreads.code, inThreads.stdout]).toEqual([run.code, run.stdout]);

    expect(asJson.code).toBe(1);
    expect(
      JSON.parse(asJson.stdout).verdicts.map((verdict: { status: string }) => verdict.status),
    ).toEqual(['different', 'corrupt', 'different', 'identical']);

    expect(sound.code).toBe(0);
    expect(sound.stdout).toMatch(/: 2 hours identical, 0 not\.\n$/);
    expect(await digestsOf(lake)).toEqual(before);
  });

  it('needs no setting for a lake of other settings, and refuses other ones', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const demo = ['--set', 'fake-accounts.seed=demo'];
    await hourlake(['ingest', '--look-back', '2', ...demo], { lake });

    const [plain, same, other] = await Promise.all([
      hourlake(['verify'], { lake }),
      hourlake(['verify', ...demo], { lake }),
      hourlake(['verify'], { lake, env: { HOURLAKE_SET: 'fake-accounts.accounts-per-hour=50' } }),
    ]);

    expect([plain.code, same.code, other.code]).toEqual([0, 0, 2]);
    expect(plain.stdout).toContain(': 2 hours identical, 0 not.');
    expect(other.stderr).toMatch(/fake-accounts\.accounts-per-hour to be 600, .+ got 50\./);
  });

  it('says of a range without a landed hour which range it looked at', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(['ingest', '--look-back', '1'], { lake });

    const run = await hourlake(['verify', '--from', '2020-02-01', '--to', '2020-02-02'], { lake });

    expect(run.code).not.toBe(0);
    expect(run.stderr).toContain('2020-02-01T00');
    expect(run.stderr).toContain('2020-02-02T00');
  });
});

/** Hours 08 to 13: a byte of 09 changed, 10 cut short, 11 of another seed. */
async function lakeOfSixHours(): Promise<string> {
  const lake = join(await temporaryFolder(), 'lake');
  await hourlake(['ingest', '--look-back', '6'], { lake });
  await change(join(lake, KEY('09')), (bytes) => bytes.with(1000, (bytes[1000] ?? 0) ^ 1));
  await change(join(lake, KEY('10')), (bytes) => bytes.subarray(0, -1));
  // Hourlake itself does not mix seeds in a lake.
  const other = join(await temporaryFolder(), 'lake');
  await hourlake(['ingest', '--look-back', '3', '--set', 'fake-accounts.seed=other'], {
    lake: other,
  });
  await copyFile(join(other, KEY('11')), join(lake, KEY('11')));
  return lake;
}

async function change(file: string, by: (bytes: Uint8Array) => Uint8Array): Promise<void> {
  await writeFile(file, by(new Uint8Array(await readFile(file))));
}
