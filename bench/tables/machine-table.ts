import { inBytes } from '../../bin/terminal/numbers.ts';
import type { Results } from '../results.ts';
import type { BenchTable } from './table.ts';

/** Returns the table of the machine. */
export function machineTable({ day, machine, rows, dailyFiles }: Results): BenchTable {
  const { cores, processor, memoryBytes, system, busyBefore, versions } = machine;
  const all = Object.entries({ ...versions, ...rows?.versions, ...dailyFiles?.versions });
  return {
    columns: ['machine', ''],
    rows: [
      ['day', day],
      ['processor', `${processor}, ${cores} cores`],
      ['memory', inBytes(memoryBytes)],
      ['system', system],
      ['load average before the run', String(busyBefore)],
      ['versions', all.map(([name, version]) => `${name} ${version}`).join(', ')],
    ],
  };
}
