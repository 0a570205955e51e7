import { readFileSync, writeFileSync } from 'node:fs';
import { type Marks, withPart } from '../scripts/marked-part.ts';
import type { Results } from './results.ts';
import { apiTable, paceTable } from './tables/api-table.ts';
import { bigQueryTable } from './tables/bigquery-table.ts';
import { contractTable } from './tables/contract-table.ts';
import { dailyFilesTable } from './tables/daily-files-table.ts';
import { deliveryTable } from './tables/delivery-table.ts';
import { exportTable } from './tables/export-table.ts';
import { inboxTable } from './tables/inbox-table.ts';
import { machineTable } from './tables/machine-table.ts';
import { memoryTable } from './tables/memory-table.ts';
import { mockTable } from './tables/mock-table.ts';
import { historyTable, movementsTable } from './tables/movements-table.ts';
import { reportTable } from './tables/report-table.ts';
import { rowsTable } from './tables/rows-table.ts';
import { scalingTable } from './tables/scaling-table.ts';
import { sparkTable } from './tables/spark-table.ts';
import { startTable } from './tables/start-table.ts';
import { type BenchTable, markdownOf } from './tables/table.ts';

/** The document with the tables. */
export const document = 'docs/performance.md';

/**
 * Returns the tables of a run by the name of their marks, speed first. Parts that were not measured
 * have no table.
 */
export function tablesOf(results: Results): [string, BenchTable][] {
  const tables: [string, BenchTable | undefined][] = [
    ['rows per second', rowsTable(results)],
    ['cores', scalingTable(results)],
    ['memory', memoryTable(results)],
    ['start-up', startTable(results)],
    ['mock rows', mockTable(results)],
    ['contract', contractTable(results)],
    ['inbox', inboxTable(results)],
    ['API', apiTable(results)],
    ['pace', paceTable(results)],
    ['BigQuery', bigQueryTable(results)],
    ['daily files', dailyFilesTable(results)],
    ['movements', movementsTable(results)],
    ['history', historyTable(results)],
    ['delivery', deliveryTable(results)],
    ['export', exportTable(results)],
    ['report', reportTable(results)],
    ['spark', sparkTable(results)],
    ['machine', machineTable(results)],
  ];
  return tables.filter((entry): entry is [string, BenchTable] => entry[1] !== undefined);
}

/** Returns the document with the tables of a run. */
export function withResults(text: string, results: Results): string {
  return tablesOf(results).reduce(
    (written, [name, table]) => withPart(written, marksOf(name), markdownOf(table)),
    text,
  );
}

/** Writes the tables of a run into the document. */
export function writeDocument(results: Results): void {
  writeFileSync(document, withResults(readFileSync(document, 'utf8'), results));
}

function marksOf(name: string): Marks {
  return {
    begin: `<!-- ${name}: written by "npm run bench" -->`,
    end: `<!-- end of ${name} -->`,
  };
}
