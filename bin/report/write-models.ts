import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError, OutputError } from '../../lib/errors.ts';
import { wordsOf } from '../../lib/printable.ts';
import { distinct, fileName } from '../../lib/schemas/model-names.ts';
import { isModelFile, typeScriptModels } from '../../lib/schemas/models.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';
import type { Context } from '../context.ts';

/**
 * Writes the models of tables: into one file where a file of TypeScript is named, else a file a table
 * into a folder. Models that were written before are overwritten, and nothing else.
 *
 * @param named `models.ts`, or a folder
 * @returns the names of the files
 * @throws InputError when another file is there; OutputError when a file cannot be written.
 */
export async function writeModels(
  context: Context,
  named: string,
  tables: readonly TableSchema[],
): Promise<string[]> {
  const files = modelFiles(named, tables);
  for (const { file } of files) await checkIsFree(context.resolvePath(file), file);
  for (const { file, text } of files) await writeModel(context.resolvePath(file), file, text);
  return files.map(({ file }) => file);
}

/** A file that is written. */
interface ModelFile {
  readonly file: string;
  readonly text: string;
}

function modelFiles(named: string, tables: readonly TableSchema[]): ModelFile[] {
  if (named.endsWith('.ts')) return [{ file: named, text: typeScriptModels(tables) }];
  const names = distinct(tables.map(({ name }) => fileName(name)));
  return tables.map((table, index) => ({
    file: join(named, `${names[index]}.ts`),
    text: typeScriptModels([table]),
  }));
}

async function checkIsFree(path: string, name: string): Promise<void> {
  const there = await readFile(path, 'utf8').catch(() => undefined);
  if (there === undefined || isModelFile(there)) return;
  throw new InputError({
    expected: `${name} to be a new file, or models that "hourlake schema" wrote`,
    got: 'another file',
    advice: 'Name another file or folder with --models: nothing was written.',
  });
}

async function writeModel(path: string, name: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new OutputError(
      {
        expected: `to write the file ${name}`,
        got: wordsOf(error),
        advice: 'Free some space, or name a file or a folder elsewhere with --models.',
      },
      { cause: error },
    );
  }
}
