import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { temporaryFolder } from '../../temporary-folder.ts';
import { dbt } from './run-dbt.ts';

it('dbt builds and tests every table over the demo lake, of which one job is off', async () => {
  const folder = await temporaryFolder();
  const lake = join(folder, 'lake');
  await cp(inject('demoLake'), lake, { recursive: true });

  const { code, output } = await dbt(['build'], {
    target: join(folder, 'target'),
    env: { HOURLAKE_LAKE: lake },
  });

  expect(code, output).toBe(0);
  expect(output).toMatch(/PASS=\d{3} WARN=0 ERROR=0 SKIP=0/);
  expect(output.match(/lake\.\w+ is empty/g)).toEqual(['lake.planted_faults is empty']);
});
