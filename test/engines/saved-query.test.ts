import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findSavedQuery,
  parseSavedQuery,
  readSavedQueries,
} from '../../lib/engines/saved-query.ts';
import { InputError, QueryError } from '../../lib/errors.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const TEXT = '-- name: one\n-- description: Always one\n\nSELECT 1\n';

describe('a saved query', () => {
  it('has the name and the description of its header, and the whole text', () => {
    const query = parseSavedQuery('one.sql', TEXT);

    expect(query).toEqual({ name: 'one', description: 'Always one', sql: TEXT });
  });

  it.each([
    ['another name', 'two.sql', TEXT],
    ['no name', 'one.sql', '-- description: Always one\nSELECT 1'],
    ['no description', 'one.sql', '-- name: one\nSELECT 1'],
    ['an empty description', 'one.sql', '-- name: one\n-- description:  \nSELECT 1'],
    ['no SQL', 'one.sql', '-- name: one\n-- description: Always one\n-- SELECT 1\n'],
    ['a name that is not kebab-case', 'One_1.sql', TEXT.replace('one', 'One_1')],
  ])('is refused with %s', (_, file, text) => {
    expect(() => parseSavedQuery(file, text)).toThrow(QueryError);
    expect(() => parseSavedQuery(file, text)).toThrow(`queries/${file}`);
  });

  it('is parsed or refused with an error of ours, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (file, text) => {
        try {
          parseSavedQuery(file, text);
        } catch (error) {
          expect(error).toBeInstanceOf(QueryError);
        }
      }),
    );
  });
});

describe('a folder of saved queries', () => {
  it('is read in the order of names, other files left out', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'two.sql'), TEXT.replace('one', 'two'));
    await writeFile(join(folder, 'one.sql'), TEXT);
    await writeFile(join(folder, 'README.md'), 'not a query');

    const queries = await readSavedQueries(folder);

    expect(queries.map(({ name }) => name)).toEqual(['one', 'two']);
  });

  it('is missed with advice', async () => {
    const folder = join(await temporaryFolder(), 'nowhere');

    await expect(readSavedQueries(folder)).rejects.toThrow(QueryError);
  });

  it('names what cannot be read as a query', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'folder.sql'));

    await expect(readSavedQueries(folder)).rejects.toThrow(QueryError);
  });

  it('names the queries there are when another is asked for', () => {
    const queries = [parseSavedQuery('one.sql', TEXT)];

    expect(() => findSavedQuery(queries, 'three')).toThrow(InputError);
    expect(() => findSavedQuery(queries, 'three')).toThrow(
      /got "three"\. The saved queries are one\./,
    );
  });
});
