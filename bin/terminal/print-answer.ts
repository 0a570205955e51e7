import { type Answer, firstRows } from '../../lib/engines/engine.ts';
import type { Context } from '../context.ts';
import { toCsv } from './csv.ts';
import { grouped } from './numbers.ts';
import { JsonRows } from './result-json.ts';
import { drawTable } from './result-table.ts';

/** How a result is written. */
export type ResultFormat = 'table' | 'csv' | 'json';

/** A table is drawn when its widths are known: this many rows are kept for that, and read by nobody. */
const MOST_ROWS = 1000;

/**
 * Prints an answer as its rows arrive: CSV and JSON hold a chunk of rows in memory at a time. A table
 * shows the first 1,000 rows, and says so when there are more.
 */
export async function printAnswer(
  context: Context,
  answer: Pick<Answer, 'columns' | 'rows'>,
  format: ResultFormat,
): Promise<void> {
  switch (format) {
    case 'table':
      return printTable(context, answer);
    case 'csv':
      return printCsv(context, answer);
    case 'json':
      return printJson(context, answer);
  }
}

async function printTable(
  context: Context,
  answer: Pick<Answer, 'columns' | 'rows'>,
): Promise<void> {
  const { hasMore, ...result } = await firstRows(answer, MOST_ROWS);
  await context.print(`${drawTable(result, context)}\n`);
  if (!hasMore) return;
  await context.print(
    `These are the first ${grouped(MOST_ROWS)} rows. For all of them, use --format csv or --format json.\n`,
  );
}

async function printCsv(
  context: Context,
  { columns, rows }: Pick<Answer, 'columns' | 'rows'>,
): Promise<void> {
  let header = true;
  for await (const chunk of rows) {
    await context.print(toCsv(columns, chunk, { header }));
    header = false;
  }
  if (header) await context.print(toCsv(columns, []));
}

async function printJson(
  context: Context,
  { columns, rows }: Pick<Answer, 'columns' | 'rows'>,
): Promise<void> {
  const json = new JsonRows(columns);
  for await (const chunk of rows) await context.print(json.add(chunk));
  await context.print(json.end());
}
