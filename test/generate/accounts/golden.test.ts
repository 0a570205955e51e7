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
  '2026-01-01T00': 'f5978a28412ba9c8c5c079bb0d50a06ffad71460d6e08bc6873aaf33a847716b',
  '2026-11-20T13': '5a1d37a3a989b2a838eef32cd0351ede8ed714b1a3495d49572d1e9eea05a334',
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

    expect(sha256(bytes)).toBe('9bfc836e94d95022b14e97124c589ea49284c56a5c75d9b9f8ecbfa4bd095e3f');
  });

  it('has the bytes it always had with planted faults, and so has their truth', async () => {
    const settings = { seed: 'dirty', 'accounts-per-hour': 100, dirt: 0.3 };
    const hour = parseHour('2026-11-20T13');

    const files = await Promise.all([
      fileOf(someAccounts(settings), hour),
      fileOf(someTruth(settings), hour),
    ]);

    expect(files.map(({ bytes }) => sha256(bytes))).toEqual([
      'c5679d58073768d74be2e0888f57486c5e10071621d377b5cfd97ed59ea2ccb8',
      '411dfd65c0f6cc69faf83fcf7d09199f7d1889aa7d01650dc305ff57de5c098d',
    ]);
  });

  it('has the bytes it always had with impossible CPFs', async () => {
    const source = someAccounts({ cpf: 'impossible' });

    const { bytes } = await fileOf(source, parseHour('2026-11-20T13'));

    expect(sha256(bytes)).toBe('43bbdb9835a2c2ee93c48dc86b1135551e74ddde8c5de733dce1b38dec1f3601');
  });
});
