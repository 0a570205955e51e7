import { type Answer, firstRows } from '../../lib/engines/engine.ts';
import type { Context } from '../context.ts';
import { type CsvStyle, toCsv } from './csv.ts';
import { grouped } from './numbers.ts';
import { JsonRows } from './result-json.ts';
import { drawTable } from './result-table.ts';

/** How a result is written. */
export type ResultFormat = 'table' | 'csv' | 'json';

/** How an answer is printed. */
export interface ResultStyle {
  readonly format: ResultFormat;
  readonly csv: CsvStyle;
}

/** The part of an answer that is printed as its result. */
type Result = Pick<Answer, 'columns' | 'rows' | 'csv'>;

/** A table is drawn when its widths are known: this many rows are kept for that, and read by nobody. */
const MOST_ROWS = 1000;

/** What an answer is printed with. */
type Printer = Pick<Context, 'print' | 'outputClosed' | 'width' | 'colours'>;

/**
 * Prints an answer as its rows arrive: CSV and JSON hold a chunk of rows in memory at a time. A table
 * shows the first 1,000 rows, and says so when there are more. When nobody reads on, as after
 * `| head`, the query ends early.
 */
export async function printAnswer(
  context: Printer,
  answer: Result,
  { format, csv }: ResultStyle,
): Promise<void> {
  switch (format) {
    case 'table':
      return printTable(context, answer);
    case 'csv':
      return printCsv(context, answer, csv);
    case 'json':
      return printJson(context, answer);
  }
}

async function printTable(context: Printer, answer: Result): Promise<void> {
  const { hasMore, ...result } = await firstRows(answer, MOST_ROWS);
  await context.print(`${drawTable(result, context)}\n`);
  if (!hasMore) return;
  await context.print(
    `These are the first ${grouped(MOST_ROWS)} rows. For all of them, use --format csv or --format json.\n`,
  );
}

async function printCsv(
  { print, outputClosed }: Printer,
  { columns, rows, csv }: Result,
  style: CsvStyle,
): Promise<void> {
  if (csv !== undefined) {
    await print(toCsv(columns, [], style));
    for await (const piece of csv(style.separator ?? ',')) {
      await print(piece);
      if (outputClosed.aborted) return;
    }
    return;
  }
  let header = true;
  for await (const chunk of rows) {
    await print(toCsv(columns, chunk, { ...style, header }));
    header = false;
    if (outputClosed.aborted) return;
  }
  if (header) await print(toCsv(columns, [], style));
}

async function printJson(
  { print, outputClosed }: Printer,
  { columns, rows }: Result,
): Promise<void> {
  const json = new JsonRows(columns);
  for await (const chunk of rows) {
    await print(json.add(chunk));
    if (outputClosed.aborted) return;
  }
  await print(json.end());
}
