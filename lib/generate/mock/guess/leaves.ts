import type { Field } from '../../../schemas/table-schema.ts';
import { nameWords } from '../name-words.ts';

/** A field that has values of its own: neither a record nor a list nor a map. */
export interface Leaf {
  readonly field: Field;
  /** Names of records and the field, joined by points. */
  readonly path: string;
  readonly words: readonly string[];
  /** Words of the records that it is in, the outermost first. */
  readonly recordWords: readonly string[];
  /** Path of the innermost list that it is in; empty for one value in each row. */
  readonly scope: string;
  /** The fields of the same record, itself included, by their words. */
  readonly siblings: readonly (readonly string[])[];
}

/**
 * The fields of a table that have values of their own, at any level.
 *
 * @example
 * leavesOf([{ name: 'a', type: 'record', mode: 'repeated', fields: [{ name: 'nomeMae', type: 'string', mode: 'required' }] }]).map(({ path, words, scope }) => [path, words, scope]) // => [['a.nomeMae', ['nome', 'mae'], 'a']]
 */
export function leavesOf(fields: readonly Field[]): readonly Leaf[] {
  return within(fields, { path: '', words: [], scope: '' });
}

interface Surroundings {
  readonly path: string;
  readonly words: readonly string[];
  readonly scope: string;
}

function within(fields: readonly Field[], around: Surroundings): Leaf[] {
  const siblings = fields.map(({ name }) => nameWords(name));
  return fields.flatMap((field, place) => {
    const words = siblings[place] ?? [];
    const path = around.path === '' ? field.name : `${around.path}.${field.name}`;
    const isMany = field.mode === 'repeated' || field.type === 'list' || field.type === 'map';
    const scope = isMany ? path : around.scope;
    if (field.fields === undefined) {
      return [{ field, path, words, recordWords: around.words, scope, siblings }];
    }
    return within(field.fields, { path, words: [...around.words, ...words], scope });
  });
}
