import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectHours } from '../../lib/doctor/inspect.ts';
import { verify } from '../../lib/doctor/verify.ts';
import { generatedAccounts } from '../../lib/generate/accounts/generated-accounts.ts';
import { takeInventory } from '../../lib/lake/inventory.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { run } from '../../lib/land/run.ts';
import type { Hour } from '../../lib/model/period.ts';
import { nodeFileSystem } from '../../lib/stores/file-system.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { aLake, SIX_HOURS } from '../land/a-lake.ts';

describe('verifying', () => {
  it('finds what a run landed identical', async () => {
    const lake = await aFilledLake();

    const verdicts = await verify({ ...lake, hours: SIX_HOURS });

    expect(verdicts.map(({ hour, status }) => [hour, status])).toEqual(
      SIX_HOURS.map((hour) => [hour, 'identical']),
    );
  });

  it('names hours that are changed, cut short, empty, garbage or gone', async () => {
    const lake = await aFilledLake();
    const [changed, cut, empty, garbage, gone, right] = SIX_HOURS.map((hour) =>
      join(lake.folder, objectKey(lake.prefix, hour)),
    ) as [string, string, string, string, string, string];
    const bytes = await readFile(changed);
    bytes.writeUInt8(bytes.readUInt8(400) ^ 1, 400);
    await writeFile(changed, bytes);
    await writeFile(cut, (await readFile(cut)).subarray(0, 1000));
    await writeFile(empty, '');
    await writeFile(garbage, 'PAR1, they said: PAR1');
    await rm(gone);

    const verdicts = await verify({ ...lake, hours: SIX_HOURS });

    expect(verdicts.map(({ status }) => status)).toEqual([
      'different',
      'corrupt',
      'corrupt',
      'corrupt',
      'unreadable',
      'identical',
    ]);
    expect(verdicts[0]?.reason).toMatch(/the file was changed/);
    expect(verdicts[0]?.footer).toMatchObject({ 'hourlake.generator': 'generated-accounts/1' });
    expect(verdicts.map(({ sha256: digest }) => digest)).toEqual(
      await Promise.all(
        [changed, cut, empty, garbage, gone, right].map((file) =>
          readFile(file).then(sha256, () => undefined),
        ),
      ),
    );
  });

  it('finds an hour with a byte too many different or corrupt, never identical', async () => {
    const lake = await aFilledLake();
    const [hour] = SIX_HOURS as [Hour];
    const file = join(lake.folder, objectKey(lake.prefix, hour));
    await writeFile(file, Buffer.concat([await readFile(file), Buffer.from('1')]));

    const [verdict] = await verify({ ...lake, hours: [hour] });

    expect(verdict?.status).toBe('corrupt');
  });

  it('names the seed and the settings that the file was written with', async () => {
    const lake = await aFilledLake();
    const hours = SIX_HOURS.slice(0, 1);
    const sources = [
      generatedAccounts({ seed: 'other', accountsPerHour: 20, growth: 0 }),
      generatedAccounts({ seed: 'a lake', accountsPerHour: 21, growth: 0 }),
    ];

    const verdicts = await Promise.all(sources.map((source) => verify({ ...lake, source, hours })));

    expect(verdicts.flat().map(({ reason }) => reason)).toEqual([
      'hourlake.seed is "a lake", not "other"',
      'hourlake.accounts-per-hour is "20", not "21"',
    ]);
  });
});

describe('inspecting', () => {
  it('gives the rows of each hour, and names the corrupt ones', async () => {
    const lake = await aFilledLake();
    const [first] = SIX_HOURS as [Hour];
    await writeFile(join(lake.folder, objectKey(lake.prefix, first)), 'garbage');
    const { receipts } = await run({ ...(await aLake()), wanted: SIX_HOURS });

    const inspections = await inspectHours({ ...lake, hours: SIX_HOURS });

    expect(inspections[0]).toMatchObject({
      hour: first,
      corrupt: 'a file of 7 bytes',
    });
    expect(inspections.slice(1).map((found) => 'rows' in found && found.rows)).toEqual(
      receipts.slice(1).map((receipt) => 'rows' in receipt && receipt.rows),
    );
  });

  it('calls no file corrupt that the store does not give', async () => {
    const lake = await aFilledLake();
    const store = folderStore(lake.folder, {
      fileSystem: {
        ...nodeFileSystem,
        open: () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })),
      },
    });

    const inspections = await inspectHours({ ...lake, store, hours: SIX_HOURS });

    expect(inspections).toEqual(
      SIX_HOURS.map((hour) => ({
        hour,
        key: objectKey(lake.prefix, hour),
        unreadable: expect.stringMatching(/^Could not read .+: EIO\./),
      })),
    );
  });

  it('ends with the hour that is being read when it is told to', async () => {
    const lake = await aFilledLake();
    const ending = new AbortController();

    const inspections = await inspectHours(
      { ...lake, hours: SIX_HOURS },
      { concurrency: 1, signal: ending.signal, onInspection: () => ending.abort() },
    );

    expect(inspections.map(({ hour }) => hour)).toEqual(SIX_HOURS.slice(0, 1));
  });
});

describe('an inventory', () => {
  it('tells hours from foreign files', async () => {
    const lake = await aFilledLake();
    await writeFile(join(lake.folder, 'fake-accounts', 'notes.txt'), 'mine');

    const { landed, foreign } = await takeInventory(lake.store, lake.prefix);

    expect({ landed, foreign }).toEqual({
      landed: SIX_HOURS,
      foreign: ['fake-accounts/notes.txt'],
    });
  });
});

async function aFilledLake() {
  const lake = await aLake();
  await run({ ...lake, wanted: SIX_HOURS });
  return lake;
}
