import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutputError } from '../../lib/errors.ts';
import { generatedAccountsKind } from '../../lib/generate/accounts/generated-accounts.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { periodFile } from '../../lib/land/land-period.ts';
import { type OpenJob, openJob, settingsOfJob } from '../../lib/land/open-job.ts';
import type { PeriodFile, PeriodMaker } from '../../lib/land/threads/period-maker.ts';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { noInputs } from '../generate/accounts/some-accounts.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { bytesOf } from '../land/period-in-memory.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A day with its quiet hours and its busy ones. */
const DAY = periodRange(parseHour('2026-11-20T00'), parseHour('2026-11-21T00'));

const QUIET = parseHour('2026-11-20T06');
const BUSY = parseHour('2026-11-20T14');

/** Accounts an hour with which the busy hour is above the limit for files in memory, and the quiet one below. */
const MANY = 70_000;

/**
 * What every maker of periods keeps to.
 *
 * @param open opens a maker, with the path of a scratch folder if it may use one
 */
export function periodMakerContract(
  name: string,
  open: (job: OpenJob, scratch?: string) => PeriodMaker,
): void {
  describe(`${name}, as a maker of periods,`, () => {
    it.each([1, 600])('makes the bytes of the source at %i accounts an hour', async (mean) => {
      const job = aJob(mean);
      const maker = open(job);

      const files = await Promise.all(
        DAY.map((hour) => maker.withFile(hour, async (file) => file)),
      ).finally(() => maker.close());

      const expected = await Promise.all(DAY.map((hour) => periodFile(job.source, hour, noInputs)));
      expect(files.map((file) => file.sha256)).toEqual(expected.map((file) => file.sha256));
      expect(files.map((file) => sha256(bytesOf(file)))).toEqual(files.map((file) => file.sha256));
      expect(files.map(({ size }) => size)).toEqual(files.map((file) => bytesOf(file).length));
      expect(files.map(({ rows }) => rows)).toEqual(expected.map(({ rows }) => rows));
    });

    it('makes the same bytes for periods together and one after the other', async () => {
      const maker = open(aJob(20));
      const hours = [...DAY].reverse().slice(0, 4);

      const together = await Promise.all(hours.map((hour) => maker.digestOf(hour)));
      const alone: string[] = [];
      for (const hour of hours) alone.push((await maker.digestOf(hour)).sha256);
      await maker.close();

      expect(together.map((file) => file.sha256)).toEqual(alone);
    });

    it('says the same about a period whose file is not wanted', async () => {
      const maker = open(aJob(20));

      const digest = await maker.digestOf(BUSY);
      const { body, ...file } = await maker.withFile(BUSY, async (made) => made);
      await maker.close();

      expect(digest).toEqual(file);
    });

    it('keeps a large file in its scratch folder for as long as it is used', async () => {
      const scratch = join(await temporaryFolder(), 'scratch');
      const maker = open(aJob(MANY), scratch);

      const used = await maker.withFile(BUSY, async (file) => {
        const path = pathOf(file);
        const bytes = await readFile(path);
        return { file, folder: dirname(path), size: bytes.length, sha256: sha256(bytes) };
      });
      const left = await readdir(scratch);
      await maker.close();

      expect(used).toMatchObject({ size: used.file.size, sha256: used.file.sha256 });
      expect(used.folder).toBe(scratch);
      expect(left).toEqual([]);
      expect(await readdir(dirname(scratch))).toEqual([]);
    });

    it('removes a large file that could not be used, and what is in use when it is closed', async () => {
      const scratch = join(await temporaryFolder(), 'scratch');
      const maker = open(aJob(MANY), scratch);
      const failure = new Error('the store failed');

      const failed = await maker
        .withFile(BUSY, () => Promise.reject(failure))
        .catch((error: unknown) => error);
      const left = await readdir(scratch);
      await maker.withFile(BUSY, () => maker.close());

      expect(failed).toBe(failure);
      expect(left).toEqual([]);
      expect(await readdir(dirname(scratch))).toEqual([]);
    });

    it('creates no scratch folder for small files, nor for digests', async () => {
      const folder = await temporaryFolder();
      const maker = open(aJob(MANY), join(folder, 'scratch'));

      const file = await maker.withFile(QUIET, async (made) => made);
      await maker.digestOf(BUSY);
      const entries = await readdir(folder);
      await maker.close();

      expect(bytesOf(file).length).toBe(file.size);
      expect(entries).toEqual([]);
    });

    it('fails a large file whose scratch folder cannot be written to, and makes small ones', async () => {
      const folder = await temporaryFolder();
      await mkdir(join(folder, 'below'));
      await writeFile(join(folder, 'below', 'a-file'), '');
      const maker = open(aJob(MANY), join(folder, 'below', 'a-file', 'scratch'));

      const error = await maker
        .withFile(BUSY, async () => 'made')
        .catch((thrown: unknown) => thrown);
      const small = await maker.withFile(QUIET, async ({ rows }) => rows);
      await maker.close();

      expect(error).toBeInstanceOf(OutputError);
      expect(error).toHaveProperty(
        'message',
        expect.stringMatching(/^Could not write the temporary file .*: ENOTDIR.*\. .*TMPDIR/),
      );
      expect(small).toBeGreaterThan(1000);
    });

    it('may be closed without having made a period', async () => {
      await expect(open(aJob(20)).close()).resolves.toBeUndefined();
    });
  });
}

function pathOf({ body }: PeriodFile): string {
  if ('path' in body) return body.path;
  throw new TypeError('Expected a file on the disk');
}

function aJob(mean: number): OpenJob {
  const settings = settingsOfJob(fakeAccounts, generatedAccountsKind, {
    seed: 'a maker',
    'accounts-per-hour': mean,
  });
  return openJob({ job: fakeAccounts, settings, inputs: [] }, [generatedAccountsKind]);
}
