import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPypiBigQuery, pypiStandIn } from '../../../lib/generate/pypi/pypi-stand-in.ts';
import { HOUR_MS, periodEnd } from '../../../lib/model/period.ts';
import { aDay } from '../../land/orders-inbox.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const LAST = aDay('2026-11-21');
const JOB = ['--job', 'pypi-downloads'];
const MIDDLE = 'pypi-downloads/dt=2026-11-20/pypi-downloads-2026-11-20.parquet';

describe('hourlake doctor, of a job whose rows BigQuery keeps', () => {
  it('names a missing day, and the command that reads it again', async () => {
    const { lake, command, backfill } = await aLake();
    const whole = await digestsOf(lake);
    await rm(join(lake, MIDDLE));

    const [found, status] = [await command('doctor'), await command('status', '--json')];
    const repaired = await command('doctor', '--repair', '--replace');
    const advised = commandIn(found.stdout);
    await backfill('2026-11-20', '2026-11-21');
    const after = await command('doctor');

    expect(found.code).toBe(3);
    expect(found.stdout).toContain(
      `\nMissing since the beginning: 1 day\n  2026-11-20\n  -> The lake has no copy of what their rows came from. `,
    );
    expect(advised).toBe(
      `hourlake backfill --from 2026-11-20 --to 2026-11-21 --job pypi-downloads --lake ${lake}`,
    );
    expect(JSON.parse(status.stdout).jobs[0]).toMatchObject({
      gaps: [{ from: '2026-11-20', to: '2026-11-20', periods: 1 }],
      waiting: [],
    });
    expect(repaired.code).toBe(3);
    expect(repaired.stdout).toContain('nothing was mended, 1 finding left.');
    expect(commandIn(repaired.stdout)).toBe(advised);
    expect([after.code, after.stdout]).toEqual([0, expect.stringContaining('nothing wrong')]);
    expect(await digestsOf(lake)).toEqual(whole);
  }, 120_000);

  it('says that a corrupt day cannot be made again, and how to read it again', async () => {
    const { lake, command, backfill } = await aLake();
    const whole = await digestsOf(lake);
    await writeFile(join(lake, MIDDLE), (await readFile(join(lake, MIDDLE))).subarray(0, 100));

    const [found, quick] = [await command('doctor'), await command('doctor', '--quick')];
    const repaired = await command('doctor', '--repair', '--replace');
    await rename(join(lake, MIDDLE), join(await temporaryFolder(), 'moved.parquet'));
    await backfill('2026-11-20', '2026-11-21');

    for (const { code, stdout } of [found, quick]) {
      expect(code).toBe(3);
      expect(stdout).toContain('Move them out of the lake');
      expect(stdout).not.toContain('--replace');
    }
    expect(repaired.code).toBe(3);
    expect(repaired.stdout).toContain('Move it out of the lake');
    expect(repaired.stdout).not.toContain('1 GiB');
    for (const { stdout } of [found, quick, repaired]) {
      expect(commandIn(stdout)).toBe(
        `hourlake backfill --from 2026-11-20 --to 2026-11-21 --job pypi-downloads --lake ${lake}`,
      );
    }
    expect(await digestsOf(lake)).toEqual(whole);
  }, 120_000);
});

/** A lake with three days of downloads, and the BigQuery that they came from. */
async function aLake() {
  const standIn = await openPypiBigQuery({
    day: LAST,
    now: () => periodEnd(LAST) + 10 * HOUR_MS,
    downloads: 100,
    polls: 0,
  });
  onTestFinished(() => standIn.close());
  const lake = await temporaryFolder();
  const variables = Object.fromEntries(pypiStandIn.variables.map((name) => [name, 'anything']));
  const env = {
    ...variables,
    HOURLAKE_ORIGINS: pypiStandIn.origins.map((from) => `${from}=${standIn.origin}`).join(' '),
    HOURLAKE_NOW: new Date(periodEnd(LAST) + 10 * HOUR_MS).toISOString(),
  };
  const command = (name: string, ...flags: string[]) =>
    hourlake([name, ...flags, ...JOB, '--lake', lake], { jobs: '', env });
  const backfill = async (from: string, to: string) => {
    const { code, stderr } = await command('backfill', '--yes', '--from', from, '--to', to);
    expect(code, stderr).toBe(0);
  };
  await backfill('2026-11-19', '2026-11-22');
  return { lake, command, backfill };
}

/** The command that a report advises. */
function commandIn(text: string): string | undefined {
  return /^ {5}(hourlake .+)$/m.exec(text)?.[1];
}
