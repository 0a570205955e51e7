import { DECLARATIONS, objectKey } from '../../lib/lake/object-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { failureOf, type RunReport } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import { inOrderOfInputs } from '../../lib/model/job-order.ts';
import { addPeriods, isTimed, type Period } from '../../lib/model/period.ts';
import type { SourceKind } from '../../lib/model/source.ts';
import { placeOf } from '../jobs/simulated-jobs.ts';
import type { Breakage } from './breakage.ts';
import { catalogWith } from './catalog-with.ts';
import { storeWith } from './store-with.ts';

/** Deliberate defects. The simulation must detect each of them. */
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
          return outcome === 'taken' && !isDeclaration(key) ? 'identical' : outcome;
        },
      }),
  },
  {
    name: 'a store that takes every declaration for the same bytes',
    store: (whole) =>
      storeWith(whole, {
        async putIfAbsent(key, object) {
          const outcome = await whole.putIfAbsent(key, object);
          return outcome === 'taken' && isDeclaration(key) ? 'identical' : outcome;
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
    catalog: (whole) =>
      catalogWith(whole, {
        register: (periods) => whole.register(periods).catch(() => ({ added: 0, alreadyThere: 0 })),
      }),
  },
  {
    name: 'a run that tells the catalog before it lands',
    async run(input, options) {
      for (const { catalog, wanted } of input.jobs) await catalog?.register(wanted);
      return run(input, options);
    },
  },
  {
    name: 'a run that writes no declaration',
    store: (whole) =>
      storeWith(whole, {
        putIfAbsent: async (key, object) =>
          isDeclaration(key) ? 'created' : whole.putIfAbsent(key, object),
      }),
  },
  {
    name: 'a run that overwrites the declaration of another run',
    store: (whole) =>
      storeWith(whole, {
        async putIfAbsent(key, object) {
          const outcome = await whole.putIfAbsent(key, object);
          if (outcome !== 'taken' || !isDeclaration(key)) return outcome;
          await whole.replace(key, object, sha256(await whole.read(key)));
          return 'created';
        },
      }),
  },
  {
    name: 'a shard that begins the time of its job with its own first period',
    run(input, options) {
      const jobs = input.jobs.map((job) => ({ ...job, since: job.wanted.filter(isTimed)[0] }));
      return run({ ...input, jobs }, options);
    },
  },
  {
    name: 'a run that stops at the first job that fails',
    async run(input, options) {
      let report: RunReport = { jobs: [], sweptLeftovers: 0 };
      for (const job of inOrderOfInputs(input.jobs.map((one) => one.job))) {
        const alone = input.jobs.filter((one) => one.job === job);
        const { jobs, sweptLeftovers } = await run({ ...input, jobs: alone }, options);
        report = {
          jobs: [...report.jobs, ...jobs],
          sweptLeftovers: report.sweptLeftovers + sweptLeftovers,
        };
        if (failureOf({ jobs }) !== undefined) break;
      }
      return report;
    },
  },
  {
    name: 'a daily job that lands before its hours are all there',
    kinds: (whole) =>
      whole.map((kind) => (kind.kind === 'daily-digest' ? halfTheInputs(kind) : kind)),
  },
];

/** Removes with each expired hour the one a day later. Only in worlds whose lake keeps hours for a time. */
export const removesTooEarly: Breakage = {
  name: 'a sweep that removes a day too early',
  store: (whole) =>
    storeWith(whole, {
      async remove(key) {
        const { job, period } = placeOf(key) ?? {};
        if (job?.grain === 'hour' && period !== undefined && isTimed(period)) {
          await whole.remove?.(objectKey(job, addPeriods(period, 24)));
        }
        return (await whole.remove?.(key)) ?? false;
      },
    }),
};

/** Looks like a defect, but is harmless: writers whose files are swept away start over. */
export const everyWriterLooksDead: Breakage = {
  name: 'a machine on which every other writer looks dead',
  host: (whole) => ({ ...whole, isRunning: () => false }),
};

function isDeclaration(key: string): boolean {
  return key.startsWith(`${DECLARATIONS}/`);
}

/** A kind of source that is content with the first half of the inputs of a period. */
function halfTheInputs(kind: SourceKind): SourceKind {
  return {
    ...kind,
    open(context) {
      const source = kind.open(context);
      const half = (period: Period) => {
        const inputs = source.inputs?.(period) ?? [];
        return inputs.slice(0, inputs.length / 2);
      };
      return {
        ...source,
        inputs: half,
        batches(period, read) {
          const inputs = half(period);
          return source.batches(period, (input) =>
            read(inputs.find((one) => one.period === input.period) ?? inputs[0] ?? input),
          );
        },
      };
    },
  };
}
