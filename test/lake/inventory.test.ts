import { describe, expect, it } from 'vitest';
import { inventoryOf, takeInventory } from '../../lib/lake/inventory.ts';
import { type KeySpace, objectKey } from '../../lib/lake/object-key.ts';
import { planRun } from '../../lib/land/plan.ts';
import { addPeriods, parseHour, parsePeriod, periodRange } from '../../lib/model/period.ts';

const FIRST = parseHour('2016-11-22T00');
const TEN_YEARS = 87_600;

const hourly: KeySpace = { name: 'fake-accounts', layer: 'landing', grain: 'hour' };
const daily: KeySpace = { name: 'podcasts', layer: 'landing', grain: 'day' };
const bronze: KeySpace = { name: 'bronze-podcasts', layer: 'bronze', grain: 'day' };
const files: KeySpace = { name: 'vendas', layer: 'landing', grain: 'file' };

describe('an inventory', () => {
  it('plans ten years of landed hours from one listing', async () => {
    const hours = periodRange(FIRST, addPeriods(FIRST, TEN_YEARS));
    const listed: string[] = [];
    const store = {
      async *list(prefix: string) {
        listed.push(prefix);
        for (const hour of hours.toReversed()) yield objectKey(hourly, hour);
      },
    };

    const { landed, foreign } = await takeInventory(store, hourly);
    const plan = planRun(periodRange(FIRST, addPeriods(FIRST, TEN_YEARS + 2)), landed);

    expect(listed).toEqual(['fake-accounts']);
    expect([landed.length, foreign]).toEqual([TEN_YEARS, []]);
    expect(plan.alreadyThere).toEqual(hours);
    expect(plan.missing).toEqual([addPeriods(FIRST, TEN_YEARS), addPeriods(FIRST, TEN_YEARS + 1)]);
  });

  it('lists the folder of a job in its layer', async () => {
    const listed: string[] = [];
    const store = {
      async *list(prefix: string) {
        listed.push(prefix);
        yield `${prefix}/notes.txt`;
      },
    };

    await takeInventory(store, bronze);

    expect(listed).toEqual(['bronze/podcasts']);
  });

  it('leaves out what lies in another folder, however much it looks alike', async () => {
    const hour = objectKey(hourly, FIRST);
    const truth = objectKey({ ...hourly, name: 'fake-accounts-truth' }, FIRST);
    const keys = [truth, `other/${hour}`, hour, 'fake-accounts', '_lake/fake-accounts.json'];

    const inventory = await inventoryOf(keys, hourly);

    expect(inventory).toEqual({ landed: [FIRST], foreign: [] });
  });

  it('sorts one listing into jobs of every grain and layer', async () => {
    const day = parsePeriod('2026-11-20');
    const file = parsePeriod('3f9a0c51d2e7');
    const keys = [
      objectKey(hourly, FIRST),
      objectKey(daily, day),
      objectKey(bronze, day),
      objectKey(files, file),
    ];

    const inventories = await Promise.all(
      [hourly, daily, bronze, files].map((job) => inventoryOf(keys, job)),
    );

    expect(inventories.map(({ landed }) => landed)).toEqual([[FIRST], [day], [day], [file]]);
    expect(inventories.flatMap(({ foreign }) => foreign)).toEqual([]);
  });

  it('takes an hour in the folder of a daily job for a foreign file, and a day among hours too', async () => {
    const day = parsePeriod('2026-11-20');
    const hourAmongDays = objectKey(daily, FIRST);
    const dayAmongHours = objectKey(hourly, day);

    expect(await inventoryOf([hourAmongDays], daily)).toEqual({
      landed: [],
      foreign: [hourAmongDays],
    });
    expect(await inventoryOf([dayAmongHours], hourly)).toEqual({
      landed: [],
      foreign: [dayAmongHours],
    });
  });

  it('names foreign files in order', async () => {
    const jobs = { ...hourly, name: 'jobs' };
    const hour = objectKey(jobs, FIRST);
    const keys = ['jobs/z.txt', hour, `${hour}.bak`, 'jobs/a.txt', `jobs/${hour}`];

    const { foreign } = await inventoryOf(keys, jobs);

    expect(foreign).toEqual(['jobs/a.txt', `${hour}.bak`, `jobs/${hour}`, 'jobs/z.txt']);
  });
});
