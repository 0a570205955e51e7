import type { ContractData } from '../../../contract/contract-data.ts';
import { InputError } from '../../../errors.ts';
import { isTableName } from '../../../gcp/table-name.ts';
import { isRecord } from '../../../model/is-record.ts';
import {
  flag,
  inside,
  type Member,
  mapOf,
  number,
  object,
  optional,
  scalar,
  type TextRule,
  text,
  wrongData,
} from '../../check/shape.ts';
import type { BigQueryData } from '../bigquery-data.ts';
import { LEAST_BYTES } from '../query/price.ts';

/** What a job of BigQuery has besides its table, as plain data. */
export interface BigQueryJobData extends BigQueryData {
  /** Name of the job that captures. */
  readonly job: string;
  readonly contract: ContractData;
}

/** A step is quoted by backticks in a query. */
const STEP = /^[^`\\\p{C}]+$/u;

/**
 * The path of a field.
 *
 * @example
 * fieldPathProblem('details.installer.name') // => undefined
 */
export const fieldPathProblem: TextRule = (path) =>
  path.split('.').every((step) => STEP.test(step))
    ? undefined
    : 'names of fields with dots between them, such as details.python';

const tableProblem: TextRule = (name) =>
  isTableName(name)
    ? undefined
    : 'a table with its project and its dataset, such as bigquery-public-data.pypi.file_downloads';

const locationProblem: TextRule = (location) =>
  /^[A-Za-z0-9-]{1,60}$/.test(location)
    ? undefined
    : 'a location of BigQuery, such as US or europe-west1';

const path = text(fieldPathProblem);

const jobData: Readonly<Record<keyof BigQueryJobData, Member>> = {
  job: text(),
  contract: mapOf(() => {}),
  from: text(tableProblem),
  time: path,
  fields: optional(mapOf(path)),
  where: optional(mapOf(scalar, fieldPathProblem)),
  location: optional(text(locationProblem)),
  mostBytes: optional(number({ from: LEAST_BYTES, isWhole: true })),
  dollarsPerTib: optional(number({ from: 0 })),
  settlesAfterHours: optional(number({ from: 0 })),
  mayBeEmpty: optional(flag),
};

/**
 * Reads the data of a job that captures from BigQuery. The contract itself is checked when it is opened.
 *
 * @param data as `bigQueryJob` makes it
 * @throws InputError that names the unusable part.
 */
export function bigQueryDataOf(data: unknown): BigQueryJobData {
  if (isRecord(data) && typeof data.job === 'string') {
    checkJobData(data, data.job);
    return data;
  }
  throw new InputError({
    expected: 'a job of BigQuery to be made by bigQueryJob',
    got: 'other data',
    advice: 'Make the job in its file in jobs/ with bigQueryJob.',
  });
}

function checkJobData(data: unknown, job: string): asserts data is BigQueryJobData {
  const place = { path: '', job };
  object(jobData)(data, place);
  const contract = isRecord(data) && isRecord(data.contract) ? data.contract : {};
  const columns = isRecord(contract.columns) ? contract.columns : {};
  for (const [name, column] of Object.entries(columns)) {
    if (!isRecord(column) || column.from === undefined) continue;
    const at = inside(inside(place, 'contract.columns'), name);
    throw wrongData(at, 'without "from": "fields" says where a column is', 'another name');
  }
}
