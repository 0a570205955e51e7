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
  '2026-01-01T00': '5ed4622231cab35418ebcd25e741a6e3af7cf026a99accc67cb38ad8bee496ab',
  '2026-11-20T13': '7d5f809b617271ebbea0731fe7f71746fe1b94425e5c28cebd49301a1efff10f',
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

    expect(sha256(bytes)).toBe('0c3de44a03d5e1437867706645c9c216c63afdebcec9d8e0e03f927b1e908457');
  });

  it('has the bytes it always had with planted faults, and so has their truth', async () => {
    const settings = { seed: 'dirty', 'accounts-per-hour': 100, dirt: 0.3 };
    const hour = parseHour('2026-11-20T13');

    const files = await Promise.all([
      fileOf(someAccounts(settings), hour),
      fileOf(someTruth(settings), hour),
    ]);

    expect(files.map(({ bytes }) => sha256(bytes))).toEqual([
      '48d947ee900251949b6f98c8a6dc7e683315271d9a5c9bff8873ae14e1893058',
      'b12bc64563381ef4b239d65fe7761a37238ff78701ef8e396d58ba7dea7c5d9b',
    ]);
  });

  it('has the bytes it always had with impossible CPFs', async () => {
    const source = someAccounts({ cpf: 'impossible' });

    const { bytes } = await fileOf(source, parseHour('2026-11-20T13'));

    expect(sha256(bytes)).toBe('46eead54d06f1f03cd6248f1d9d7d9192781c27df777864a276c5b3a9171cb4c');
  });
});
