import { type FileHandle, open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { HourlakeError, InputError } from '../../lib/errors.ts';
import { wordsOf } from '../../lib/printable.ts';
import {
  jsonSchemas,
  SCHEMA_EXTENSIONS,
  schemaFileKind,
  TELLING_BYTES,
} from '../../lib/schemas/schema-file.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';
import type { Context } from '../context.ts';

/** A file, and how a person names it. */
interface SchemaFile {
  readonly path: string;
  readonly from: string;
}

/** The largest text that is read as a schema; a dump of the structure alone is far smaller. */
const LARGEST_TEXT = 64 * 1024 ** 2;

/**
 * The tables of a file, or of all files of a folder whose extension is that of a schema, in the order of
 * their names.
 *
 * @throws InputError when nothing is there that can be read; SchemaError when a file is no schema.
 */
export async function schemasInPath(context: Context, named: string): Promise<TableSchema[]> {
  const path = context.resolvePath(named);
  try {
    if (!(await stat(path)).isDirectory()) return await schemasInFile({ path, from: named });
    const files = (await readdir(path)).filter(isSchemaFile).sort();
    const tables: TableSchema[] = [];
    for (const file of files) {
      const from = join(named, file);
      tables.push(...(await schemasInFile({ path: join(path, file), from })));
    }
    return tables;
  } catch (error) {
    if (error instanceof HourlakeError) throw error;
    throw new InputError(
      {
        expected: `to read schemas from ${named}`,
        got: wordsOf(error),
        advice: 'Name a file or a folder that exists.',
      },
      { cause: error },
    );
  }
}

function isSchemaFile(file: string): boolean {
  return SCHEMA_EXTENSIONS.includes(extname(file).toLowerCase());
}

async function schemasInFile({ path, from }: SchemaFile): Promise<TableSchema[]> {
  const handle = await open(path);
  try {
    const beginning = await readPart(handle, 0, TELLING_BYTES);
    const { size } = await handle.stat();
    const name = basename(path, extname(path));
    switch (schemaFileKind(beginning)) {
      case 'parquet': {
        const { readParquetSchema } = await import('../../lib/parquet/read-parquet-schema.ts');
        const { parquetSchema } = await import('../../lib/schemas/parquet-schema.ts');
        const read = (offset: number, length: number) => readPart(handle, offset, length);
        return [parquetSchema(await readParquetSchema(size, read), { name, from })];
      }
      case 'duckdb':
        return await duckDbTables({ path, from });
      case 'json':
        return jsonSchemas(await textOf({ path, from }, size), { name, from });
      case 'sql': {
        const { loadSqlParser } = await import('../../lib/schemas/sql-parser.ts');
        const { sqlSchemas } = await import('../../lib/schemas/sql-ddl.ts');
        const sql = await textOf({ path, from }, size);
        return sqlSchemas(sql, { parse: await loadSqlParser(), from });
      }
    }
  } finally {
    await handle.close();
  }
}

async function textOf({ path, from }: SchemaFile, size: number): Promise<string> {
  if (size <= LARGEST_TEXT) return readFile(path, 'utf8');
  throw new InputError({
    expected: `${from} to have at most ${LARGEST_TEXT / 1024 ** 2} MiB`,
    got: `${Math.ceil(size / 1024 ** 2)} MiB`,
    advice: 'Name a file of schemas, without rows: "pg_dump --schema-only" writes one.',
  });
}

async function readPart(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const { bytesRead, buffer } = await handle.read({
    buffer: Buffer.alloc(length),
    position: offset,
  });
  return buffer.subarray(0, bytesRead);
}

/** Opened to read only, because another process may have the file open. */
async function duckDbTables({ path, from }: SchemaFile): Promise<TableSchema[]> {
  const { DuckDb } = await import('../../lib/duckdb/duckdb.ts');
  const { selectObjects } = await import('../../lib/duckdb/select-objects.ts');
  const { readDuckDbSchemas } = await import('../../lib/schemas/duckdb-schema.ts');
  const database = await DuckDb.open({});
  try {
    await database.run(`ATTACH '${path.replaceAll("'", "''")}' AS described (READ_ONLY)`);
    return await readDuckDbSchemas((sql) => selectObjects(database, sql), {
      database: 'described',
      from,
    });
  } finally {
    database.close();
  }
}
