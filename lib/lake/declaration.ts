import { DeclarationError } from '../errors.ts';
import { keepDaysProblem } from '../model/check-jobs.ts';
import { isRecord } from '../model/is-record.ts';
import { type Job, type Layer, layers } from '../model/job.ts';
import { type Grain, type Period, periodOfGrain } from '../model/period.ts';
import type { SettingValues } from '../model/settings.ts';
import type { Column, Table } from '../model/table.ts';
import { declarationKey } from './object-key.ts';
import { sha256 } from './sha256.ts';

/**
 * What a lake says of a job: `_lake/<job>.json`, written by the first run before its first object.
 * Nothing in it depends on the clock or the machine, so that the same first run writes the same bytes
 * everywhere. Only `keepDays` can change later.
 */
export interface Declaration {
  readonly job: string;
  readonly layer: Layer;
  readonly grain: Grain;
  /** Where the time of the job begins: the start of the range of its first run. `undefined` at grain `file`. */
  readonly since: Period | undefined;
  /** Kind of its source: `generated-accounts`. */
  readonly source: string;
  readonly settings: SettingValues;
  readonly inputs: readonly string[];
  /** Versions of the first run, by what they are versions of: `{ generator: 'generated-accounts/1' }`. */
  readonly versions: Readonly<Record<string, string>>;
  /**
   * Tells the key that the objects of the job are made with from others: its version and a check value,
   * which says nothing about the key. Left out for a job without a key.
   */
  readonly key?: string;
  /** Days for which the objects of the job are kept. Left out where they are kept for ever. */
  readonly keepDays?: number;
  readonly table: DeclaredTable;
}

/** A table as a declaration has it: what decides how its files are read. */
export interface DeclaredTable {
  readonly name: string;
  readonly columns: readonly DeclaredColumn[];
}

/** A column as a declaration has it. */
export interface DeclaredColumn {
  readonly name: string;
  /** `string`, or with parameters `decimal(10,2)`. */
  readonly type: string;
  /** Whether a row may have no value here. Default: every row has one. */
  readonly nullable?: true;
}

/** Raised when a declaration says something that earlier versions would misread. */
const FORMAT = 1;

/** A declaration is a few kilobytes; what is larger is something else. */
export const LARGEST_DECLARATION = 1024 ** 2;

/**
 * The table of a declaration.
 *
 * @example
 * declaredTable({ name: 't', description: '', columns: [{ name: 'a', type: 'integer', description: '', example: '', statistics: false }] }) // => { name: 't', columns: [{ name: 'a', type: 'integer' }] }
 */
export function declaredTable({ name, columns }: Table): DeclaredTable {
  return { name, columns: columns.map(declaredColumn) };
}

function declaredColumn({ name, type, precision, scale, nullable }: Column): DeclaredColumn {
  const declared = {
    name,
    type: precision === undefined ? type : `${type}(${precision},${scale})`,
  };
  return nullable ? { ...declared, nullable } : declared;
}

/**
 * The declaration of a job that has none yet.
 *
 * @param options.since where the time of the job begins; `undefined` at grain `file`
 * @param options.settings values of all settings of its source
 * @param options.generator version of what makes its rows
 * @param options.key what tells its key from others. Default: the job has no key.
 */
export function newDeclaration(
  job: Job,
  {
    since,
    settings,
    generator,
    key,
  }: {
    readonly since: Period | undefined;
    readonly settings: SettingValues;
    readonly generator: string;
    readonly key?: string | undefined;
  },
): Declaration {
  return {
    job: job.name,
    layer: job.layer,
    grain: job.grain,
    since,
    source: job.source.kind,
    settings,
    inputs: job.inputs ?? [],
    versions: { generator },
    ...(key === undefined ? {} : { key }),
    ...(job.keepDays === undefined ? {} : { keepDays: job.keepDays }),
    table: declaredTable(job.table),
  };
}

/** The bytes of a declaration: JSON in UTF-8, always in the same order. */
export function declarationBytes(declaration: Declaration): Uint8Array {
  const { job, layer, grain, since, source, settings, inputs, versions } = declaration;
  const { key, keepDays, table } = declaration;
  const ordered = {
    format: FORMAT,
    job,
    layer,
    grain,
    since,
    source,
    settings,
    inputs,
    versions,
    key,
    keepDays,
    table,
  };
  return new TextEncoder().encode(`${JSON.stringify(ordered, null, 2)}\n`);
}

/** SHA-256 of all of a declaration that never changes: all but `keepDays`. In lower-case hexadecimal. */
export function declarationIdentity({ keepDays: _, ...others }: Declaration): string {
  return sha256(declarationBytes(others));
}

/**
 * Reads the declaration of a job.
 *
 * @param options.lake how a person names the lake
 * @throws DeclarationError when the bytes are no declaration, one of a newer version, or one of another
 *   job or table.
 */
export function parseDeclaration(
  bytes: Uint8Array,
  job: Job,
  { lake }: { readonly lake: string },
): Declaration {
  const place: Place = { lake, key: declarationKey(job.name) };
  const fields = fieldsOf(bytes, place);
  if (typeof fields.format === 'number' && fields.format > FORMAT) {
    throw new DeclarationError(
      {
        expected: `${nameOf(place)} to be written by this version of Hourlake or an older one`,
        got: `a declaration of format ${fields.format}`,
        advice: 'Update Hourlake.',
      },
      place,
    );
  }
  const declaration = declarationOf(fields);
  if (declaration === undefined) throw notADeclaration(place, 'JSON with other fields');
  checkIsOf(declaration, job, place);
  return declaration;
}

/** Where a declaration is. */
interface Place {
  readonly lake: string;
  readonly key: string;
}

function nameOf({ lake, key }: Place): string {
  return `${lake}/${key}`;
}

function fieldsOf(bytes: Uint8Array, place: Place): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isRecord(parsed)) return parsed;
  } catch {
    // Says the same as JSON that is no object.
  }
  throw notADeclaration(place, `${bytes.length} bytes that are no JSON object`);
}

function declarationOf(fields: Record<string, unknown>): Declaration | undefined {
  const { format, job, grain, since, source, settings, inputs, versions } = fields;
  const { key, keepDays, table } = fields;
  const layer = layers.find((each) => each === fields.layer);
  if (format !== FORMAT || typeof job !== 'string' || typeof source !== 'string') return undefined;
  if (layer === undefined) return undefined;
  if (grain !== 'hour' && grain !== 'day' && grain !== 'file') return undefined;
  const begin = typeof since === 'string' ? periodOfGrain(grain, since) : undefined;
  if ((begin === undefined) !== (grain === 'file')) return undefined;
  if (!isSettings(settings) || !isTexts(versions) || !isTable(table)) return undefined;
  if (!Array.isArray(inputs) || !inputs.every((input) => typeof input === 'string'))
    return undefined;
  if (key !== undefined && typeof key !== 'string') return undefined;
  if (keepDays !== undefined) {
    if (typeof keepDays !== 'number' || keepDaysProblem({ layer, grain }, keepDays) !== undefined)
      return undefined;
  }
  const declared: Declaration = {
    job,
    layer,
    grain,
    since: begin,
    source,
    settings,
    inputs,
    versions,
    table,
  };
  return {
    ...declared,
    ...(key === undefined ? {} : { key }),
    ...(keepDays === undefined ? {} : { keepDays }),
  };
}

/** Objects of another table under the same keys would be read as what they are not. */
function checkIsOf(declaration: Declaration, job: Job, place: Place): void {
  const differing = Object.entries({
    job: [declaration.job, job.name],
    layer: [declaration.layer, job.layer],
    grain: [declaration.grain, job.grain],
    source: [declaration.source, job.source.kind],
    inputs: [declaration.inputs.join(', '), (job.inputs ?? []).join(', ')],
    table: [declaration.table.name, job.table.name],
    columns: [columnsOf(declaration.table), columnsOf(declaredTable(job.table))],
  }).find(([, [there, here]]) => there !== here);
  if (differing === undefined) return;
  const [name, [there, here]] = differing;
  throw new DeclarationError(
    {
      expected: `${nameOf(place)} to declare the ${name} ${JSON.stringify(here)}`,
      got: JSON.stringify(there),
      advice:
        'The lake was filled by another job. Use another lake, or undo the change to the job.',
    },
    place,
  );
}

function columnsOf({ columns }: DeclaredTable): string {
  return columns
    .map(({ name, type, nullable }) => `${name} ${type}${nullable ? ' nullable' : ''}`)
    .join(', ');
}

function notADeclaration(place: Place, got: string): DeclarationError {
  return new DeclarationError(
    {
      expected: `${nameOf(place)} to be the declaration of a job`,
      got,
      advice:
        'Restore the file, or delete it: the next run writes it again from the footers of the files.',
    },
    place,
  );
}

function isSettings(value: unknown): value is SettingValues {
  return (
    isRecord(value) &&
    Object.values(value).every((each) => ['string', 'number', 'boolean'].includes(typeof each))
  );
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((each) => typeof each === 'string');
}

function isTable(value: unknown): value is DeclaredTable {
  if (!isRecord(value) || typeof value.name !== 'string' || !Array.isArray(value.columns)) {
    return false;
  }
  return value.columns.every(
    (column) => isRecord(column) && isTexts({ name: column.name, type: column.type }),
  );
}
