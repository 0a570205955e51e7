import { tmpdir } from 'node:os';
import pMap from 'p-map';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { inThisThread, landPeriod } from '../../lib/land/land-period.ts';
import { newScratchFolder } from '../../lib/land/scratch/scratch-folder.ts';
import { type Batch, rowCount } from '../../lib/model/batch.ts';
import { addPeriods, type Hour, parseHour, periodRange } from '../../lib/model/period.ts';
import type { Source } from '../../lib/model/source.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { usualHours } from '../usual-hours.ts';
import type { Contender, Repetition, Work } from './contender.ts';
import { noInputs, usualAccounts } from './usual-accounts.ts';

/** Default concurrency of `hourlake backfill`. */
const CONCURRENCY = 4;

/** Only generates the rows, as batches of columns. */
export function generateOnly({ hours, accountsPerHour }: Work): Contender {
  const source = usualAccounts(accountsPerHour);
  return {
    async run({ number }) {
      let made = 0;
      for (const hour of usualHours(hours, number * hours)) {
        for await (const batch of source.batches(hour, noInputs))
          made += rowCount(source.table, batch);
      }
      return made;
    },
  };
}

/** Only encodes batches as Parquet, and drops the bytes. */
export function encodeOnly({ hours, accountsPerHour }: Work): Contender {
  const source = usualAccounts(accountsPerHour);
  let ready: Batch[][] = [];
  return {
    async prepare({ number }) {
      // New batches each time, because an engine may change its representation of a string after
      // the first read.
      ready = [];
      for (const hour of usualHours(hours, number * hours)) {
        ready.push(await gathered(source, hour));
      }
    },
    async run() {
      let written = 0;
      for (const batches of ready) {
        written += (await encodeParquet(source.table, batches, async () => {})).rows;
      }
      return written;
    },
  };
}

/** Generates, encodes, hashes and lands large hours in a folder, one after the other. */
export function largeHours({ hours, accountsPerHour }: Work): Contender {
  const source = usualAccounts(accountsPerHour);
  return {
    run: (repetition) => land(source, usualHours(hours, repetition.number * hours), repetition, 1),
  };
}

/** Lands consecutive small hours of day and night, with the concurrency of a backfill. */
export function smallHours({ hours, accountsPerHour }: Work): Contender {
  const source = usualAccounts(accountsPerHour);
  return {
    run(repetition) {
      const from = addPeriods(parseHour('2026-02-01T00'), repetition.number * hours);
      const range = periodRange(from, addPeriods(from, hours));
      return land(source, range, repetition, CONCURRENCY);
    },
  };
}

async function land(
  source: Source,
  hours: readonly Hour[],
  { folder }: Repetition,
  concurrency: number,
): Promise<number> {
  const maker = inThisThread(source, noInputs, { scratch: newScratchFolder(tmpdir()) });
  const landing = { job: fakeAccounts, store: folderStore(folder), maker };
  const receipts = await pMap(hours, (hour) => landPeriod(landing, hour), { concurrency }).finally(
    () => maker.close(),
  );
  return receipts.reduce((sum, { rows = 0 }) => sum + rows, 0);
}

async function gathered(source: Source, hour: Hour): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of source.batches(hour, noInputs)) batches.push(batch);
  return batches;
}
