import type { Catalog } from '../../lib/catalog/catalog.ts';
import { examine } from '../../lib/doctor/examine.ts';
import type { Finding } from '../../lib/doctor/finding.ts';
import { takeInventory } from '../../lib/lake/inventory.ts';
import type { HourMaker } from '../../lib/land/threads/hour-maker.ts';
import { addPeriods, type Hour, periodRange } from '../../lib/model/period.ts';
import type { Source } from '../../lib/model/source.ts';
import type { Store } from '../../lib/stores/store.ts';
import { PREFIX } from './witness.ts';

/** A lake that is whole, as the doctor meets it. */
export interface WholeLake {
  readonly source: Source;
  readonly store: Store;
  readonly catalog: Catalog | undefined;
  readonly maker: HourMaker;
  /** Hours that have to be there, at least one. */
  readonly wanted: ReadonlySet<Hour>;
  /** Whether some hours are of another version. */
  readonly isMixed: boolean;
}

/**
 * Lets the doctor look at a lake that is whole: gives the first thing that it takes for wrong all the
 * same. Hours that nobody wanted may be missing, and those of another version are different.
 */
export async function firstFalseFinding({
  source,
  store,
  catalog,
  maker,
  wanted,
  isMixed,
}: WholeLake): Promise<Finding | undefined> {
  const registered =
    catalog === undefined
      ? {}
      : { registered: { catalog, partitions: await catalog.partitions() } };
  const inventory = await takeInventory(store, PREFIX);
  const last = [...wanted].sort().at(-1);
  if (last === undefined) throw new TypeError('no hour was wanted');
  const { findings } = await examine(
    {
      ...{ source, store, prefix: PREFIX, inventory, last },
      leftovers: await store.leftovers(),
      ...registered,
    },
    { openMaker: () => maker },
  );
  return findings.find((finding) => {
    if (finding.kind === 'different') return !isMixed;
    if (finding.kind !== 'gap') return true;
    return periodRange(finding.from, addPeriods(finding.to, 1)).some((hour) => wanted.has(hour));
  });
}
