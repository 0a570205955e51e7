import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  type SparkOptions,
  type SparkTask,
  writeWithSpark,
} from '../../../lib/engines/spark/write-with-spark.ts';
import { InputError, OutputError, QueryError } from '../../../lib/errors.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { fakeSpark, WRITES_TWO_PARTS } from './fake-spark.ts';

const SECRET = 'pass word$1';
const tables = { views: ['CREATE TEMPORARY VIEW `t` AS SELECT 1 AS id'] };

describe('a result of Spark', () => {
  it('is in the folder when Spark is done, without what Hadoop keeps for itself', async () => {
    const { write, out } = await aSpark(WRITES_TWO_PARTS);

    const written = await write();

    expect(written).toEqual({ files: 2, bytes: 8 });
    expect(await readdir(out)).toEqual(['_SUCCESS', 'part-00000.csv', 'part-00001.csv']);
    expect(await readFile(join(out, 'part-00001.csv'), 'utf8')).toBe('two\n');
  });

  it('goes into an empty folder that is there', async () => {
    const { write, out } = await aSpark(WRITES_TWO_PARTS);
    await mkdir(out);

    await expect(write()).resolves.toEqual({ files: 2, bytes: 8 });
  });

  it('replaces nothing in a folder that is not empty, which Spark never sees', async () => {
    const { write, out, folder } = await aSpark(WRITES_TWO_PARTS);
    await mkdir(out);
    await writeFile(join(out, 'mine'), 'mine');

    await expect(write()).rejects.toThrow(InputError);
    await expect(write()).rejects.toThrow(/with 1 entry/);

    expect(await readdir(out)).toEqual(['mine']);
    expect(await readdir(folder)).not.toContain('arguments');
  });

  it('is refused a folder whose path Hadoop reads as a pattern', async () => {
    const { write, folder } = await aSpark(WRITES_TWO_PARTS);

    await expect(write({ place: join(folder, 'a[1]') })).rejects.toThrow(/Name another folder/);
  });

  it.each([
    ['fails', 'mkdir "$out"; echo half > "$out/part-0"; exit 1', QueryError],
    ['is killed', 'mkdir "$out"; kill -9 $$', QueryError],
    ['writes nothing', 'mkdir "$out"; : > "$out/_SUCCESS"', OutputError],
    [
      'does not reach the end of the result',
      'mkdir "$out"; echo half > "$out/part-0"',
      OutputError,
    ],
  ])('leaves nothing behind when Spark %s', async (_, does, error) => {
    const { write, out, folder, temporary } = await aSpark(does);

    await expect(write()).rejects.toThrow(error);
    expect(await readdir(folder)).not.toContain('out');
    await mkdir(out);
    await expect(write()).rejects.toThrow(error);

    expect(await readdir(out)).toEqual([]);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('leaves nothing behind when it is interrupted, and ends Spark', async () => {
    const ending = new AbortController();
    const { write, folder, temporary } = await aSpark(`
      trap 'echo ended > "$here/ended"; exit 143' TERM
      printf '[Stage 0:>                (0 + 2) / 2]' >&2
      while :; do sleep 0.05; done`);

    const writing = write({}, { signal: ending.signal, onProgress: () => ending.abort() });

    await expect(writing).rejects.toThrow(/an interruption/);
    expect(await readdir(folder)).toContain('ended');
    expect(await readdir(folder)).not.toContain('out');
    expect(await readdir(temporary)).toEqual([]);
  });

  it('begins nothing when it is interrupted already', async () => {
    const { write, folder } = await aSpark(WRITES_TWO_PARTS);

    await expect(write({}, { signal: AbortSignal.abort() })).rejects.toThrow(/an interruption/);

    expect(await readdir(folder)).not.toContain('arguments');
  });

  it('is left to Spark in a bucket, through the connector of Hadoop', async () => {
    const { write, script } = await aSpark('exit 0');

    await expect(write({ place: 's3://a-bucket/results' })).resolves.toBeUndefined();

    expect(await script()).toContain("LOCATION 's3a://a-bucket/results'");
  });
});

describe('Spark', () => {
  it('gets the views, then the text as it is', async () => {
    const { write, script } = await aSpark(WRITES_TWO_PARTS);

    await write({ separator: ';' });

    const lines = (await script()).split('\n');
    expect(lines[0]).toBe('CREATE TEMPORARY VIEW `t` AS SELECT 1 AS id;');
    expect(lines[1]).toMatch(/^CREATE TABLE hourlake_result USING csv OPTIONS \(.*`sep` ';'\)/);
    expect(lines.slice(2)).toEqual(['SELECT id FROM t -- a comment', ';', '']);
  });

  it('gets the master, the settings of the user and those that fix the meaning of a text', async () => {
    const { write, args } = await aSpark(WRITES_TWO_PARTS);

    await write({}, {}, { master: 'yarn', settings: { 'spark.executor.memory': '8g' } });

    expect((await args()).slice(0, 4)).toEqual([
      '--master',
      'yarn',
      '--conf',
      'spark.executor.memory=8g',
    ]);
    expect(await args()).toContain('spark.sql.session.timeZone=UTC');
    expect(await args()).not.toContain('--properties-file');
  });

  it('is refused a setting that would change what a text means', async () => {
    const { write } = await aSpark(WRITES_TWO_PARTS);

    const writing = write({}, {}, { settings: { 'spark.sql.session.timeZone': 'UTC+3' } });

    await expect(writing).rejects.toThrow(/got spark\.sql\.session\.timeZone\./);
  });

  it('gets a password in a file that only its owner reads, and nowhere else', async () => {
    const { write, args, script, folder } = await aSpark(
      `${WRITES_TWO_PARTS}
      for each in "$@"; do case $each in *.properties)
        cat "$each" > "$here/secrets"; stat -c %a "$each" "$(dirname "$each")" > "$here/modes";; esac; done`,
    );

    await write({ tables: { ...tables, secretSettings: { 'spark.password': SECRET } } });

    const kept = (name: string) => readFile(join(folder, name), 'utf8');
    expect(await kept('secrets')).toBe('spark.password=pass\\u0020word$1\n');
    expect(await kept('modes')).toBe('600\n700\n');
    expect((await args()).join('\n') + (await script())).not.toContain('word$1');
    expect(await args()).toContain('--load-spark-defaults');
  });

  it('shows its progress', async () => {
    const seen: unknown[] = [];
    const { write } = await aSpark(
      `${WRITES_TWO_PARTS} printf '26/11/20 WARN noise\\n\\r[Stage 3:==>    (12 + 2) / 200]' >&2`,
    );

    await write({}, { onProgress: (progress) => seen.push(progress) });

    expect(seen).toEqual([{ stage: 3, done: 12, tasks: 200 }]);
  });

  it('is missed by name, with where to get it', async () => {
    const { write } = await aSpark(WRITES_TWO_PARTS);

    const writing = write({}, {}, { program: '/nowhere/bin/spark-sql' });

    await expect(writing).rejects.toThrow(
      /^Expected Spark 4 on this machine, got no program "\/nowhere\/bin\/spark-sql".*pip install pyspark/,
    );
  });

  it('keeps the environment of the user', async () => {
    const { write, folder } = await aSpark(
      `${WRITES_TWO_PARTS} printf %s "$SPARK_LOCAL_IP" > "$here/ip"`,
    );

    await write({}, {}, { environment: { ...process.env, SPARK_LOCAL_IP: '127.0.0.1' } });

    expect(await readFile(join(folder, 'ip'), 'utf8')).toBe('127.0.0.1');
  });
});

describe('an error of Spark', () => {
  it('says nothing that Spark printed around it', async () => {
    const { write } = await aSpark(
      `echo "java.lang.RuntimeException: Ana has ${SECRET}" >&2; exit 1`,
    );

    const error: unknown = await write().catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(QueryError);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/Ana|word/);
    expect(String(error)).toContain(
      'Spark could not run the statement: java.lang.RuntimeException.',
    );
  });
});

async function aSpark(does: string) {
  const folder = await temporaryFolder();
  const temporary = join(folder, 'temporary');
  const out = join(folder, 'out');
  await mkdir(temporary);
  const installation = await fakeSpark(folder, does);
  const kept = (name: string) => readFile(join(folder, name), 'utf8');
  return {
    folder,
    temporary,
    out,
    script: () => kept('script'),
    args: async () => (await kept('arguments')).split('\n'),
    write: (
      task: Partial<SparkTask> = {},
      options: Partial<SparkOptions> = {},
      spark: Partial<SparkOptions['spark']> = {},
    ) =>
      writeWithSpark(
        { sql: 'SELECT id FROM t -- a comment' },
        { tables, place: out, format: 'csv', ...task },
        { spark: { ...installation, ...spark }, temporaryFolder: temporary, ...options },
      ),
  };
}
