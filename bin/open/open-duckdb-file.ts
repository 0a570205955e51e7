import type { DuckDbFile } from '../../lib/duckdb/duckdb-file.ts';
import { InputError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';

const SCHEME = 'duckdb:';

/**
 * The file that a place such as `duckdb:./shop.duckdb` names; `undefined` for a place of another kind.
 *
 * @throws InputError when it names no file.
 */
export function duckDbFileOf(context: Context, place: string): DuckDbFile | undefined {
  if (!place.startsWith(SCHEME)) return undefined;
  const path = place.slice(SCHEME.length);
  if (path !== '' && path !== ':memory:') return { path: context.resolvePath(path), name: place };
  throw new InputError({
    expected: 'the path of a file of DuckDB, such as duckdb:./shop.duckdb',
    got: JSON.stringify(place),
    advice: 'Name a file: it is created where there is none.',
  });
}
