import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { measureCommand, outputOf } from '../measured-command.ts';
import { say } from '../say.ts';

/** CPU time of `hourlake ingest` when all periods of all jobs have landed already. */
export interface StartUp {
  /** CPU time of each start of the shipped command, in milliseconds. */
  readonly shipped: readonly number[];
  readonly checkout: readonly number[];
  /** Node with an empty script. */
  readonly node: readonly number[];
  /** Packages that the shipped command loaded, sorted by name. */
  readonly packages: readonly string[];
}

const NOW = '2026-11-20T14:05:00Z';

/**
 * Starts the shipped command, the command of the checkout, and Node with an empty script, in turn.
 */
export async function startUp(bench: Bench): Promise<StartUp> {
  say('start-up: nothing to do');
  const lake = join(bench.scratch, 'start-up');
  const key = join(bench.scratch, 'start-up.key');
  // Not the key file of the person who runs this.
  await measureCommand(bench, ['key', 'new', '--out', key]);
  const ingest = ['ingest', '--now', NOW, '--lake', lake, '--key', `file:${key}`];
  await measureCommand(bench, ingest);
  const shipped: number[] = [];
  const checkout: number[] = [];
  const node: number[] = [];
  // The first round warms up the caches of the file system.
  for (let round = 0; round <= bench.amounts.startUps; round += 1) {
    const first = await measureCommand(bench, ingest);
    const second = await measureCommand(bench, ingest, { command: 'bin/hourlake.js' });
    const third = await measureCommand(bench, ['0'], { command: '--eval' });
    if (round === 0) continue;
    shipped.push(first.cpu);
    checkout.push(second.cpu);
    node.push(third.cpu);
  }
  const packages = await packagesLoaded(bench, ingest);
  rmSync(lake, { recursive: true });
  return { shipped, checkout, node, packages };
}

/** The coverage report of V8 lists every file that a process ran, however it was loaded. */
async function packagesLoaded(
  { compiled, scratch }: Bench,
  args: readonly string[],
): Promise<string[]> {
  const folder = join(scratch, 'coverage');
  await outputOf([compiled.command, ...args], { NODE_V8_COVERAGE: folder });
  const urls = readdirSync(folder).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return result.map(({ url }: { url: string }) => url);
  });
  if (!urls.some((url) => url.endsWith('dist/bin/hourlake.js'))) {
    throw new Error('Expected the coverage report to include the command, got only other files.');
  }
  const names = urls.map((url) => /.*\/node_modules\/(@[^/]+\/[^/]+|[^@./][^/]*)\//.exec(url)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
