import type { DuckDb, DuckDbValue } from './duckdb.ts';

/** All rows of a SELECT as objects, by the names of its columns. For results that are small. */
export async function selectObjects(
  database: Pick<DuckDb, 'select'>,
  sql: string,
): Promise<Record<string, DuckDbValue>[]> {
  const { columns, stream: begin } = await database.select(sql);
  const stream = await begin();
  const objects: Record<string, DuckDbValue>[] = [];
  for (let rows = await stream.next(); rows !== undefined; rows = await stream.next()) {
    for (const row of rows) {
      objects.push(Object.fromEntries(columns.map((name, place) => [name, row[place] ?? null])));
    }
  }
  return objects;
}
