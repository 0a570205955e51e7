import { describe, expect, it } from 'vitest';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { hourFile } from '../../lib/ingest/land-hour.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { parseHour } from '../../lib/model/hour.ts';
import { generatedAccounts } from '../../lib/sources/generated-accounts.ts';
import { sourceOfJob } from '../../lib/sources/source-of-job.ts';

/**
 * These bytes are the product. When one changes, every lake that exists no longer verifies: raise
 * GENERATOR_VERSION in the same commit, and say so in CHANGELOG.md.
 */
const golden = {
  '2026-01-01T00': '451cc4c786a4350d7f2cda623507a7ecf0fef1aa798c944ab655ce753a88759a',
  '2026-11-20T13': '45870331e060c6303dd3d45392d302d2b672ef24f5a6265ca151d933315b2fdb',
};

describe('the golden hours', () => {
  it.each(Object.entries(golden))('%s has the bytes it always had', async (hour, digest) => {
    const { bytes } = await hourFile(sourceOfJob(fakeAccounts), parseHour(hour));

    expect(sha256(bytes)).toBe(digest);
  });

  it('has the bytes it always had with another seed and mean', async () => {
    const source = generatedAccounts({ seed: 'Çãé 😀', accountsPerHour: 5 });

    const { bytes } = await hourFile(source, parseHour('2031-02-28T23'));

    expect(sha256(bytes)).toBe('eef040e5adc51640a545ae38fee052e2bce0f1c9422eb0de301b67d994c80fa4');
  });
});
