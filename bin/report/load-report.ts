import type { LoadReceipt } from '../../lib/destinations/row-loader.ts';
import { counted, inBytes } from '../terminal/numbers.ts';

/**
 * What happened to the rows of a table, in one line.
 *
 * @example
 * receiptLine({ table: 'orders', status: 'loaded', rows: 10 }, 'duckdb:./shop.duckdb') // => 'orders: 10 rows loaded into duckdb:./shop.duckdb'
 */
export function receiptLine({ table, status, rows, bytes }: LoadReceipt, database: string): string {
  const sent = bytes === undefined ? '' : `, ${inBytes(bytes)} sent`;
  return status === 'loaded'
    ? `${table}: ${counted(rows, 'row')} loaded into ${database}${sent}`
    : `${table}: the same ${counted(rows, 'row')} are in ${database} already, nothing was loaded`;
}
