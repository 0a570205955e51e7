import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog } from '../../lib/catalog/catalog.ts';
import { type Examination, type ExamineOptions, examine } from '../../lib/doctor/examine.ts';
import { type RepairOptions, repair } from '../../lib/doctor/repair.ts';
import { takeInventory } from '../../lib/lake/inventory.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { hourFile } from '../../lib/land/land-hour.ts';
import { run } from '../../lib/land/run.ts';
import {
  addPeriods,
  type Hour,
  parseHour,
  periodRange,
  type Span,
} from '../../lib/model/period.ts';
import type { Source } from '../../lib/model/source.ts';
import { aLake } from '../land/a-lake.ts';

/** Twelve hours that a patient has, before it falls ill. */
export const HOURS = periodRange(parseHour('2026-11-19T16'), parseHour('2026-11-20T04'));

/** The n-th of {@link HOURS}, from 0. */
export function hour(n: number): Hour {
  return addPeriods(parseHour('2026-11-19T16'), n);
}

/** A lake in a folder with all its hours, what filled it, and a doctor for it. */
export async function aPatient() {
  const lake = await aLake();
  await run({ ...lake, wanted: HOURS });

  async function examination(
    { catalog, span = {} }: { catalog?: Catalog; span?: Span } = {},
    options: ExamineOptions = {},
    source: Source = lake.source,
  ): Promise<Examination> {
    const registered =
      catalog === undefined
        ? {}
        : { registered: { catalog, partitions: await catalog.partitions() } };
    return examine(
      {
        ...lake,
        source,
        inventory: await takeInventory(lake.store, lake.prefix),
        leftovers: await lake.store.leftovers(),
        last: hour(11),
        span,
        ...registered,
      },
      options,
    );
  }

  return {
    ...lake,
    pathOf: (n: number) => join(lake.folder, objectKey(lake.prefix, hour(n))),
    /** Puts the file of another source in the place of an hour. */
    async putHourOf(n: number, source: Source) {
      const { bytes } = await hourFile(source, hour(n));
      await writeFile(join(lake.folder, objectKey(lake.prefix, hour(n))), bytes);
    },
    examination,
    async repaired(
      options: RepairOptions = {},
      { catalog, span = {} }: { catalog?: Catalog; span?: Span } = {},
    ) {
      const found = await examination({ ...(catalog && { catalog }), span });
      return repair({ ...lake, examination: found, ...(catalog && { catalog }) }, options);
    },
  };
}
