import { describe, expect, it } from 'vitest';
import { associado } from '../../../jobs/associado.ts';
import { cartao } from '../../../jobs/cartao.ts';
import { conta } from '../../../jobs/conta.ts';
import { fakeAccounts } from '../../../jobs/fake-accounts.ts';
import { movimento } from '../../../jobs/movimento.ts';
import { sourceKinds } from '../../../jobs/source-kinds.ts';
import { InputError } from '../../../lib/errors.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { openJob, settingsOfJob, sourceKindOf } from '../../../lib/land/open-job.ts';
import { addPeriods, parseHour } from '../../../lib/model/period.ts';
import { sourceContract } from '../../contracts/source-contract.ts';
import { fileOf, noInputs } from '../accounts/some-accounts.ts';
import { SINCE, sourceOf } from './a-cooperative.ts';

const HOUR = parseHour('2026-07-15T18');
const jobs = [associado, conta, cartao, movimento];

for (const job of jobs) {
  sourceContract(`The source of ${job.name}`, () => sourceOf(job), HOUR);
}

/** These bytes are the product: see test/generate/accounts/golden.test.ts. */
const golden = {
  associado: '7dbe9e3e074a4a0afd4e420d9ca27806de8c6602b82b9be59a23c1e30be13b3b',
  conta: '0b5dd699e149a35ef0cda907527c565b0cc6e03f0f2d2a11938c1d626c8efd56',
  cartao: 'eba9ae0c1b3e28c093e8b5e26640444ae3a6a5bf832710503981be75a9901ef6',
  movimento: '92d3b872345222d515f4687832f5cfdca90b1283beff6c52677383907f1c6e4a',
};

/** The same for an hour of the tenth year of a lake. */
const goldenOfTenthYear = {
  associado: '107e0e780aafe7d411b84ab99d286fa58ba9bc81e82947e1ec4f71e90ea24fd8',
  conta: '7c408223a889d62ea942cba3bf59dd2a2348873214e2ecc222c6a8ced14c4e2d',
  cartao: '68c222398fe074088b662de0cc45245d192ae502516505bf0cb92632a0af8ae0',
  movimento: 'de6d2bad96c70c4bdfa858c988275fe28345e9ae49443c30c98772e3454f0a60',
};

describe('a relational source', () => {
  it.each(jobs)('of $name has the bytes it always had', async (job) => {
    const { bytes } = await fileOf(sourceOf(job), HOUR);

    expect(sha256(bytes)).toBe(golden[job.name as keyof typeof golden]);
  });

  it.each(jobs)('of $name has the bytes it always had after ten years of history', async (job) => {
    const source = sourceOf(job, { since: parseHour('2016-11-26T00') });

    const { bytes } = await fileOf(source, parseHour('2026-11-26T13'));

    expect(sha256(bytes)).toBe(goldenOfTenthYear[job.name as keyof typeof goldenOfTenthYear]);
  });

  it.each(jobs)('of $name says about how many rows an hour has', async (job) => {
    const settings = { associado: { share: 1 } };
    const source = sourceOf(job, { settings });

    const { rows } = await fileOf(source, HOUR);

    // Six standard deviations of a Poisson distribution.
    const usual = source.usualRows?.(HOUR) ?? 0;
    expect(Math.abs(rows - usual)).toBeLessThan(6 * Math.sqrt(usual));
    expect(usual).toBeGreaterThan(100);
  });

  it.each(jobs)('of $name makes nothing before its lake began', async (job) => {
    const source = sourceOf(job);

    await expect(fileOf(source, addPeriods(SINCE, -1))).rejects.toThrow(
      `from the beginning of its lake on, ${SINCE}, got 2026-05-31T23`,
    );
    expect(() => source.checkSpan?.(addPeriods(SINCE, -1), HOUR)).toThrow(InputError);
  });

  it.each(jobs)('of $name makes nothing before the lake says where it began', async (job) => {
    const source = sourceOf(job, { since: undefined });

    expect(source.facts.since).toBe('');
    expect(() => source.checkSpan?.(SINCE, HOUR)).not.toThrow();
    await expect(fileOf(source, HOUR)).rejects.toThrow(InputError);
  });

  it.each(jobs)(
    'of $name depends on where its lake began only through what is older',
    async (job) => {
      const earlier = sourceOf(job, { since: addPeriods(SINCE, -5000) });

      const [here, there] = [sourceOf(job), earlier].map(({ facts }) => facts);

      expect({ ...there, since: here?.since }).toEqual(here);
    },
  );

  it('of associado has the same rows wherever its lake began', async () => {
    const sources = [SINCE, addPeriods(SINCE, -5000)].map((since) =>
      sourceOf(associado, { since }),
    );

    const [here, there] = await Promise.all(
      sources.map(async (source) => {
        const batches = [];
        for await (const batch of source.batches(HOUR, noInputs)) batches.push(batch);
        return batches;
      }),
    );

    expect(there).toEqual(here);
  });

  it.each([
    [conta, associado],
    [cartao, conta],
    [movimento, cartao],
  ])('of $name waits for the same hour of its input', (job, input) => {
    expect(sourceOf(job).inputs?.(HOUR)).toEqual([{ job: input.name, period: HOUR }]);
    expect(sourceOf(associado).inputs).toBeUndefined();
  });

  it('says all that decides its rows, from the accounts on', () => {
    const { facts } = sourceOf(movimento, {
      settings: { associado: { share: 0.5 }, 'fake-accounts': { seed: 'other' } },
    });

    expect(facts).toMatchObject({
      generator: expect.stringMatching(
        /^generated-movements\/1 of generated-cards\/1 of generated-bank-accounts\/1 of generated-members\/1 of generated-accounts\/\d+$/,
      ),
      since: SINCE,
      'movements-per-card': '15',
      share: '0.5',
      seed: 'other',
    });
  });

  it.each<[string, typeof movimento, Parameters<typeof sourceOf>[1], string]>([
    [
      'more rows than ids',
      movimento,
      {
        settings: {
          'fake-accounts': { 'accounts-per-hour': 1_000_000 },
          associado: { share: 1 },
          movimento: { 'movements-per-card': 1000 },
        },
      },
      'rows of movimento in an hour',
    ],
    [
      'more cards than numbers',
      cartao,
      {
        settings: { 'fake-accounts': { 'accounts-per-hour': 1_000_000 }, associado: { share: 1 } },
      },
      'at most 180000 rows of cartao in an hour',
    ],
  ])('refuses a lake with %s', (_, job, options, message) => {
    const source = sourceOf(job, options);

    expect(() => source.checkSpan?.(SINCE, addPeriods(SINCE, 3000))).toThrow(message);
  });

  it('refuses a lake of more hours than there are numbers of cards', () => {
    const source = sourceOf(cartao);

    expect(() => source.checkSpan?.(SINCE, addPeriods(SINCE, 500_000))).toThrow(
      'at most 500000 hours of cartao in a lake',
    );
  });

  it.each(jobs)('of $name refuses a job without the input that it builds on', (job) => {
    const settings = settingsOfJob(job, sourceKindOf(job, sourceKinds));

    expect(() => openJob({ job, settings, inputs: [] }, sourceKinds)).toThrow(
      'to name the job as its input that its rows refer to',
    );
  });

  it('refuses an input of another kind', () => {
    const kind = sourceKindOf(fakeAccounts, sourceKinds);
    const accounts = { job: fakeAccounts, settings: settingsOfJob(fakeAccounts, kind), inputs: [] };

    expect(() => openJob({ job: conta, settings: {}, inputs: [accounts] }, sourceKinds)).toThrow(
      'the name of a setting of fake-accounts, got "seed"',
    );
  });
});
