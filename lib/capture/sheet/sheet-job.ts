import type { ContractData } from '../../contract/contract-data.ts';
import type { Job } from '../../model/job.ts';
import type { JsonValue } from '../../model/json-row.ts';
import type { Table } from '../../model/table.ts';
import type { SheetChoice } from '../../sheets/xlsx/choose-sheets.ts';
import { rejectsJobOf } from '../rejects-job.ts';

/** A job of spreadsheets, as its file in `jobs/` says it. */
export interface SheetJobOptions
  extends Pick<Job, 'name' | 'on' | 'inbox' | 'keepRawDays' | 'deliver' | 'tour' | 'gates'> {
  /** Its table: the columns of the sheets, and the lineage that `withLineage` adds. */
  readonly table: Table;
  /** How the columns of the sheets become those of the table. Default: by their names and types. */
  readonly contract?: ContractData;
  /** Which sheets of a workbook are read. Default: `first`, the first one that is shown. */
  readonly sheets?: SheetChoice;
}

/**
 * The job of the spreadsheets that are dropped in an inbox, and the job of their rows that do not fit.
 *
 * @example
 * sheetJob({ name: 'vendas', table: { name: 'vendas', description: '', columns: [] } }).map(({ name }) => name) // => ['vendas', 'vendas-rejects']
 */
export function sheetJob({
  name,
  table,
  contract = {},
  sheets = 'first',
  on = false,
  ...others
}: SheetJobOptions): readonly [Job, Job] {
  return [
    {
      ...others,
      name,
      table,
      grain: 'file',
      layer: 'landing',
      source: {
        kind: 'captured-sheet',
        // JSON, as a worker thread or a footer needs it.
        data: JSON.parse(JSON.stringify({ job: name, contract, sheets })) as JsonValue,
      },
      on,
    },
    rejectsJobOf({ name, table, grain: 'file', on }, { kind: 'sheet-rejects' }),
  ];
}
