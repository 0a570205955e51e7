import { readdir, readFile } from 'node:fs/promises';
import { InputError, QueryError } from '../errors.ts';
import { didYouMean } from '../model/nearest-name.ts';
import { wordsOf } from '../printable.ts';

/** One file of `queries/`. */
export interface SavedQuery {
  /** Name of the file without `.sql`; kebab-case. */
  readonly name: string;
  /** The question that it answers, in one line. */
  readonly description: string;
  /** Names of the jobs whose tables it reads; at least one. */
  readonly jobs: readonly string[];
  /** The whole text of the file. */
  readonly sql: string;
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Reads a saved query from the text of its file: a header of comments that gives its name and
 * description, then SQL that Athena and DuckDB both accept.
 *
 * @param fileName such as `top-cities.sql`
 * @throws QueryError when the header is not as it should be, or no SQL follows.
 * @example
 * parseSavedQuery('one.sql', '-- name: one\n-- description: Always one\n-- jobs: a-job\nSELECT 1').jobs // => ['a-job']
 */
export function parseSavedQuery(fileName: string, text: string): SavedQuery {
  const name = headerOf('name', text) ?? '';
  const description = headerOf('description', text) ?? '';
  if (!NAME.test(name) || `${name}.sql` !== fileName) {
    throw malformed(fileName, `a first line "-- name: ${fileName.replace(/\.sql$/, '')}"`, name);
  }
  if (description === '') {
    throw malformed(fileName, 'a line "-- description: ..." with the question it answers', '');
  }
  const jobs = (headerOf('jobs', text) ?? '').split(',').map((job) => job.trim());
  if (jobs.includes('')) {
    throw malformed(fileName, 'a line "-- jobs: ..." with the jobs whose tables it reads', '');
  }
  const hasStatement = text.split('\n').some((line) => !/^(--|$)/.test(line.trim()));
  if (!hasStatement) throw malformed(fileName, 'an SQL statement after the header', '');
  return { name, description, jobs, sql: text };
}

/**
 * Reads all saved queries of a folder, in the order of their names.
 *
 * @param folder where the `.sql` files are
 * @throws QueryError when the folder cannot be read, or a file in it is no saved query.
 */
export async function readSavedQueries(folder: string | URL): Promise<SavedQuery[]> {
  const base = folder instanceof URL ? folder : `${folder}/`;
  try {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
    return await Promise.all(
      files.map(async (file) => {
        const path = base instanceof URL ? new URL(file, base) : `${base}${file}`;
        return parseSavedQuery(file, await readFile(path, 'utf8'));
      }),
    );
  } catch (error) {
    if (error instanceof QueryError) throw error;
    throw new QueryError(
      {
        expected: `saved queries in ${folder}`,
        got: wordsOf(error),
        advice: 'Install Hourlake again: its queries come with it.',
      },
      { cause: error },
    );
  }
}

/**
 * Finds a saved query by its name.
 *
 * @throws InputError with the nearest name, and all names, when there is no such query.
 */
export function findSavedQuery(queries: readonly SavedQuery[], name: string): SavedQuery {
  const found = queries.find((query) => query.name === name);
  if (found !== undefined) return found;
  const names = queries.map((query) => query.name);
  throw new InputError({
    expected: 'the name of a saved query',
    got: JSON.stringify(name),
    advice: `${didYouMean(name, names)}The saved queries are ${names.join(', ')}.`,
  });
}

function headerOf(key: string, text: string): string | undefined {
  const head = `-- ${key}:`;
  const line = text.split('\n').find((each) => each.startsWith(head));
  return line?.slice(head.length).trim();
}

function malformed(fileName: string, expected: string, got: string): QueryError {
  return new QueryError({
    expected: `${expected} in queries/${fileName}`,
    got: got === '' ? 'none' : JSON.stringify(got),
    advice: 'See the other files of that folder.',
  });
}
