import { identifiesPerson, meaningOfColumn } from '../../generate/mock/guess/identifies-person.ts';
import type { Job } from '../../model/job.ts';
import type { Column, ColumnType, Table } from '../../model/table.ts';
import { withoutLineage } from '../../tables/lineage.ts';

/** How the values of a column can be shown. */
export type Look = 'words' | 'ages' | 'births' | 'numbers' | 'dates';

/** A column whose distribution can be shown, if its values allow it. */
export interface ShownColumn {
  readonly name: string;
  readonly look: Look;
  /** Whether its numbers are whole: their bins are too. Default: `false`. */
  readonly isWhole?: boolean;
}

/** What a report does with the columns of a table. */
export interface ColumnChoice {
  readonly shown: readonly ShownColumn[];
  /** Columns that are not shown, because their values could identify a person; quality rules only count them. */
  readonly hidden: readonly string[];
  /** The column of times that the rows are counted by. */
  readonly time: TimeColumn | undefined;
}

/** A column of dates or timestamps. */
export interface TimeColumn {
  readonly name: string;
  /** Whether its values have hours. */
  readonly hasHours: boolean;
}

const looks: Readonly<Record<ColumnType, 'words' | 'numbers' | 'dates' | undefined>> = {
  string: 'words',
  boolean: 'words',
  integer: 'numbers',
  decimal: 'numbers',
  double: 'numbers',
  date: 'dates',
  timestamp: 'dates',
  bytes: undefined,
  json: undefined,
};

const withHours: readonly ColumnType[] = ['timestamp'];
const whole: readonly ColumnType[] = ['integer'];

/**
 * Chooses the columns of a table that a report shows: none that is a key, unique, a reference, or named
 * like something that identifies a person; none whose values have no distribution, such as JSON.
 *
 * @example
 * const column = (name, type) => ({ name, type, description: '', example: '', statistics: false })
 * columnChoice({ grain: 'hour', table: { name: 't', description: '', columns: [column('nome', 'string'), column('uf', 'string')] } }).shown // => [{ name: 'uf', look: 'words' }]
 */
export function columnChoice({
  table: all,
  grain,
  gates,
}: Pick<Job, 'table' | 'grain' | 'gates'>): ColumnChoice {
  const table = grain === 'file' ? withoutLineage(all) : all;
  const time = timeColumn(table, gates?.within);
  const keys = keysOf(table);
  const shown: ShownColumn[] = [];
  const hidden: string[] = [];
  for (const column of table.columns) {
    if (column.name === time?.name) continue;
    const look = lookOf(column);
    if (keys.has(column.name) || identifiesPerson(column.name)) hidden.push(column.name);
    else if (look !== undefined) shown.push(shownColumn(column, look));
  }
  return { shown, hidden, time };
}

function shownColumn({ name, type }: Column, look: Look): ShownColumn {
  return whole.includes(type) ? { name, look, isWhole: true } : { name, look };
}

function lookOf({ name, type }: Column): Look | undefined {
  const look = looks[type];
  const meaning = meaningOfColumn(name);
  if (look === 'dates' && meaning === 'birth-date') return 'births';
  if (look === 'numbers' && meaning === 'age') return 'ages';
  return look;
}

function keysOf({ primaryKey, unique = [], references = [] }: Table): ReadonlySet<string> {
  const key = primaryKey === undefined ? [] : [primaryKey];
  return new Set([...key, ...unique, ...references.map(({ column }) => column)]);
}

/**
 * The one that the gates name, or else the first one with statistics: engines skip files by it. The time at which
 * a person was born is none.
 */
function timeColumn({ columns }: Table, within: string | undefined): TimeColumn | undefined {
  const times = columns.filter(
    (column) => lookOf(column) === 'dates' && !identifiesPerson(column.name),
  );
  const found =
    times.find(({ name }) => name === within) ?? times.find(({ statistics }) => statistics);
  return found && { name: found.name, hasHours: withHours.includes(found.type) };
}
