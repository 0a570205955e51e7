import { describe, expect, it } from 'vitest';
import { generatedAccountsKind } from '../../lib/generate/accounts/generated-accounts.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { periodFile } from '../../lib/land/land-period.ts';
import { type OpenJob, openJob, settingsOfJob } from '../../lib/land/open-job.ts';
import type { PeriodMaker } from '../../lib/land/threads/period-maker.ts';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { noInputs } from '../generate/accounts/some-accounts.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';

/** A day with its quiet hours and its busy ones. */
const DAY = periodRange(parseHour('2026-11-20T00'), parseHour('2026-11-21T00'));

/** What every maker of periods keeps to. */
export function periodMakerContract(name: string, open: (job: OpenJob) => PeriodMaker): void {
  describe(`${name}, as a maker of periods,`, () => {
    it.each([1, 600])('makes the bytes of the source at %i accounts an hour', async (mean) => {
      const job = aJob(mean);
      const maker = open(job);

      const files = await Promise.all(DAY.map((hour) => maker.make(hour))).finally(() =>
        maker.close(),
      );

      const expected = await Promise.all(DAY.map((hour) => periodFile(job.source, hour, noInputs)));
      expect(files.map((file) => file.sha256)).toEqual(expected.map((file) => file.sha256));
      expect(files.map(({ bytes }) => sha256(bytes))).toEqual(files.map((file) => file.sha256));
      expect(files.map(({ rows }) => rows)).toEqual(expected.map(({ rows }) => rows));
    });

    it('makes the same bytes for periods together and one after the other', async () => {
      const maker = open(aJob(20));
      const hours = [...DAY].reverse().slice(0, 4);

      const together = await Promise.all(hours.map((hour) => maker.make(hour)));
      const alone: string[] = [];
      for (const hour of hours) alone.push((await maker.make(hour)).sha256);
      await maker.close();

      expect(together.map((file) => file.sha256)).toEqual(alone);
    });

    it('may be closed without having made a period', async () => {
      await expect(open(aJob(20)).close()).resolves.toBeUndefined();
    });
  });
}

function aJob(mean: number): OpenJob {
  const settings = settingsOfJob(fakeAccounts, generatedAccountsKind, {
    seed: 'a maker',
    'accounts-per-hour': mean,
  });
  return openJob({ job: fakeAccounts, settings, inputs: [] }, [generatedAccountsKind]);
}
