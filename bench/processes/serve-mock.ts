import { createInterface } from 'node:readline';
import nested from '../../test/schemas/bigquery/pypi_file_downloads.json' with { type: 'json' };
import flat from '../schemas/flat.json' with { type: 'json' };

// Makes mock rows: `serve-mock <name> <rows>`. Each input line requests one repetition, and is answered
// by a line of JSON, as `serve-contender` does.

/** Makes rows, and returns the number of bytes. Imported on demand, so that no one loads what others need. */
type Run = (rows: number) => number;

const openers: Readonly<Record<string, () => Promise<Run>>> = {
  flat: async () => {
    const { mockRows } = await import('../contenders/mock-rows.ts');
    return (rows) => mockRows(flat, rows);
  },
  nested: async () => {
    const { mockRows } = await import('../contenders/mock-rows.ts');
    return (rows) => mockRows(nested, rows);
  },
  'flat-faker': async () => {
    const { fakerRows, flatRow } = await import('../contenders/faker-rows.ts');
    return (rows) => fakerRows(flatRow, rows);
  },
  'nested-faker': async () => {
    const { fakerRows, nestedRow } = await import('../contenders/faker-rows.ts');
    return (rows) => fakerRows(nestedRow, rows);
  },
};

const [, , name = '', count] = process.argv;
const open = openers[name];
if (open === undefined) throw new Error(`Expected the name of a contender, got ${name}.`);
const run = await open();
tell({ versions: {} });

for await (const _ of createInterface({ input: process.stdin })) {
  globalThis.gc?.();
  const rows = Number(count);
  const [started, before] = [performance.now(), process.cpuUsage()];
  const bytes = run(rows);
  const { user, system } = process.cpuUsage(before);
  tell({ rows, bytes, wall: performance.now() - started, cpu: (user + system) / 1000 });
}
process.exit();

function tell(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
