import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError, QueryError } from '../errors.ts';
import { findJob, type Job } from '../model/job.ts';
import { didYouMean } from '../model/nearest-name.ts';
import { wordsOf } from '../printable.ts';
import type { Statement } from './statement.ts';

/** One file of `queries/`. */
export interface SavedQuery extends Statement {
  /** Name of the file without its folder and `.sql`; kebab-case, and unique in all folders. */
  readonly name: string;
  /** The question that it answers, in one line. */
  readonly description: string;
  /** Names of the jobs whose tables it reads; at least one. */
  readonly jobs: readonly string[];
  /** The whole text of the file. */
  readonly sql: string;
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const EXTENSION = '.sql';

/**
 * Reads a saved query from the text of its file: a header of comments with its name, its description
 * and the jobs that it needs, then SQL that Athena and DuckDB both accept.
 *
 * @param file within `queries/`, with `/` between folders: `accounts/top-cities.sql`
 * @throws QueryError when a line of the header is missing or wrong, or no SQL follows.
 * @example
 * parseSavedQuery('one.sql', '-- name: one\n-- description: Always one\n-- jobs: a-job\nSELECT 1').jobs // => ['a-job']
 */
export function parseSavedQuery(file: string, text: string): SavedQuery {
  const fileName = file.split('/').at(-1) ?? '';
  const name = headerOf('name', text) ?? '';
  const description = headerOf('description', text) ?? '';
  if (!NAME.test(name) || `${name}${EXTENSION}` !== fileName) {
    const wanted = fileName.slice(0, -EXTENSION.length);
    throw malformed(file, `a first line "-- name: ${wanted}"`, name);
  }
  if (description === '') {
    throw malformed(file, 'a line "-- description: ..." with the question it answers', '');
  }
  const jobs = (headerOf('jobs', text) ?? '').split(',').map((job) => job.trim());
  if (jobs.includes('')) {
    throw malformed(file, 'a line "-- jobs: ..." with the jobs whose tables it reads', '');
  }
  const hasStatement = text.split('\n').some((line) => !/^(--|$)/.test(line.trim()));
  if (!hasStatement) throw malformed(file, 'an SQL statement after the header', '');
  return { name, description, jobs, sql: text, file };
}

/**
 * Reads all saved queries of a folder and the folders in it, in the order of their names.
 *
 * @throws QueryError when the folder cannot be read, a file in it is not a saved query, or two files
 *   have the same name.
 */
export async function readSavedQueries(folder: string | URL): Promise<SavedQuery[]> {
  const base = folder instanceof URL ? fileURLToPath(folder) : folder;
  try {
    const entries = await readdir(base, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.name.endsWith(EXTENSION) && !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name));
    const queries = await Promise.all(
      paths.map(async (path) => {
        const file = path.slice(join(base, sep).length).replaceAll(sep, '/');
        return parseSavedQuery(file, await readFile(path, 'utf8'));
      }),
    );
    return inOrderOfNames(queries);
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

/**
 * Makes sure that every job that saved queries need exists.
 *
 * @param jobs all jobs
 * @throws InputError that names the file, with the nearest name of a job.
 */
export function checkJobsOfQueries(queries: readonly SavedQuery[], jobs: readonly Job[]): void {
  for (const { file, name, jobs: needed } of queries) {
    for (const job of needed) {
      try {
        findJob(jobs, job);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        throw new InputError(
          {
            expected: `queries/${file ?? `${name}${EXTENSION}`} to need jobs that exist`,
            got: error.got,
            advice: error.advice,
          },
          { cause: error },
        );
      }
    }
  }
}

/**
 * The saved queries that can be answered: those that read only tables of these jobs.
 *
 * @example
 * answerableQueries([{ name: 'one', description: 'One', jobs: ['a-job'], sql: 'SELECT 1' }], []) // => []
 */
export function answerableQueries(
  queries: readonly SavedQuery[],
  jobs: readonly Pick<Job, 'name'>[],
): readonly SavedQuery[] {
  const names = new Set(jobs.map(({ name }) => name));
  return queries.filter((query) => query.jobs.every((job) => names.has(job)));
}

function inOrderOfNames(queries: readonly SavedQuery[]): SavedQuery[] {
  const byName = new Map<string, SavedQuery>();
  for (const query of queries) {
    const other = byName.get(query.name);
    if (other !== undefined) {
      throw new QueryError({
        expected: 'every saved query to have a name of its own',
        got: `queries/${other.file} and queries/${query.file}`,
        advice: 'Rename one of these files, and the query in its first line.',
      });
    }
    byName.set(query.name, query);
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function headerOf(key: string, text: string): string | undefined {
  const head = `-- ${key}:`;
  const line = text.split('\n').find((each) => each.startsWith(head));
  return line?.slice(head.length).trim();
}

function malformed(file: string, expected: string, got: string): QueryError {
  return new QueryError({
    expected: `${expected} in queries/${file}`,
    got: got === '' ? 'none' : JSON.stringify(got),
    advice: 'See the other files of that folder.',
  });
}
