import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { objectKey } from '../../lib/lake/object-key.ts';
import { inThisThread } from '../../lib/land/land-hour.ts';
import { run } from '../../lib/land/run.ts';
import { addPeriods, parseHour, periodRange } from '../../lib/model/period.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { firstFalseFinding, type WholeLake } from '../../simulation/check/doctor-looks.ts';
import { PREFIX } from '../../simulation/check/witness.ts';
import { first, next } from '../../simulation/deployments.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const FROM = parseHour('2026-01-05T12');
const HOURS = periodRange(FROM, addPeriods(FROM, 3));

describe('the doctor at the end of a world', () => {
  it('finds nothing in a lake that is whole', async () => {
    const { lake } = await aLake();

    expect(await firstFalseFinding(lake)).toBeUndefined();
  });

  it('finds an hour that is missing, if anybody wanted it', async () => {
    const { lake, folder } = await aLake();
    await rm(join(folder, objectKey(PREFIX, addPeriods(FROM, 1))));
    const wanted = new Set([FROM, addPeriods(FROM, 2)]);

    expect(await firstFalseFinding(lake)).toMatchObject({ kind: 'gap', from: addPeriods(FROM, 1) });
    expect(await firstFalseFinding({ ...lake, wanted })).toBeUndefined();
  });

  it('finds hours of another version, where there was only one', async () => {
    const { lake } = await aLake();
    const other = { ...lake, source: next.source, maker: inThisThread(next.source) };

    expect(await firstFalseFinding(other)).toMatchObject({ kind: 'different', hour: FROM });
    expect(await firstFalseFinding({ ...other, isMixed: true })).toBeUndefined();
  });
});

async function aLake(): Promise<{ lake: WholeLake; folder: string }> {
  const folder = await temporaryFolder();
  const store = folderStore(folder);
  const { source } = first;
  await run({ source, store, prefix: PREFIX, wanted: HOURS });
  const lake = {
    ...{ source, store, catalog: undefined, maker: inThisThread(source) },
    ...{ wanted: new Set(HOURS), isMixed: false },
  };
  return { lake, folder };
}
