import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { parseDay } from '../../bin/options/time-options.ts';
import { keyText } from '../../lib/secrets/key-text.ts';
import { fillDemo } from '../../scripts/demo.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the lake of `npm run demo`, without gold. Tests that write to it copy it first. */
    readonly demoLake: string;
    /** The newest day of it. */
    readonly demoDay: string;
  }
}

const DAY = '2026-11-22';

/** Fills the lake of the demo once for all tests. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'hourlake-demo-'));
  const lake = join(folder, 'demo');
  await fillDemo({
    lake,
    day: parseDay(DAY),
    days: 35,
    // A key of its own, so that no key file is made for the person who runs the tests.
    variables: { HOURLAKE_BRONZE_KEY: keyText(new Uint8Array(64)) },
  });
  provide('demoLake', lake);
  provide('demoDay', DAY);
  return () => rm(folder, { recursive: true, force: true });
}
