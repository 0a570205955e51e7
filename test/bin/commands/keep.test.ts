import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** Twenty days; when seven are kept, thirteen of them have expired. */
const TWENTY_DAYS = ['backfill', '--from', '2026-10-31', '--to', '2026-11-20'];
const FEW = ['--set', 'fake-accounts.accounts-per-hour=2'];
const EXPIRED_HOURS = 13 * 24;
const KEPT_DAYS = ['13', '14', '15', '16', '17', '18', '19', '20'].map(
  (day) => `dt=2026-11-${day}`,
);

describe('hourlake keep', () => {
  it('goes the whole way: days expire, are removed and stay verified in bronze', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    const both = { lake, jobs: '' };
    const landed = await hourlake([...TWENTY_DAYS, ...FEW], both);
    const bronze = await digestsOf(join(lake, 'bronze'));

    const kept = await hourlake(['keep', '--job', 'fake-accounts', '--days', '7'], both);
    const before = await hourlake(['status', '--json'], both);
    const ingested = await hourlake(['ingest', '--json', '--job', 'fake-accounts'], both);
    const days = await readdir(join(lake, 'fake-accounts'));
    const after = await hourlake(['status'], both);
    const doctor = await hourlake(['doctor'], both);
    const verify = await hourlake(['verify', '--job', 'bronze-fake-accounts'], both);
    const again = await hourlake(TWENTY_DAYS, both);

    for (const { code } of [landed, kept, before, ingested, after, doctor, verify, again]) {
      expect(code).toBe(0);
    }
    expect(kept.stdout).toBe(
      `fake-accounts in ${lake}: kept for 7 days, before for ever. 312 hours in the lake have expired.\n`,
    );
    expect(JSON.parse(before.stdout).jobs[0]).toMatchObject({
      keepDays: 7,
      expired: 0,
      toRemove: EXPIRED_HOURS,
      gaps: [{ from: '2026-11-20T00', to: '2026-11-20T13' }],
    });
    expect(JSON.parse(ingested.stdout)).toMatchObject({ removed: EXPIRED_HOURS, landed: 14 });
    expect(days).toEqual(KEPT_DAYS);
    expect(after.stdout).toContain('Kept for 7 days, 312 hours expired.');
    expect(doctor.stdout).toContain('182 hours identical, 312 expired, nothing wrong.');
    expect(verify.stdout).toContain('20 days identical, 0 not.');
    expect(again.stdout).toContain('0 hours landed (0 rows, 0 B), 168 already there, 312 expired.');
    expect(await digestsOf(join(lake, 'bronze'))).toEqual(bronze);
  });

  it('keeps for ever again, and lets older hours land again', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(['ingest', '--look-back', '1', ...FEW], { lake });
    const before = await digestsOf(lake);
    const keep = ['keep', '--job', 'fake-accounts'];

    await hourlake([...keep, '--days', '7'], { lake });
    const declared = await digestsOf(lake);
    const back = await hourlake([...keep, '--for-ever', '--json'], { lake });

    expect(JSON.parse(back.stdout)).toMatchObject({ before: 7, keepDays: null, expired: [] });
    expect(declared).not.toEqual(before);
    expect(await digestsOf(lake)).toEqual(before);
  });

  it('lets the next ingest say what it removed', async () => {
    const folder = await temporaryFolder();
    const lake = join(folder, 'lake');
    await hourlake(['backfill', '--from', '2026-11-12T20', '--to', '2026-11-13T02', ...FEW], {
      lake,
    });
    await hourlake(['keep', '--job', 'fake-accounts', '--days', '7'], { lake });

    const run = await hourlake(['ingest', '--look-back', '1'], { lake });

    expect(run.stdout).toContain('1 hour landed');
    expect(run.stdout).toContain('4 expired hours removed.');
  });
});
