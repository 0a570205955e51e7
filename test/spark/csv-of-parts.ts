import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toCsv } from '../../bin/terminal/csv.ts';
import { collect, type Engine } from '../../lib/engines/engine.ts';
import type { Statement } from '../../lib/engines/statement.ts';

/** The files of a result as one text: in the order of their names, with one line of names of columns. */
export async function csvOfParts(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
  const parts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return parts
    .map((part, index) => (index === 0 ? part : part.slice(part.indexOf('\n') + 1)))
    .join('');
}

/** The result of a statement as Hourlake writes it for an engine that returns rows. */
export async function csvOfEngine(
  engine: Engine,
  statement: Statement,
  separator = ',',
): Promise<string> {
  try {
    const { columns, rows } = await collect(await engine.query(statement));
    return toCsv(columns, rows, { separator });
  } finally {
    await engine.close();
  }
}
