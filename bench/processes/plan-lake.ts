import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { takeInventory } from '../../lib/lake/inventory.ts';
import { planRun } from '../../lib/land/plan.ts';
import { addPeriods, parseHour, periodRange } from '../../lib/model/period.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';

// Plans a run over all hours of a lake and one more: `plan-lake <folder> <first> <count>`.
// Runs in a new process each time, because a real run starts cold too.

const [, , folder = '', first = '', count] = process.argv;
const from = parseHour(first);
const wanted = periodRange(from, addPeriods(from, Number(count) + 1));
const store = folderStore(folder);

const [started, before] = [performance.now(), process.cpuUsage()];
const { landed } = await takeInventory(store, fakeAccounts);
const { missing, alreadyThere } = planRun(wanted, landed);
const { user, system } = process.cpuUsage(before);
const wall = performance.now() - started;

if (missing.length !== 1 || alreadyThere.length !== Number(count)) {
  throw new Error(
    `Expected 1 missing and ${count} landed hours, got ${missing.length} and ${alreadyThere.length}.`,
  );
}
process.stdout.write(JSON.stringify({ wall, cpu: (user + system) / 1000 }));
