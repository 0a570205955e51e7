import { run } from '../../lib/land/run.ts';
import type { Breakage } from './breakage.ts';
import { storeWith } from './store-with.ts';

/** Worlds in which something is deliberately wrong, each of which the simulation must notice. */
export const breakages: readonly Breakage[] = [
  { name: 'a bucket that overwrites: no `If-None-Match`', bucket: { keepsObjects: false } },
  {
    name: 'a bucket that does not compare bodies with their SHA-256',
    bucket: { comparesBodies: false },
  },
  {
    name: 'a folder that renames to the key in place of linking, and so overwrites',
    fileSystem: (whole, disk) => ({
      ...whole,
      async link(from, to) {
        await whole.lstat(from);
        disk.rename(from, to);
      },
    }),
  },
  {
    name: 'a folder that shows an object before it is flushed',
    fileSystem: (whole) => ({
      ...whole,
      open: async (path, flags) => ({ ...(await whole.open(path, flags)), sync: async () => {} }),
    }),
  },
  {
    name: 'a store that never sweeps',
    store: (whole) => storeWith(whole, { sweep: async () => 0 }),
  },
  {
    name: 'a store that takes every taken key for the same bytes',
    store: (whole) =>
      storeWith(whole, {
        async putIfAbsent(key, object) {
          const outcome = await whole.putIfAbsent(key, object);
          return outcome === 'taken' ? 'identical' : outcome;
        },
      }),
  },
  {
    name: 'a run that swallows the errors of its store',
    store: (whole) =>
      storeWith(whole, {
        putIfAbsent: (key, object) => whole.putIfAbsent(key, object).catch(() => 'created'),
      }),
  },
  {
    name: 'a run that swallows the errors of its catalog',
    catalog: (whole) => ({
      ...whole,
      register: (hours) => whole.register(hours).catch(() => ({ added: 0, alreadyThere: 0 })),
    }),
  },
  {
    name: 'a run that tells the catalog before it lands',
    async run(input, options) {
      await input.catalog?.register(input.wanted);
      return run(input, options);
    },
  },
];

/** What looks wrong and does no harm: writers whose files are swept away start over. */
export const everyWriterLooksDead: Breakage = {
  name: 'a machine on which every other writer looks dead',
  host: (whole) => ({ ...whole, isRunning: () => false }),
};
