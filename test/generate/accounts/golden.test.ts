import { describe, expect, it } from 'vitest';
import { fakeAccounts } from '../../../jobs/fake-accounts.ts';
import { generatedAccountsKind } from '../../../lib/generate/accounts/generated-accounts.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { openJob, settingsOfJob } from '../../../lib/land/open-job.ts';
import { parseHour } from '../../../lib/model/period.ts';
import { fileOf, someAccounts, someTruth } from './some-accounts.ts';

/**
 * These bytes are the product. When one changes, every lake that exists no longer verifies: raise
 * GENERATOR_VERSION in the same commit, and say so in CHANGELOG.md.
 */
const golden = {
  '2026-01-01T00': 'f3151121b217fbca04b0f7a673ed3c62cac7b517a12e56c6acdaea2d5afd2d9e',
  '2026-11-20T13': '3f16a0f272f9097d2921d396c31e17524aa68d138eae1bef9985d35c036271bb',
};

describe('the golden hours', () => {
  it.each(Object.entries(golden))('%s has the bytes it always had', async (hour, digest) => {
    const settings = settingsOfJob(fakeAccounts, generatedAccountsKind);
    const { source } = openJob({ job: fakeAccounts, settings, inputs: [] }, [
      generatedAccountsKind,
    ]);

    const { bytes } = await fileOf(source, parseHour(hour));

    expect(sha256(bytes)).toBe(digest);
  });

  it('has the bytes it always had with another seed and mean', async () => {
    const source = someAccounts({ seed: 'Çãé 😀', 'accounts-per-hour': 5 });

    const { bytes } = await fileOf(source, parseHour('2031-02-28T23'));

    expect(sha256(bytes)).toBe('f70ed60efadee57d997158cbee62318cb8260e174feb2912d2a530872ed37ac3');
  });

  it('has the bytes it always had with planted faults, and so has their truth', async () => {
    const settings = { seed: 'dirty', 'accounts-per-hour': 100, dirt: 0.3 };
    const hour = parseHour('2026-11-20T13');

    const files = await Promise.all([
      fileOf(someAccounts(settings), hour),
      fileOf(someTruth(settings), hour),
    ]);

    expect(files.map(({ bytes }) => sha256(bytes))).toEqual([
      'd1f76e02ee1f19b10355826e8e8acdcf163a693552be9dd0e619f0da34296961',
      '48033e4589eca5906b755641c0a20bee9e13c2a335ff40342a2da66117ed6a9a',
    ]);
  });

  it('has the bytes it always had with impossible CPFs', async () => {
    const source = someAccounts({ cpf: 'impossible' });

    const { bytes } = await fileOf(source, parseHour('2026-11-20T13'));

    expect(sha256(bytes)).toBe('1387c739495d16b9fe55ba54c2f4e885b120a84510aae69e32ae978ec570ee45');
  });
});
