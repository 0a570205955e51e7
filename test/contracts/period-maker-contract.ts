import { describe, expect, it } from 'vitest';
import { sourceOfJob } from '../../jobs/source-kinds.ts';
import type { GeneratedAccountsSpec } from '../../lib/generate/accounts/generated-accounts.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { hourFile } from '../../lib/land/land-hour.ts';
import type { HourMaker } from '../../lib/land/threads/hour-maker.ts';
import type { Job } from '../../lib/model/job.ts';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { accounts } from '../../lib/tables/accounts.ts';

/** A day with its quiet hours and its busy ones. */
const DAY = periodRange(parseHour('2026-11-20T00'), parseHour('2026-11-21T00'));

/** What every maker of hours keeps to. */
export function hourMakerContract(
  name: string,
  open: (job: Job<GeneratedAccountsSpec>) => HourMaker,
): void {
  describe(`${name}, as a maker of hours,`, () => {
    it.each([1, 600])('makes the bytes of the source at %i accounts an hour', async (mean) => {
      const job = aJob(mean);
      const maker = open(job);

      const files = await Promise.all(DAY.map((hour) => maker.make(hour))).finally(maker.close);

      const expected = await Promise.all(DAY.map((hour) => hourFile(sourceOfJob(job), hour)));
      expect(files.map((file) => file.sha256)).toEqual(expected.map((file) => file.sha256));
      expect(files.map(({ bytes }) => sha256(bytes))).toEqual(files.map((file) => file.sha256));
      expect(files.map(({ rows }) => rows)).toEqual(expected.map(({ rows }) => rows));
    });

    it('gives each hour what it gives when it is asked for it alone', async () => {
      const maker = open(aJob(20));
      const hours = [...DAY].reverse().slice(0, 4);

      const together = await Promise.all(hours.map((hour) => maker.make(hour)));
      const alone: string[] = [];
      for (const hour of hours) alone.push((await maker.make(hour)).sha256);
      await maker.close();

      expect(together.map((file) => file.sha256)).toEqual(alone);
    });

    it('may be closed without having made an hour', async () => {
      await expect(open(aJob(20)).close()).resolves.toBeUndefined();
    });
  });
}

function aJob(accountsPerHour: number): Job<GeneratedAccountsSpec> {
  const source = { kind: 'generated-accounts', seed: 'a maker', accountsPerHour } as const;
  return { name: 'fake-accounts', table: accounts, prefix: 'fake-accounts', source };
}
