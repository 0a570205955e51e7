import { describe, expect, it } from 'vitest';
import { inventoryOf, takeInventory } from '../../lib/lake/inventory.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { planRun } from '../../lib/land/plan.ts';
import { addPeriods, parseHour, periodRange } from '../../lib/model/period.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const FIRST = parseHour('2016-11-22T00');
const TEN_YEARS = 87_600;

describe('an inventory', () => {
  it('plans ten years of landed hours from one listing', async () => {
    const hours = periodRange(FIRST, addPeriods(FIRST, TEN_YEARS));
    const listed: string[] = [];
    const store = {
      ...folderStore(await temporaryFolder()),
      async *list(prefix: string) {
        listed.push(prefix);
        for (const hour of hours.toReversed()) yield objectKey('fake-accounts', hour);
      },
    };

    const { landed, foreign } = await takeInventory(store, 'fake-accounts');
    const plan = planRun(periodRange(FIRST, addPeriods(FIRST, TEN_YEARS + 2)), landed);

    expect(listed).toEqual(['fake-accounts']);
    expect([landed.length, foreign]).toEqual([TEN_YEARS, []]);
    expect(plan.alreadyThere).toEqual(hours);
    expect(plan.missing).toEqual([addPeriods(FIRST, TEN_YEARS), addPeriods(FIRST, TEN_YEARS + 1)]);
  });

  it('leaves out what lies under another prefix, however much it looks alike', async () => {
    const hour = objectKey('fake-accounts', FIRST);
    const keys = [objectKey('fake-accounts-truth', FIRST), `other/${hour}`, hour, 'fake-accounts'];

    const inventory = await inventoryOf(keys, 'fake-accounts');

    expect(inventory).toEqual({ landed: [FIRST], foreign: [] });
  });

  it('names foreign files in order', async () => {
    const hour = objectKey('jobs', FIRST);
    const keys = ['jobs/z.txt', hour, `${hour}.bak`, 'jobs/a.txt', `jobs/${hour}`];

    const { foreign } = await inventoryOf(keys, 'jobs');

    expect(foreign).toEqual(['jobs/a.txt', `${hour}.bak`, `jobs/${hour}`, 'jobs/z.txt']);
  });
});
