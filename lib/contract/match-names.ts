import { CaptureError } from '../errors.ts';
import { comparableName } from './comparable-name.ts';
import type { Contract } from './contract.ts';

/** Which columns of the outside are those of a contract. */
export interface NameMatch {
  /** For each column of the contract, its place among the names of the outside; -1 where it is missing. */
  readonly places: readonly number[];
  /** Names of the outside that are no column of the table. Blank names are left out. */
  readonly unknown: readonly string[];
  /** Columns of the table that are missing outside. */
  readonly missing: readonly MissingColumn[];
  /** Columns of the table that several columns outside are, with the names of these. */
  readonly repeated: readonly { readonly column: string; readonly names: readonly string[] }[];
}

/** A column of the table that is missing outside. */
export interface MissingColumn {
  readonly column: string;
  readonly isRequired: boolean;
}

/**
 * Finds the columns of a contract among the names that the outside has. Of a repeated column the first
 * one counts; {@link checkNames} refuses it.
 *
 * @example
 * matchNames(openContract({ name: 't', description: '', columns: [{ name: 'DATA_VENDA', type: 'date' }] }), ['id', 'Data da venda', 'data venda']).places // => [2]
 */
export function matchNames({ columns }: Contract, names: readonly string[]): NameMatch {
  const comparable = names.map(comparableName);
  const found = columns.map((column) =>
    comparable.flatMap((name, place) => (column.names.includes(name) ? [place] : [])),
  );
  const known = new Set(found.flat());
  return {
    places: found.map(([first = -1]) => first),
    unknown: names.filter((name, place) => !known.has(place) && name.trim() !== ''),
    missing: columns.flatMap(({ column }, index) =>
      found[index]?.length === 0
        ? [{ column: column.name, isRequired: column.nullable !== true }]
        : [],
    ),
    repeated: columns.flatMap(({ column }, index) => {
      const places = found[index] ?? [];
      const those = places.map((place) => names[place] ?? '');
      return places.length > 1 ? [{ column: column.name, names: those }] : [];
    }),
  };
}

/**
 * Whether names are those of the table's columns, and so a row of a sheet is its header: all required
 * columns are among them, and at least one column.
 *
 * @example
 * looksLikeHeader(openContract({ name: 't', description: '', columns: [{ name: 'a', type: 'date' }] }), ['b', 'A ']) // => true
 */
export function looksLikeHeader(contract: Contract, names: readonly string[]): boolean {
  const { places, missing } = matchNames(contract, names);
  return places.some((place) => place >= 0) && !missing.some(({ isRequired }) => isRequired);
}

/**
 * Makes sure that rows under these names can be checked: no required column is missing, none is
 * repeated, and none is unknown where the contract says so.
 *
 * @param options.capture how errors name what was captured: `base_2019.xlsx`
 * @throws CaptureError that names all columns which are wrong.
 */
export function checkNames(
  { table, unknown: onUnknown, columns }: Contract,
  { missing, repeated, unknown }: NameMatch,
  { capture }: { readonly capture: string },
): void {
  const required = missing.filter(({ isRequired }) => isRequired);
  const problems = [
    ...required.map(({ column }) => `no column ${column}`),
    ...repeated.map(({ column, names }) => `${names.map(quoted).join(' and ')} for ${column}`),
    ...(onUnknown === 'fail' ? unknown.map((name) => `an unknown column ${quoted(name)}`) : []),
  ];
  if (problems.length === 0) return;
  throw new CaptureError({
    expected: `${capture} to have each column of ${table.name} once: ${columns.map(({ column }) => column.name).join(', ')}`,
    got: problems.join(', '),
    advice: 'Correct its header, or name the columns under "from" in the contract.',
  });
}

function quoted(name: string): string {
  return JSON.stringify(name);
}
