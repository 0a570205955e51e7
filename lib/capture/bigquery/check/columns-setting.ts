import { InputError } from '../../../errors.ts';
import { didYouMean } from '../../../model/nearest-name.ts';
import type { Setting } from '../../../model/settings.ts';
import type { Column, Table } from '../../../model/table.ts';

const ALL = 'all';

/** The columns that are asked for. A query is billed for each of them. */
export const columnsSetting: Setting<string> = {
  description: 'Columns to read: all, or names with commas between them; the others are null',
  expected: 'all, or names of columns with commas between them',
  example: ALL,
  default: ALL,
  parse: (text) => (/^[^\s,]+(,[^\s,]+)*$/.test(text) ? text : undefined),
};

/**
 * The columns of a table that a setting chooses, in the order of the table.
 *
 * @param job for errors
 * @throws InputError when a name is unknown, with the nearest one, or a required column is left out.
 * @example
 * const column = (name, nullable) => ({ name, type: 'string', nullable, description: '', example: 'x', statistics: false })
 * const table = { name: 't', description: '', columns: [column('at', false), column('city', true)] }
 * chosenColumns(table, 'at', 'trips').map(({ name }) => name) // => ['at']
 */
export function chosenColumns({ columns }: Table, setting: string, job: string): readonly Column[] {
  if (setting === ALL) return columns;
  const chosen = setting.split(',');
  const names = columns.map(({ name }) => name);
  const unknown = chosen.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new InputError({
      expected: `${job}.columns to be ${columnsSetting.expected}`,
      got: JSON.stringify(unknown),
      advice: `${didYouMean(unknown, names)}The columns are ${names.join(', ')}.`,
    });
  }
  const left = columns.find(({ name, nullable }) => nullable !== true && !chosen.includes(name));
  if (left !== undefined) {
    throw new InputError({
      expected: `${job}.columns to include ${left.name}, which every row has`,
      got: JSON.stringify(setting),
      advice: `Write ${job}.columns=${[left.name, ...chosen].join(',')}.`,
    });
  }
  return columns.filter(({ name }) => chosen.includes(name));
}
