import { isRecord } from '../../../model/is-record.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import { CellFault, type RawValue } from '../../../model/raw-rows.ts';

/** What can be wrong with a value. */
export type DownloadFault =
  | 'no value where one is required'
  | 'not a number'
  | 'a number in place of text'
  | 'a record in place of text'
  | 'a number in place of a record'
  | 'a missing member'
  | 'text in place of a boolean';

/** One way in which a row can be wrong. */
export interface DownloadFaultKind {
  readonly column: string;
  /** Where the fault is: the column, or a member of its record: `details_distro.libc.version`. */
  readonly path: string;
  readonly fault: DownloadFault;
  /** The faulty value in place of a right one; `undefined` where the row has nothing that could be wrong. */
  readonly plant: (right: RawValue) => RawValue | undefined;
}

/** A row of a period with a planted fault. */
export interface PlantedDownloadFault extends Omit<DownloadFaultKind, 'plant'> {
  /** Number of the row in its period, from 1. */
  readonly position: number;
}

/** All ways in which a row can be wrong; each is planted about equally often. */
export const downloadFaultKinds: readonly DownloadFaultKind[] = [
  inColumn('timestamp', 'no value where one is required', () => null),
  inColumn('timestamp', 'not a number', notANumber),
  inColumn('country_code', 'a number in place of text', () => 76),
  inColumn('file_version', 'a number in place of text', () => 1.4),
  inColumn('file_filename', 'a record in place of text', asRecord),
  inColumn('details_installer_name', 'a record in place of text', asRecord),
  inColumn('details_python', 'a number in place of text', () => 3.12),
  inColumn('details_system_release', 'a record in place of text', asRecord),
  inColumn('details_cpu', 'not a number', notANumber),
  inColumn('details_ci', 'text in place of a boolean', () => 'sometimes'),
  inColumn('details_distro', 'a number in place of a record', () => 24.04),
  inDistro(['libc'], 'a number in place of a record', () => 2.39),
  inDistro(['version'], 'a number in place of text', () => 24.04),
  inDistro(['name'], 'a record in place of text', asRecord),
  inDistro(['libc', 'version'], 'a number in place of text', () => 2.39),
  inDistro(['id'], 'a missing member', () => undefined),
  inDistro(['libc', 'lib'], 'a missing member', () => undefined),
];

function inColumn(
  column: string,
  fault: DownloadFault,
  plant: (right: RawValue) => RawValue,
): DownloadFaultKind {
  return { column, path: column, fault, plant };
}

/** A fault in a member of `details_distro`, for rows that have the record around it. */
function inDistro(
  members: readonly string[],
  fault: DownloadFault,
  plant: (right: JsonValue) => RawValue | undefined,
): DownloadFaultKind {
  const column = 'details_distro';
  return {
    column,
    path: [column, ...members].join('.'),
    fault,
    plant: (right) => withMember(right, members, plant),
  };
}

/** A record with one member changed, or without it; `undefined` where there is no record around the member. */
function withMember(
  value: unknown,
  [name = '', ...rest]: readonly string[],
  change: (right: JsonValue) => unknown,
): JsonValue | undefined {
  if (!isRecord(value) || !Object.hasOwn(value, name)) return undefined;
  const member = value[name] as JsonValue;
  const changed = rest.length === 0 ? change(member) : withMember(member, rest, change);
  if (rest.length > 0 && changed === undefined) return undefined;
  const members = Object.entries(value).filter(([key]) => key !== name || changed !== undefined);
  return Object.fromEntries(
    members.map(([key, right]) => [key, key === name ? changed : right]),
  ) as JsonValue;
}

function asRecord(right: RawValue): RawValue {
  return { value: typeof right === 'string' ? right : null };
}

function notANumber(): RawValue {
  return new CellFault('NaN', 'not a number');
}
