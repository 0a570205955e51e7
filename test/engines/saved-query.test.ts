import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import {
  answerableQueries,
  checkJobsOfQueries,
  findSavedQuery,
  parseSavedQuery,
  readSavedQueries,
} from '../../lib/engines/saved-query.ts';
import { InputError, QueryError } from '../../lib/errors.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const TEXT = '-- name: one\n-- description: Always one\n-- jobs: fake-accounts\n\nSELECT 1\n';

describe('a saved query', () => {
  it('has the name, the description and the jobs of its header, and the whole text', () => {
    const query = parseSavedQuery('one.sql', TEXT);

    expect(query).toEqual({
      name: 'one',
      description: 'Always one',
      jobs: ['fake-accounts'],
      sql: TEXT,
      file: 'one.sql',
    });
  });

  it('can need several jobs, and lie in a folder', () => {
    const query = parseSavedQuery(
      'some/folder/one.sql',
      TEXT.replace('fake-accounts', 'a-job ,another-job'),
    );

    expect(query).toMatchObject({
      name: 'one',
      jobs: ['a-job', 'another-job'],
      file: 'some/folder/one.sql',
    });
  });

  it.each([
    ['another name', 'two.sql', TEXT],
    ['another name in a folder', 'one/two.sql', TEXT],
    ['no name', 'one.sql', TEXT.replace('-- name: one\n', '')],
    ['no description', 'one.sql', TEXT.replace('-- description: Always one\n', '')],
    ['an empty description', 'one.sql', TEXT.replace('Always one', ' ')],
    ['no jobs', 'one.sql', TEXT.replace('-- jobs: fake-accounts\n', '')],
    ['an empty list of jobs', 'one.sql', TEXT.replace('fake-accounts', '')],
    ['an empty job', 'one.sql', TEXT.replace('fake-accounts', 'fake-accounts, ')],
    ['no SQL', 'one.sql', TEXT.replace('SELECT 1', '-- SELECT 1')],
    ['a name that is not kebab-case', 'One_1.sql', TEXT.replace('one', 'One_1')],
  ])('is refused with %s', (_, file, text) => {
    expect(() => parseSavedQuery(file, text)).toThrow(QueryError);
    expect(() => parseSavedQuery(file, text)).toThrow(`queries/${file}`);
  });

  it('is parsed or refused with a QueryError, whatever the text', () => {
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
  it('is read with its folders, in the order of names, other files left out', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'a/folder.sql'), { recursive: true });
    await writeFile(join(folder, 'a/folder.sql/two.sql'), TEXT.replace('one', 'two'));
    await writeFile(join(folder, 'one.sql'), TEXT);
    await writeFile(join(folder, 'a/three.sql'), TEXT.replace('one', 'three'));
    await writeFile(join(folder, 'a/README.md'), 'not a query');

    const queries = await readSavedQueries(folder);
    const byUrl = await readSavedQueries(pathToFileURL(`${folder}/`));

    expect(queries.map(({ name, file }) => [name, file])).toEqual([
      ['one', 'one.sql'],
      ['three', 'a/three.sql'],
      ['two', 'a/folder.sql/two.sql'],
    ]);
    expect(byUrl).toEqual(queries);
  });

  it('is refused when two files have the same name, and both are named', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'a'));
    await writeFile(join(folder, 'one.sql'), TEXT);
    await writeFile(join(folder, 'a/one.sql'), TEXT);

    const reading = readSavedQueries(folder);

    await expect(reading).rejects.toThrow(QueryError);
    await expect(reading).rejects.toThrow(/queries\/one\.sql/);
    await expect(reading).rejects.toThrow(/queries\/a\/one\.sql/);
  });

  it('is missed with advice', async () => {
    const folder = join(await temporaryFolder(), 'nowhere');

    await expect(readSavedQueries(folder)).rejects.toThrow(QueryError);
  });

  it('is refused when a file in it cannot be read', async () => {
    const folder = await temporaryFolder();
    await symlink(join(folder, 'nowhere'), join(folder, 'one.sql'));

    await expect(readSavedQueries(folder)).rejects.toThrow(QueryError);
  });

  it('names the queries there are when another is asked for', () => {
    const queries = [parseSavedQuery('one.sql', TEXT)];

    expect(() => findSavedQuery(queries, 'three')).toThrow(InputError);
    expect(() => findSavedQuery(queries, 'three')).toThrow(
      /got "three"\. The saved queries are one\./,
    );
  });

  it('suggests the query that was meant', () => {
    const queries = [parseSavedQuery('top-cities.sql', TEXT.replace('one', 'top-cities'))];

    expect(() => findSavedQuery(queries, 'topcities')).toThrow(/Did you mean "top-cities"\?/);
  });
});

describe('the jobs of saved queries', () => {
  it('exist, or the file and the nearest job are named', () => {
    const right = parseSavedQuery('a/one.sql', TEXT);
    const wrong = parseSavedQuery('a/one.sql', TEXT.replace('fake-accounts', 'fake-acounts'));

    expect(() => checkJobsOfQueries([right], [fakeAccounts])).not.toThrow();
    expect(() => checkJobsOfQueries([right, wrong], [fakeAccounts])).toThrow(InputError);
    expect(() => checkJobsOfQueries([wrong], [fakeAccounts])).toThrow(
      /queries\/a\/one\.sql .*got "fake-acounts"\. Did you mean "fake-accounts"\?/,
    );
  });

  it('decide which queries can be answered', () => {
    const one = parseSavedQuery('one.sql', TEXT);
    const two = parseSavedQuery(
      'two.sql',
      TEXT.replace('one', 'two').replace('jobs: ', 'jobs: a-job, '),
    );

    expect(answerableQueries([one, two], [{ name: 'fake-accounts' }])).toEqual([one]);
    expect(answerableQueries([one, two], [{ name: 'fake-accounts' }, { name: 'a-job' }])).toEqual([
      one,
      two,
    ]);
    expect(answerableQueries([one, two], [{ name: 'a-job' }])).toEqual([]);
  });
});
