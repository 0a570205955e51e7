import { CaptureError } from '../../../errors.ts';
import type { ResultField } from '../../../gcp/query-requests.ts';
import type { BigQueryQuestion } from '../bigquery-question.ts';
import { fieldProblems } from './field-types.ts';
import { unnamedMembers } from './shape-fields.ts';

/**
 * Makes sure that a table still has every field that a job reads, with its type, before any row lands.
 *
 * @param fields of the table
 * @returns sentences on members of records that the contract does not name
 * @throws CaptureError that names all fields that have changed.
 */
export function checkFields(
  { from, job, time, fields: asked, where }: BigQueryQuestion,
  fields: readonly ResultField[],
): readonly string[] {
  const told: string[] = [];
  const problems = asked.flatMap((one) => {
    const found = fieldAt(fields, one.path);
    if (typeof found === 'string') return [found];
    const unnamed = one.shape === undefined ? 0 : unnamedMembers(one.shape, found);
    if (unnamed > 0) told.push(unnamedText(one.path, unnamed));
    return fieldProblems(one, found);
  });
  const ofTime = fieldAt(fields, time);
  const ofWhere = Object.keys(where).map((path) => fieldAt(fields, path));
  const missing = [ofTime, ...ofWhere].filter((found) => typeof found === 'string');
  const isInstant = typeof ofTime === 'string' || ofTime.type === 'TIMESTAMP';
  const wrongTime = isInstant ? [] : [`${time} is ${ofTime.type} in place of TIMESTAMP`];
  const all = [...new Set([...problems, ...missing, ...wrongTime])];
  if (all.length === 0) return told;
  throw new CaptureError({
    expected: `${from} to have the fields that ${job} reads, with their types`,
    got: all.join('; '),
    advice:
      'The table was changed. Correct the fields in the file of the job, or wait until the table has them again.',
  });
}

/**
 * Makes sure that the fields of a result are the columns that were asked for.
 *
 * @param name of the period in errors: `pypi-downloads 2026-11-20`
 * @throws CaptureError that names all columns which are not.
 */
export function checkResultFields(
  { fields: asked }: Pick<BigQueryQuestion, 'fields'>,
  fields: readonly ResultField[],
  name: string,
): void {
  const problems = asked.flatMap((one, index) => {
    const field = fields[index];
    const path = one.column.name;
    if (field?.name !== path) return [`no column ${path} in place ${index + 1}`];
    return fieldProblems({ ...one, path }, field);
  });
  if (fields.length > asked.length) problems.push(`${fields.length} columns`);
  if (problems.length === 0) return;
  throw new CaptureError({
    expected: `the answer for ${name} to have the ${asked.length} columns that were asked for`,
    got: problems.join('; '),
    advice: 'Run the same command again. If it goes on, the table was changed: correct the job.',
  });
}

/** The field at a path, or why there is none. Names in BigQuery are not case-sensitive. */
function fieldAt(fields: readonly ResultField[], path: string): ResultField | string {
  let within = fields;
  let found: ResultField | undefined;
  for (const step of path.split('.')) {
    if (found?.isRepeated) return `${path} lies in a list`;
    found = within.find(({ name }) => name.toLowerCase() === step.toLowerCase());
    if (found === undefined) return `there is no ${path}`;
    within = found.fields;
  }
  return found ?? `there is no ${path}`;
}

function unnamedText(path: string, unnamed: number): string {
  const members = unnamed === 1 ? '1 member' : `${unnamed} members`;
  return `${path} has ${members} that the contract does not name`;
}
