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
  '2026-01-01T00': 'c9de88cb59d1fde32b100586658627905ad029cee80e9a5a1fbc89450213c52c',
  '2026-11-20T13': 'd9a9f050d1fca72f9cb3a1d660d72bbf5bf75028f454c6309498fa524b873e6b',
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

    expect(sha256(bytes)).toBe('7dbe90a09e99b124d54f37106ee7929e4829d90859abfe3c50b1d89dc98ffbc2');
  });

  it('has the bytes it always had with planted faults, and so has their truth', async () => {
    const settings = { seed: 'dirty', 'accounts-per-hour': 100, dirt: 0.3 };
    const hour = parseHour('2026-11-20T13');

    const files = await Promise.all([
      fileOf(someAccounts(settings), hour),
      fileOf(someTruth(settings), hour),
    ]);

    expect(files.map(({ bytes }) => sha256(bytes))).toEqual([
      '6b6fb5ad902eafaf39263bfc9d51cb1df343623fa019a5b643a2ea72ecf2cab5',
      '832c4d876e4922e24896aed9c56adc0b39cd66d14213a7d3c007389b3a42c569',
    ]);
  });

  it('has the bytes it always had with impossible CPFs', async () => {
    const source = someAccounts({ cpf: 'impossible' });

    const { bytes } = await fileOf(source, parseHour('2026-11-20T13'));

    expect(sha256(bytes)).toBe('81171e335afe10140e5a0f71a95a4a138e24d4834c09e04d2417b236bb25313c');
  });
});
