import type { ShapeData } from '../../contract/shape-data.ts';
import { sha256 } from '../../lake/sha256.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import type { Column, Table } from '../../model/table.ts';
import { inside, wrongData } from '../check/shape.ts';
import {
  type BigQueryData,
  DOLLARS_PER_TIB,
  LOCATION,
  MOST_BYTES,
  SETTLES_AFTER_HOURS,
} from './bigquery-data.ts';
import { type BigQueryJobData, fieldPathProblem } from './check/check-bigquery-data.ts';
import { chosenColumns } from './check/columns-setting.ts';

/** What a job asks BigQuery for, with all defaults and settings resolved. */
export interface BigQueryQuestion {
  /** Name of the job. */
  readonly job: string;
  /** The table or view, with its project. */
  readonly from: string;
  /** Path of the TIMESTAMP that decides which period a row belongs to. */
  readonly time: string;
  /** The columns that are selected, in the order of the table. */
  readonly fields: readonly AskedField[];
  /** Values that rows must have, by the path of the field. */
  readonly where: NonNullable<BigQueryData['where']>;
  readonly location: string;
  readonly mostBytes: number;
  readonly dollarsPerTib: number;
  readonly settlesAfterHours: number;
  readonly mayBeEmpty: boolean;
}

/** A column, and where it is in BigQuery. */
export interface AskedField {
  readonly column: Column;
  /** `details.python`. */
  readonly path: string;
  /** What the contract says that its documents hold. Default: any JSON. */
  readonly shape?: ShapeData;
}

/** What settings decide of a question. */
export interface AskedSettings {
  /** As the setting has it: `all`, or names with commas. */
  readonly columns: string;
  /** Values that rows must have because of settings. */
  readonly where: BigQueryQuestion['where'];
}

/**
 * What a job asks BigQuery for.
 *
 * @param table of the job
 * @throws InputError when a part of the data names no column, or a setting is not usable.
 */
export function openQuestion(
  data: BigQueryJobData,
  table: Table,
  { columns, where }: AskedSettings,
): BigQueryQuestion {
  const { job, from, time, fields = {}, contract } = data;
  checkColumns(data, table);
  return {
    job,
    from,
    time,
    fields: chosenColumns(table, columns, job).map((column) => {
      const shape = contract.columns?.[column.name]?.shape;
      return {
        column,
        path: fields[column.name] ?? column.name,
        ...(shape !== undefined && { shape }),
      };
    }),
    where: { ...data.where, ...where },
    location: data.location ?? LOCATION,
    mostBytes: data.mostBytes ?? MOST_BYTES,
    dollarsPerTib: data.dollarsPerTib ?? DOLLARS_PER_TIB,
    settlesAfterHours: data.settlesAfterHours ?? SETTLES_AFTER_HOURS,
    mayBeEmpty: data.mayBeEmpty ?? false,
  };
}

/**
 * Tells questions with other rows apart, for the footers of files: 12 hexadecimal digits. What a query may
 * cost and when it runs does not count, nor do shapes, which the digest of the contract covers.
 */
export function questionDigest({ from, time, fields, where }: BigQueryQuestion): string {
  const asked = fields.map(({ column, path }) => ({ column: column.name, path }));
  const text = canonicalJson({ from, time, asked, where });
  return sha256(new TextEncoder().encode(text)).slice(0, 12);
}

function checkColumns({ job, fields = {} }: BigQueryJobData, { columns }: Table): void {
  const place = { path: '', job };
  const names = columns.map(({ name }) => name);
  const wrongName = names.find((name) => name.includes('.') || fieldPathProblem(name));
  if (wrongName !== undefined) {
    const expected = 'one whose columns can be names in BigQuery';
    throw wrongData(inside(place, 'table'), expected, JSON.stringify(wrongName));
  }
  const unknown = Object.keys(fields).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const expected = `an object with columns of its table: ${names.join(', ')}`;
  const hint = didYouMean(unknown, names);
  throw wrongData(inside(place, 'fields'), expected, JSON.stringify(unknown), hint);
}
