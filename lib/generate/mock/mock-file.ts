import { InputError } from '../../errors.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import { completeSettings, type SettingValues } from '../../model/settings.ts';
import type { Chances, TableWishes } from './mock-model.ts';
import { mockSettings } from './mock-settings.ts';
import type { Override } from './overrides.ts';

/** What a person says of mock rows: for all tables, and for some of them. */
export interface MockFile extends Partial<Chances> {
  /** Rows of each table. */
  readonly rows?: number;
  /** By the name of a table. */
  readonly tables: Readonly<Record<string, TableWishes & { readonly rows?: number }>>;
}

type JsonObject = Readonly<Record<string, unknown>>;

const CHANCES = Object.keys(mockSettings);
const OF_A_TABLE = [...CHANCES, 'fields', 'references'];

/**
 * Reads a file of wishes: settings of all tables, and below `tables` settings, `fields` and `references`
 * of some. Where there is a single table, `fields` and `references` may stand at the top.
 *
 * @param only name of the table, where there is a single one
 * @param from how a person names the file
 * @throws InputError that says which entry is wrong.
 */
export function readMockFile(
  json: unknown,
  { only, from }: { readonly only: string | undefined; readonly from: string },
): MockFile {
  const top = objectAt(json, from);
  const known = only === undefined ? [...CHANCES, 'tables'] : [...OF_A_TABLE, 'tables'];
  checkNames(top, known, from);
  const tables = Object.entries(objectAt(top.tables ?? {}, `${from}, tables`)).map(
    ([name, table]): [string, MockFile['tables'][string]] => {
      const place = `${from}, tables.${name}`;
      const wishes = objectAt(table, place);
      checkNames(wishes, OF_A_TABLE, place);
      return [name, { ...chancesIn(wishes, place), ...wishesIn(wishes, place) }];
    },
  );
  const byTable = Object.fromEntries(tables);
  const ofOnly = only === undefined ? {} : { [only]: { ...byTable[only], ...wishesIn(top, from) } };
  return { ...chancesIn(top, from), tables: { ...byTable, ...ofOnly } };
}

/** The settings that are there. */
function chancesIn(entry: JsonObject, place: string): Partial<Chances> & { rows?: number } {
  const given = Object.entries(entry).filter(
    (pair): pair is [string, SettingValues[string]] =>
      CHANCES.includes(pair[0]) && ['string', 'number', 'boolean'].includes(typeof pair[1]),
  );
  const complete = completeSettings(mockSettings, Object.fromEntries(given), { owner: place });
  const names = new Set(given.map(([name]) => name));
  return Object.fromEntries(Object.entries(complete).filter(([name]) => names.has(name)));
}

function wishesIn(entry: JsonObject, place: string): Pick<TableWishes, 'fields' | 'references'> {
  const { fields, references } = entry;
  return {
    // Each is checked together with the field that it is about.
    ...(fields === undefined
      ? {}
      : { fields: objectAt(fields, `${place}, fields`) as Readonly<Record<string, Override>> }),
    ...(references === undefined
      ? {}
      : { references: referencesIn(objectAt(references, `${place}, references`), place) }),
  };
}

function referencesIn(entry: JsonObject, place: string): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    Object.entries(entry).map(([name, to]): [string, string | null] => {
      if (typeof to === 'string' || to === null) return [name, to];
      throw new InputError({
        expected: `references.${name} of ${place} to be a field such as "conta.id", or null`,
        got: typeof to,
        advice: 'Write the table and its field, joined by a point.',
      });
    }),
  );
}

function checkNames(entry: JsonObject, known: readonly string[], place: string): void {
  const unknown = Object.keys(entry).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new InputError({
    expected: `entries of ${place} that are known`,
    got: JSON.stringify(unknown),
    advice: `${didYouMean(unknown, known)}The entries are ${known.join(', ')}.`,
  });
}

function objectAt(value: unknown, place: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as JsonObject;
  }
  throw new InputError({
    expected: `${place} to be a JSON object`,
    got: value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value,
    advice: 'docs/mock.md has an example.',
  });
}
