import { createInterface } from 'node:readline';
import { contractRows } from '../contenders/contract-rows.ts';

// Checks rows against a contract: `serve-contract <rows>`. Each input line requests one repetition, and is
// answered by a line of JSON, as `serve-contender` does.

const [, , count] = process.argv;
const rows = Number(count);
const check = contractRows(rows);
tell({ versions: {} });

for await (const _ of createInterface({ input: process.stdin })) {
  globalThis.gc?.();
  const [started, before] = [performance.now(), process.cpuUsage()];
  const accepted = check();
  const { user, system } = process.cpuUsage(before);
  if (accepted !== rows) throw new Error(`Expected ${rows} accepted rows, got ${accepted}.`);
  tell({ rows, bytes: 0, wall: performance.now() - started, cpu: (user + system) / 1000 });
}
process.exit();

function tell(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
