import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { generatedAccounts } from '../../lib/generate/accounts/generated-accounts.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { run } from '../../lib/land/run.ts';
import type { Hour } from '../../lib/model/period.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { tableOf } from '../parquet/table-of.ts';
import { aLake, SIX_HOURS } from './a-lake.ts';

describe('a lake that has hours', () => {
  it.each([
    ['seed', { seed: 'other', accountsPerHour: 20, growth: 0 }],
    ['accounts-per-hour', { seed: 'a lake', accountsPerHour: 21, growth: 0 }],
    ['growth', { seed: 'a lake', accountsPerHour: 20, growth: 0.1 }],
    ['cpf', { seed: 'a lake', accountsPerHour: 20, growth: 0, cpf: 'impossible' as const }],
    ['dirt', { seed: 'a lake', accountsPerHour: 20, growth: 0, dirt: 0.1 }],
  ])('refuses hours with another %s before anything lands', async (setting, settings) => {
    const lake = await aLake();
    await run({ ...lake, wanted: SIX_HOURS.slice(0, 2) });

    const running = run({ ...lake, source: generatedAccounts(settings), wanted: SIX_HOURS });

    await expect(running).rejects.toThrow(InputError);
    await expect(running).rejects.toThrow(`Pass --${setting} `);
    expect(await keysOf(lake.store, '')).toHaveLength(2);
  });

  it('goes on with a newer generator', async () => {
    const lake = await aLake();
    await run({ ...lake, wanted: SIX_HOURS.slice(0, 2) });
    const facts = { ...lake.source.facts, generator: 'generated-accounts/99' };

    const { receipts } = await run({
      ...lake,
      source: { ...lake.source, facts },
      wanted: SIX_HOURS,
    });

    expect(receipts.map(({ status }) => status)).not.toContain('failed');
  });

  it('says so when its newest hour is a Parquet file of another tool', async () => {
    const lake = await aLake();
    const [first] = SIX_HOURS as [Hour];
    await run({ ...lake, wanted: [first] });
    const { bytes } = await encodeParquet(tableOf({ i: 'integer' }), [{ i: [1] }]);
    await writeFile(join(lake.folder, objectKey(lake.prefix, first)), bytes);

    const running = run({ ...lake, wanted: SIX_HOURS });

    await expect(running).rejects.toThrow(
      /to tell the [\w-]+ that they were made with, got none\. Another tool wrote/,
    );
  });

  it('goes on when its newest hour is corrupt: other commands name that', async () => {
    const lake = await aLake();
    const [first, second] = SIX_HOURS as [Hour, Hour];
    await run({ ...lake, wanted: [first, second] });
    await writeFile(join(lake.folder, objectKey(lake.prefix, second)), 'garbage');

    const { receipts } = await run({ ...lake, wanted: SIX_HOURS });

    expect(receipts.filter(({ status }) => status === 'landed')).toHaveLength(4);
  });
});
