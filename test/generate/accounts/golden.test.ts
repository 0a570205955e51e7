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
  '2026-01-01T00': 'f4461a4fad20d9e1de40bdcfa80ad8398844fda7b0be3d992236fcbe169527fa',
  '2026-11-20T13': 'e1e1b3290566039deaae1ad16caf10d69d5de579effbd8b676041f43f2982f84',
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

    expect(sha256(bytes)).toBe('dea5fce11759abd11bf3b8d9500fe8debb3ad173e0230f7676f5f0b195a490ce');
  });

  it('has the bytes it always had with planted faults, and so has their truth', async () => {
    const settings = { seed: 'dirty', 'accounts-per-hour': 100, dirt: 0.3 };
    const hour = parseHour('2026-11-20T13');

    const files = await Promise.all([
      fileOf(someAccounts(settings), hour),
      fileOf(someTruth(settings), hour),
    ]);

    expect(files.map(({ bytes }) => sha256(bytes))).toEqual([
      '279bb4522c5c0725b52f8eb8ef03867aca8900770598a908e3e525502814ac91',
      'b2262ad629fe6eec8fa9d06118ad4e113b24202457d81d328452e007d38c9ad9',
    ]);
  });

  it('has the bytes it always had with impossible CPFs', async () => {
    const source = someAccounts({ cpf: 'impossible' });

    const { bytes } = await fileOf(source, parseHour('2026-11-20T13'));

    expect(sha256(bytes)).toBe('81a1c8a2a451106b5fe2c12c7151231f3ecfae7bc87df4f294c2ce243cce294e');
  });
});
