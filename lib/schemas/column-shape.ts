import { SchemaError } from '../errors.ts';
import { didYouMean } from '../model/nearest-name.ts';
import { wordsOf } from '../printable.ts';
import type { Dialect } from './type-names.ts';
import { typeNamesOf } from './type-names.ts';
import { type FieldShape, readTypeText, type TypeTextOptions, UnknownType } from './type-text.ts';

const SYSTEMS: Readonly<Record<Dialect, string>> = {
  bigquery: 'BigQuery',
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
  hive: 'Glue and Athena',
  duckdb: 'DuckDB',
};

/**
 * The shape of a column whose type a system gives as text.
 *
 * @param place what an error names: `orders.sql, column orders.total`
 * @throws SchemaError when the type is none that is known.
 */
export function columnShape(
  text: string,
  { place, ...options }: TypeTextOptions & { readonly place: string },
): FieldShape {
  try {
    return readTypeText(text, options);
  } catch (error) {
    throw unreadableType(error, { place, text, dialect: options.dialect });
  }
}

/** The error of a column whose type could not be read. */
export function unreadableType(
  error: unknown,
  {
    place,
    text,
    dialect,
  }: { readonly place: string; readonly text: string; readonly dialect: Dialect },
): SchemaError {
  const unknown = error instanceof UnknownType ? error.message : undefined;
  return new SchemaError(
    {
      expected: `${place} to have a type of ${SYSTEMS[dialect]} that rows can be made for`,
      got: JSON.stringify(unknown ?? text),
      advice:
        unknown === undefined
          ? `It cannot be read as a type: ${wordsOf(error)}.`
          : `${didYouMean(unknown, typeNamesOf(dialect))}docs/schemas.md lists the types that are read. Leave the column out, or give it one of them.`,
    },
    { place },
    { cause: error },
  );
}
