import { takeInventory } from '../../lib/lake/inventory.ts';
import { planRun } from '../../lib/land/plan.ts';
import { addPeriods, parseHour, periodRange } from '../../lib/model/period.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';

// Plans a run over all hours of a lake, and one more: `plan-lake <folder> <prefix> <first> <count>`.
// A process of its own each time, because a user's run is cold as well.

const [, , folder = '', prefix = '', first = '', count] = process.argv;
const from = parseHour(first);
const wanted = periodRange(from, addPeriods(from, Number(count) + 1));
const store = folderStore(folder);

const [started, before] = [performance.now(), process.cpuUsage()];
const { landed } = await takeInventory(store, prefix);
const { missing, alreadyThere } = planRun(wanted, landed);
const { user, system } = process.cpuUsage(before);
const wall = performance.now() - started;

if (missing.length !== 1 || alreadyThere.length !== Number(count)) {
  throw new Error(`${missing.length} missing, ${alreadyThere.length} there: not the lake as made`);
}
process.stdout.write(JSON.stringify({ wall, cpu: (user + system) / 1000 }));
