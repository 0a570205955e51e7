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
  '2026-01-01T00': 'd648b381bbebb404f58d798ddf1bf94335220f379569142637315769681ab9a5',
  '2026-11-20T13': '61d7b11daa6f68ac702fa5f685df05aa1305edb481c2c032cab26e459ac3fc1b',
};

describe('the golden hours', () => {
  it.each(Object.entries(golden))('%s has the bytes it always had', async (hour, digest) => {
    const { bytes } = await hourFile(sourceOfJob(fakeAccounts), parseHour(hour));

    expect(sha256(bytes)).toBe(digest);
  });

  it('has the bytes it always had with another seed and mean', async () => {
    const source = generatedAccounts({ seed: 'Çãé 😀', accountsPerHour: 5 });

    const { bytes } = await hourFile(source, parseHour('2031-02-28T23'));

    expect(sha256(bytes)).toBe('1c04c02bf5aec01ca911f1daf9a24490eddc73a5a97a5330eb8f887bf90f657c');
  });
});
